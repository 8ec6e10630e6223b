// Package sanction is the part of the record book about disciplinary decisions,
// for the few who may know of them. A decision's text is only shown when it is
// asked for, and every reading is recorded.
package sanction

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

// Screen is the list of decisions, and the reading of one; the other pages of
// one are those of all papers.
type Screen struct {
	*paper.Screen
	records *records.Service
}

// New makes the screen.
func New(site *page.Site, keep *records.Service) *Screen {
	return &Screen{paper.New(site, kind{keep}), keep}
}

// kind is what a decision brings to the pages of papers.
type kind struct{ records *records.Service }

// Words are what the pages say.
func (kind) Words() paper.Words {
	return paper.Words{Part: book.Sanctions, Noun: "处分", Order: []string{"member", "kind", "issuer", "on", "reported", "text"},
		Remove: "登记错了才需要撤销。撤销后不再计入，原来的内容会保留。", Labels: labels}
}

func labels(paper.Paper) []book.Label {
	text := func(v any) string {
		if v == nil {
			return ""
		}
		return "已加密保存"
	}
	return []book.Label{{Key: "kind", Name: "处分种类", Say: func(v any) string { return record.SanctionKind(fmt.Sprint(v)).Chinese() }}, {Key: "issuer", Name: "决定机关"},
		{Key: "occurred_on", Name: "决定日期"}, {Key: "reported_on", Name: "上报日期"}, {Key: "text_sealed", Name: "决定内容", Say: text}}
}

// New begins empty.
func (k kind) New(r *http.Request, actor access.Actor, branch int64) (paper.Paper, error) {
	roll, err := k.records.NewSanction(r.Context(), actor, branch)
	return paper.Paper{Detail: records.Detail{Attached: records.Attached{Place: roll.Place}}, Year: k.records.Today().Year, Members: roll.Members, Typed: page.Blank()}, err
}

// Open reads a decision, without its text.
func (k kind) Open(ctx context.Context, actor access.Actor, branch, id int64) (paper.Paper, error) {
	d, err := k.records.Sanction(ctx, actor, branch, id)
	t := page.Blank("member", page.IDText(d.Member), "kind", string(d.Kind), "issuer", d.Issuer, "on", page.DayText(d.On), "reported", page.DayText(d.Reported))
	p := paper.Paper{Detail: d.Detail, Title: d.MemberName + " " + d.Kind.Chinese(), Year: d.On.Year, Version: d.Sanction.Version, Badges: []ui.BadgeProps{paper.Late(d.On, d.RecordedAt)}, Typed: t,
		Members: []record.Member{{ID: d.Member, Name: d.MemberName}},
		Now:     map[string]any{"kind": string(d.Kind), "issuer": d.Issuer, "occurred_on": page.DayText(d.On), "reported_on": page.DayText(d.Reported)}}
	if d.HasText {
		p.Now["text_sealed"] = true
	}
	return p, err
}

// Fields are the fields of the form. About whom a decision is cannot be changed.
func (kind) Fields(p paper.Paper) []templ.Component {
	t := p.Typed
	issuer, text := t.TextField("issuer", "决定机关", "", true), t.TextField("text", "决定内容", "加密保存，每次查看都会记入日志。", false)
	issuer.MaxLength, text.Rows = "80", 6
	if p.Version > 0 {
		text.Hint = "已保存的内容不在这里显示。不改请留空。"
	}
	list := []templ.Component{ui.RadioField(t.RadioField("kind", "处分种类", record.SanctionKinds())), ui.TextField(issuer), ui.TextField(t.DayField("on", "决定日期", "", true)),
		ui.TextField(t.DayField("reported", "上报日期", "报告上级党组织的日期。", false)), ui.TextField(text)}
	if p.Version > 0 {
		return list
	}
	member := ui.Select{ID: "member", Name: "member", Label: "党员", Value: t.Text("member"), Error: t.Wrong["member"], Empty: "请选择", Required: true}
	for i := range p.Members {
		member.Options = append(member.Options, ui.Option{Value: page.IDText(p.Members[i].ID), Label: p.Members[i].Name})
	}
	return append([]templ.Component{ui.SelectField(member)}, list...)
}

