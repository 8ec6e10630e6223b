// Package honour is the part of the record book about honours. An honour that is
// recorded already, here or at another branch, is told before it is recorded
// again, and so is a certificate that another honour has too.
package honour

import (
	"context"
	"fmt"
	"net/http"
	"strconv"

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

// Screen is the list of honours; the pages of one are those of all papers.
type Screen struct {
	*paper.Screen
	records *records.Service
}

// New makes the screen.
func New(site *page.Site, keep *records.Service) *Screen {
	return &Screen{paper.New(site, kind{keep}), keep}
}

// kind is what an honour brings to the pages of papers.
type kind struct{ records *records.Service }

// Words are what the pages say.
func (kind) Words() paper.Words {
	return paper.Words{Part: book.Honours, Noun: "荣誉", Text: "说明", Order: []string{"kind", "level", "title", "issuer", "document_no", "on", "member", "content", "again"},
		Remove: "登记错了才需要撤销。撤销后不再计入，原来的内容会保留。", Labels: labels}
}

func labels(p paper.Paper) []book.Label {
	return []book.Label{{Key: "kind", Name: "类别", Say: func(v any) string { return record.HonourKind(fmt.Sprint(v)).Chinese() }},
		{Key: "level", Name: "级别", Say: func(v any) string { return record.HonourLevel(fmt.Sprint(v)).Chinese() }}, {Key: "title", Name: "荣誉名称"}, {Key: "issuer", Name: "授予单位"},
		{Key: "document_no", Name: "文号"}, {Key: "occurred_on", Name: "授予日期"}, {Key: "member_id", Name: "授予", Say: func(v any) string { id, _ := v.(float64); return given(p.Members, int64(id)) }}, {Key: "note", Name: "说明"}}
}

// given names to whom an honour was given.
func given(members []record.Member, id int64) string {
	for i := range members {
		if members[i].ID == id {
			return members[i].Name
		}
	}
	if id != 0 {
		return "已不在名册的党员"
	}
	return "本支部"
}

// New begins with a kind that is asked for.
func (k kind) New(r *http.Request, actor access.Actor, branch int64) (paper.Paper, error) {
	roll, err := k.records.NewHonour(r.Context(), actor, branch)
	return paper.Paper{Detail: records.Detail{Attached: records.Attached{Place: roll.Place}}, Year: k.records.Today().Year, Members: roll.Members,
		Typed: page.Blank("kind", page.Query(r.URL.Query(), "kind"))}, err
}

// Open reads an honour.
func (k kind) Open(ctx context.Context, actor access.Actor, branch, id int64) (paper.Paper, error) {
	h, err := k.records.Honour(ctx, actor, branch, id)
	t := page.Blank("kind", string(h.Kind), "level", string(h.Level), "title", h.Title, "issuer", h.Issuer, "document_no", h.DocumentNo, "on", page.DayText(h.On), "member", page.IDText(h.Member), "content", h.Note)
	return paper.Paper{Detail: h.Detail, Title: h.Title, Year: h.On.Year, Version: h.Honour.Version, Badges: []ui.BadgeProps{paper.Late(h.On, h.RecordedAt)}, Notices: notices(h), Typed: t, Text: h.Note,
		Members: h.Members, Now: map[string]any{"kind": string(h.Kind), "level": string(h.Level), "title": h.Title, "issuer": h.Issuer, "document_no": h.DocumentNo,
			"occurred_on": page.DayText(h.On), "member_id": float64(h.Member), "note": h.Note}}, err
}

// notices tell where the same honour, or its certificate, is besides.
func notices(h records.HonourPage) []string {
	var list []string
	for _, s := range h.Same {
		list = append(list, "同一项荣誉还登记在"+where(s, h.Branch)+"。同一项荣誉在一个考评周期只能申报一次。")
	}
	for _, s := range h.SameCertificates {
		list = append(list, "这里的证书文件，"+where(s, h.Branch)+"也用了。请核对是不是传错了文件。")
	}
	return list
}

// where names another honour: of the own branch by its title, of another by the
// branch alone.
func where(s records.SameHonour, branch int64) string {
	if s.Branch == branch {
		return "本支部的“" + s.Title + "”（" + s.On.Chinese() + "）"
	}
	return "“" + s.BranchName + "”"
}

// Fields are the fields of the form.
func (kind) Fields(p paper.Paper) []templ.Component {
	t := p.Typed
	title, issuer, number, note := t.TextField("title", "荣誉名称", "例如：先进基层党组织。", true), t.TextField("issuer", "授予单位", "写文件或证书上的全称。", true),
		t.TextField("document_no", "文号", "例如：市委〔2026〕12号。没有文号的留空。", false), t.TextField("content", "说明", "", false)
	title.MaxLength, issuer.MaxLength, number.MaxLength, note.Rows = "100", "80", "60", 3
	member := ui.Select{ID: "member", Name: "member", Label: "授予", Value: t.Text("member"), Error: t.Wrong["member"], Empty: "本支部"}
	for i := range p.Members {
		member.Options = append(member.Options, ui.Option{Value: page.IDText(p.Members[i].ID), Label: p.Members[i].Name})
	}
	list := []templ.Component{ui.RadioField(t.RadioField("kind", "类别", record.HonourKinds())), ui.RadioField(t.RadioField("level", "级别", record.HonourLevels())),
		ui.TextField(title), ui.TextField(issuer), ui.TextField(number), ui.TextField(t.DayField("on", "授予日期", "", true)), ui.SelectField(member), ui.TextField(note)}
	if t.Wrong["again"] != "" || t.Text("again") != "" {
		list = append(list, ui.CheckField(ui.Check{ID: "again", Name: "again", Label: "仍要登记", Hint: "同一文件表彰的另一项荣誉，勾选后可以登记。", On: t.Text("again") != "", Error: t.Wrong["again"]}))
	}
	return list
}

// Facts tell what the fields hold.
func (kind) Facts(t *page.Typed, p paper.Paper) []ui.Definition {
	number := t.Text("document_no")
	if number == "" {
		number = "–"
	}
	member, _ := strconv.ParseInt(t.Text("member"), 10, 64)
	return []ui.Definition{{Term: "类别", Text: record.HonourKind(t.Text("kind")).Chinese()}, {Term: "级别", Text: record.HonourLevel(t.Text("level")).Chinese()}, {Term: "荣誉名称", Text: t.Text("title")},
		{Term: "授予单位", Text: t.Text("issuer")}, {Term: "文号", Text: number}, {Term: "授予日期", Text: t.DayWords("on")}, {Term: "授予", Text: given(p.Members, member)}}
}

// Save keeps an honour.
func (k kind) Save(ctx context.Context, actor access.Actor, c records.Change, e record.Entry, t *page.Typed) (int64, error) {
	h := record.Honour{Entry: e, Kind: record.HonourKind(t.Text("kind")), Level: record.HonourLevel(t.Text("level")), Title: t.Text("title"), Issuer: t.Text("issuer"),
		DocumentNo: t.Text("document_no"), On: t.Day("on"), Member: t.ID("member"), Note: t.Text("content")}
	if err := fault.Fields(t.Wrong); err != nil {
		return 0, err
	}
	return k.records.SaveHonour(ctx, actor, c, h, t.Text("again") != "")
}

// Remove takes an honour back.
func (k kind) Remove(ctx context.Context, actor access.Actor, in records.Removal) error {
	return k.records.RemoveHonour(ctx, actor, in)
}
