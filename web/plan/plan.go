// Package plan is the part of the record book about plans: yearly, for months or
// quarters, and thematic ones.
package plan

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"baolei/internal/app/records"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
	"baolei/web/book"
	"baolei/web/page"
	"baolei/web/paper"
	"baolei/web/ui"
)

// Screen is the list of plans; the pages of one are those of all papers.
type Screen struct {
	*paper.Screen
	records *records.Service
}

// New makes the screen.
func New(site *page.Site, keep *records.Service) *Screen {
	return &Screen{paper.New(site, kind{keep}), keep}
}

// kind is what a plan brings to the pages of papers.
type kind struct{ records *records.Service }

// Words are what the pages say.
func (kind) Words() paper.Words {
	return paper.Words{Part: book.Plans, Noun: "计划", Text: "内容", Order: []string{"kind", "year", "title", "on", "clean_government", "content"},
		Remove: "登记错了才需要撤销。撤销后不再计入，原来的内容会保留。", Labels: labels}
}

func labels(paper.Paper) []book.Label {
	return []book.Label{{Key: "kind", Name: "类别", Say: func(v any) string { return record.PlanKind(fmt.Sprint(v)).Chinese() }}, {Key: "year", Name: "年度"}, {Key: "title", Name: "标题"},
		{Key: "occurred_on", Name: "制定日期"}, {Key: "clean_government", Name: "含党风廉政建设", Say: yes}, {Key: "content", Name: "内容"}}
}

func yes(v any) string {
	if v == true {
		return "是"
	}
	return "否"
}

// New begins with a kind that is asked for, or with the plan of the year before.
func (k kind) New(r *http.Request, actor access.Actor, branch int64) (paper.Paper, error) {
	q, today := r.URL.Query(), k.records.Today()
	year := book.Year(q, today)
	p, err := k.records.Plans(r.Context(), actor, branch, year)
	if err == nil && !p.CanSave {
		err = page.NotFound()
	}
	t := page.Blank("kind", page.Query(q, "kind"), "year", strconv.Itoa(year), "on", today.String())
	for i := range p.Before {
		if b := &p.Before[i]; b.ID == page.QueryID(q, "copy") {
			t = typedOf(next(*b, year))
			t.Set("on", today.String())
		}
	}
	return paper.Paper{Detail: detail(p.Place), Year: year, Typed: t}, err
}

// next is a plan of the year before as it would read this year.
func next(p record.Plan, year int) record.Plan {
	p.Year = year
	p.Title = strings.ReplaceAll(p.Title, strconv.Itoa(year-1), strconv.Itoa(year))
	p.Content = strings.ReplaceAll(p.Content, strconv.Itoa(year-1), strconv.Itoa(year))
	return p
}

func detail(p records.Place) records.Detail {
	return records.Detail{Attached: records.Attached{Place: p}}
}

func typedOf(p record.Plan) *page.Typed {
	t := page.Blank("kind", string(p.Kind), "year", strconv.Itoa(p.Year), "title", p.Title, "on", page.DayText(p.On), "content", p.Content)
	if p.CleanGovernment {
		t.Set("clean_government", "true")
	}
	return t
}

// Open reads a plan.
func (k kind) Open(ctx context.Context, actor access.Actor, branch, id int64) (paper.Paper, error) {
	p, err := k.records.Plan(ctx, actor, branch, id)
	return paper.Paper{Detail: p.Detail, Title: p.Title, Year: p.Year, Version: p.Plan.Version, Badges: []ui.BadgeProps{paper.Late(p.On, p.RecordedAt)}, Typed: typedOf(p.Plan), Text: p.Content,
		Now: map[string]any{"kind": string(p.Kind), "year": p.Year, "title": p.Title, "occurred_on": page.DayText(p.On), "clean_government": p.CleanGovernment, "content": p.Content}}, err
}

// Fields are the fields of the form.
func (kind) Fields(p paper.Paper) []templ.Component {
	t := p.Typed
	title, year, content := t.TextField("title", "标题", "", true), t.TextField("year", "所属年度", "", true), t.TextField("content", "内容", "可以只写要点，全文作为文件上传。", false)
	title.MaxLength, year.InputMode, content.Rows = "100", "numeric", 8
	clean := ui.Check{ID: "clean_government", Name: "clean_government", Label: "含党风廉政建设", Hint: "年度计划里写明了党风廉政建设的，请勾选。", On: t.Text("clean_government") != ""}
	return []templ.Component{ui.RadioField(t.RadioField("kind", "类别", record.PlanKinds())), ui.TextField(year), ui.TextField(title), ui.TextField(t.DayField("on", "制定日期", "", true)),
		ui.CheckField(clean), ui.TextField(content)}
}

// Facts tell what the fields hold.
func (kind) Facts(t *page.Typed, _ paper.Paper) []ui.Definition {
	k := record.PlanKind(t.Text("kind"))
	list := []ui.Definition{{Term: "类别", Text: k.Chinese()}, {Term: "所属年度", Text: t.Text("year") + " 年"}, {Term: "标题", Text: t.Text("title")}, {Term: "制定日期", Text: t.DayWords("on")}}
	if k == record.Yearly {
		list = append(list, ui.Definition{Term: "党风廉政", Text: map[bool]string{true: "写明了党风廉政建设", false: "没有写明党风廉政建设"}[t.Text("clean_government") != ""]})
	}
	return list
}

// Save keeps a plan.
func (k kind) Save(ctx context.Context, actor access.Actor, c records.Change, e record.Entry, t *page.Typed) (int64, error) {
	p := record.Plan{Entry: e, Kind: record.PlanKind(t.Text("kind")), Year: t.Number("year"), Title: t.Text("title"), Content: t.Text("content"), CleanGovernment: t.Text("clean_government") != "", On: t.Day("on")}
	if err := fault.Fields(t.Wrong); err != nil {
		return 0, err
	}
	return k.records.SavePlan(ctx, actor, c, p)
}

// Remove takes a plan back.
func (k kind) Remove(ctx context.Context, actor access.Actor, in records.Removal) error {
	return k.records.RemovePlan(ctx, actor, in)
}