// Facts tell what the fields hold, but for the text.
func (kind) Facts(t *page.Typed, p paper.Paper) []ui.Definition {
	reported := t.DayWords("reported")
	if reported == "" {
		reported = "未登记"
	}
	name := ""
	if len(p.Members) == 1 {
		name = p.Members[0].Name
	}
	return []ui.Definition{{Term: "党员", Text: name}, {Term: "处分种类", Text: record.SanctionKind(t.Text("kind")).Chinese()}, {Term: "决定机关", Text: t.Text("issuer")},
		{Term: "决定日期", Text: t.DayWords("on")}, {Term: "上报日期", Text: reported}}
}

// Save keeps a decision.
func (k kind) Save(ctx context.Context, actor access.Actor, c records.Change, e record.Entry, t *page.Typed) (int64, error) {
	d := record.Sanction{Entry: e, Member: t.ID("member"), Kind: record.SanctionKind(t.Text("kind")), Issuer: t.Text("issuer"), On: t.Day("on"), Reported: t.Day("reported")}
	if err := fault.Fields(t.Wrong); err != nil {
		return 0, err
	}
	return k.records.SaveSanction(ctx, actor, c, d, t.Text("text"))
}

// Remove takes a decision back.
func (k kind) Remove(ctx context.Context, actor access.Actor, in records.Removal) error {
	return k.records.RemoveSanction(ctx, actor, in)
}

// List shows all decisions.
func (s *Screen) List(w http.ResponseWriter, r *http.Request) error {
	branch, year, err := paper.Branch(r, s.records.Today())
	if err != nil {
		return err
	}
	all, err := s.records.Sanctions(r.Context(), s.Actor(r), branch)
	if err != nil {
		return err
	}
	l := listOf(all)
	l.Year = year
	return s.Screen.List(w, r, l)
}

func listOf(all records.Sanctions) paper.List {
	l := paper.List{Place: all.Place, CanSave: all.CanSave, Table: ui.TableProps{ID: "sanctions", Caption: "党纪处分", Hide: true, Empty: "没有登记党纪处分。",
		Columns: []ui.Column{{Label: "党员"}, {Label: "处分种类"}, {Label: "决定机关"}, {Label: "决定日期"}, {Label: "上报日期"}, {Label: "文件", Number: true}}}}
	for i := range all.Sanctions {
		d := &all.Sanctions[i]
		reported := ui.Cell{Text: d.Reported.Chinese()}
		if d.Reported.IsZero() {
			reported = ui.Cell{Badge: ui.BadgeProps{Text: "未登记", Tone: ui.Warn}}
		}
		l.Table.Rows = append(l.Table.Rows, ui.TableRow{Cells: []ui.Cell{{Text: d.MemberName, Href: page.BookRecordURL(all.Branch, string(book.Sanctions), d.ID)}, {Text: d.Kind.Chinese()},
			{Text: d.Issuer}, {Text: d.On.Chinese(), Badge: paper.Late(d.On, d.RecordedAt)}, reported, {Text: strconv.Itoa(d.Files)}}})
	}
	return l
}

// texts are the texts that there are to read: the one that counts, and those
// before a correction.
func texts(p paper.Paper) []reading {
	var list []reading
	if p.Now["text_sealed"] != nil {
		list = append(list, reading{Label: "查看决定内容"})
	}
	for _, c := range p.Corrections {
		if c.Old["text_sealed"] != nil {
			list = append(list, reading{ID: c.ID, Label: "查看" + calendar.Minute(c.MadeAt) + "更正前的内容"})
		}
	}
	return list
}
