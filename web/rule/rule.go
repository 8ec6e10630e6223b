// Package rule is the part of the record book about the branch's basic rules,
// from adoption to repeal.
package rule

import (
	"context"
	"fmt"
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"baolei/internal/app/records"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
	"baolei/web/book"
	"baolei/web/page"
	"baolei/web/paper"
	"baolei/web/ui"
)

// Screen is the list of rules; the pages of one are those of all papers.
type Screen struct {
	*paper.Screen
	records *records.Service
}

// New makes the screen.
func New(site *page.Site, keep *records.Service) *Screen {
	return &Screen{paper.New(site, kind{keep}), keep}
}

// kind is what a rule brings to the pages of papers.
type kind struct{ records *records.Service }

// Words are what the pages say.
func (kind) Words() paper.Words {
	return paper.Words{Part: book.Rules, Noun: "制度", Text: "内容", Order: []string{"kind", "title", "on", "repealed", "content"},
		Remove: "登记错了才需要撤销。制度不再执行的，请更正并填写废止日期。", Labels: labels}
}

func labels(paper.Paper) []book.Label {
	return []book.Label{{Key: "kind", Name: "类别", Say: func(v any) string { return record.RuleKind(fmt.Sprint(v)).Chinese() }}, {Key: "title", Name: "名称"},
		{Key: "occurred_on", Name: "通过日期"}, {Key: "repealed_on", Name: "废止日期"}, {Key: "content", Name: "内容"}}
}

// New begins with a kind that is asked for.
func (k kind) New(r *http.Request, actor access.Actor, branch int64) (paper.Paper, error) {
	u, err := k.records.Rules(r.Context(), actor, branch)
	if err == nil && !u.CanSave {
		err = page.NotFound()
	}
	t := page.Blank("kind", page.Query(r.URL.Query(), "kind"))
	return paper.Paper{Detail: records.Detail{Attached: records.Attached{Place: u.Place}}, Year: k.records.Today().Year, Typed: t}, err
}

// Open reads a rule.
func (k kind) Open(ctx context.Context, actor access.Actor, branch, id int64) (paper.Paper, error) {
	u, err := k.records.Rule(ctx, actor, branch, id)
	t := page.Blank("kind", string(u.Kind), "title", u.Title, "on", page.DayText(u.On), "repealed", page.DayText(u.Repealed), "content", u.Content)
	return paper.Paper{Detail: u.Detail, Title: u.Title, Year: u.Today.Year, Version: u.Rule.Version, Badges: []ui.BadgeProps{state(&u.Rule, u.Today)}, Typed: t, Text: u.Content,
		Now: map[string]any{"kind": string(u.Kind), "title": u.Title, "occurred_on": page.DayText(u.On), "repealed_on": page.DayText(u.Repealed), "content": u.Content}}, err
}

// state tells whether a rule is in force.
func state(u *record.Rule, today calendar.Date) ui.BadgeProps {
	if !u.Repealed.IsZero() && !today.Before(u.Repealed) {
		return ui.BadgeProps{Text: "已废止"}
	}
	return ui.BadgeProps{Text: "现行", Tone: ui.Good}
}

// Fields are the fields of the form.
func (kind) Fields(p paper.Paper) []templ.Component {
	t := p.Typed
	title, content := t.TextField("title", "名称", "例如：三会一课制度。", true), t.TextField("content", "内容", "可以只写要点，全文作为文件上传。", false)
	title.MaxLength, content.Rows = "100", 8
	return []templ.Component{ui.RadioField(t.RadioField("kind", "类别", record.RuleKinds())), ui.TextField(title), ui.TextField(t.DayField("on", "通过日期", "", true)),
		ui.TextField(t.DayField("repealed", "废止日期", "从这一天起不再执行。仍在执行的留空。", false)), ui.TextField(content)}
}

// Facts tell what the fields hold.
func (kind) Facts(t *page.Typed, _ paper.Paper) []ui.Definition {
	repealed := t.DayWords("repealed")
	if repealed == "" {
		repealed = "–"
	}
	return []ui.Definition{{Term: "类别", Text: record.RuleKind(t.Text("kind")).Chinese()}, {Term: "名称", Text: t.Text("title")}, {Term: "通过日期", Text: t.DayWords("on")}, {Term: "废止日期", Text: repealed}}
}

// Save keeps a rule.
func (k kind) Save(ctx context.Context, actor access.Actor, c records.Change, e record.Entry, t *page.Typed) (int64, error) {
	u := record.Rule{Entry: e, Kind: record.RuleKind(t.Text("kind")), Title: t.Text("title"), Content: t.Text("content"), On: t.Day("on"), Repealed: t.Day("repealed")}
	if err := fault.Fields(t.Wrong); err != nil {
		return 0, err
	}
	return k.records.SaveRule(ctx, actor, c, u)
}

// Remove takes a rule back.
func (k kind) Remove(ctx context.Context, actor access.Actor, in records.Removal) error {
	return k.records.RemoveRule(ctx, actor, in)
}

// List shows all rules.
func (s *Screen) List(w http.ResponseWriter, r *http.Request) error {
	branch, year, err := paper.Branch(r, s.records.Today())
	if err != nil {
		return err
	}
	u, err := s.records.Rules(r.Context(), s.Actor(r), branch)
	if err != nil {
		return err
	}
	l := listOf(u)
	l.Year = year
	return s.Screen.List(w, r, l)
}

func listOf(all records.Rules) paper.List {
	l := paper.List{Place: all.Place, CanSave: all.CanSave, Table: ui.TableProps{ID: "rules", Caption: "制度", Hide: true, Empty: "还没有登记制度。先把正在执行的制度登记进来。",
		Columns: []ui.Column{{Label: "名称"}, {Label: "类别"}, {Label: "状态"}, {Label: "通过日期"}, {Label: "废止日期"}, {Label: "文件", Number: true}}}}
	for i := range all.Rules {
		u := &all.Rules[i]
		repealed := ui.Cell{}
		if !u.Repealed.IsZero() {
			repealed.Text = u.Repealed.Chinese()
		}
		l.Table.Rows = append(l.Table.Rows, ui.TableRow{Cells: []ui.Cell{{Text: u.Title, Href: page.BookRecordURL(all.Branch, string(book.Rules), u.ID)}, {Text: u.Kind.Chinese()},
			{Badge: state(u, all.Today)}, {Text: u.On.Chinese()}, repealed, {Text: strconv.Itoa(u.Files)}}})
	}
	return l
}
