package dues

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"baolei/internal/app/records"
	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
	"baolei/web/figures"
	"baolei/web/ui"
)

// rowView is a member's row in the form.
type rowView struct {
	ID       string // "m-12"
	Name     string
	Sum      string // "42.00 元"
	Badges   []ui.BadgeProps
	Read     string // said in the place of fields, where another branch has recorded the month
	Answer   ui.Segments
	Summary  string // "在职 4200.00 元"
	Open     bool   // something in the fields needs a look
	Basis    field
	Bases    []record.Named
	Fields   []field
	Seen     ui.Hidden
	Conflict []ui.Definition // both versions, where somebody else was faster
	By       string
}

// field is one small field of a row.
type field struct{ ID, Label, Value, Type, Placeholder, Error string }

func rowOf(r records.DuesRow, form url.Values, a answer) rowView {
	v := rowView{ID: fieldOf("m", r.Member), Name: r.Name, Bases: record.Bases(), Badges: []ui.BadgeProps{shortBy(r)}}
	if r.Stage == "" {
		v.Badges = append(v.Badges, ui.BadgeProps{Text: "已不在名册"})
	}
	if r.Elsewhere != "" {
		v.Read = unrecorded(r)
		return v
	}
	t, known := shown(r), r.Recorded() || r.From != (calendar.Month{})
	v.Seen.Name, v.Seen.Value = seenField(r.Member, r.Version, t)
	conflict, stale := conflictOf(r.Member, a.conflicts)
	if form != nil && form.Has(v.Seen.Name) && (len(a.conflicts) == 0 || stale) {
		t = typedIn(form, r.Member)
		if !stale {
			v.Seen.Value = form.Get(v.Seen.Name)
		}
	}
	if stale {
		v.By, v.Conflict = conflict.By+" "+figures.When(conflict.At), versions(conflict)
	}
	if known {
		v.Sum = "应交 " + r.Due.String() + " 元"
	}
	v.Answer = ui.Segments{ID: fieldOf("paid", r.Member), Name: fieldOf("paid", r.Member), Value: t.Answer, Label: r.Name,
		Options: []ui.Option{{Value: string(records.Paid), Label: "已交"}, {Value: string(records.NotPaid), Label: "未交", Lost: true}}}
	v.fields(r, t, a)
	v.Summary = summary(r, known)
	v.Open = v.Open || stale || !known
	return v
}

func (v *rowView) fields(r records.DuesRow, t typed, a answer) {
	of := func(name, label, value, kind, placeholder string) field {
		id := fieldOf(name, r.Member)
		v.Open = v.Open || a.wrong[id] != ""
		return field{ID: id, Label: label, Value: value, Type: kind, Placeholder: placeholder, Error: a.wrong[id]}
	}
	v.Basis = of("basis", "依据", t.Basis, "", "")
	v.Fields = []field{of("base", "基数（元）", t.Base, "text", ""), of("amount", "实交（元）", t.Amount, "text", "按应交"),
		of("on", "交费日期", t.On, "date", ""), of("note", "备注", t.Note, "text", "")}
}

func summary(r records.DuesRow, known bool) string {
	switch {
	case !known:
		return "填写基数"
	case r.Basis == record.Fixed:
		return r.Basis.Chinese()
	}
	return r.Basis.Chinese() + " " + r.Base.String() + " 元"
}

// shortBy tells what is still owed.
func shortBy(r records.DuesRow) ui.BadgeProps {
	switch {
	case !r.Recorded() || r.Settled():
		return ui.BadgeProps{}
	case r.Paid == 0:
		return ui.BadgeProps{Text: "未交", Tone: ui.Lost}
	}
	return ui.BadgeProps{Text: "还差 " + (r.Due - r.Paid).String() + " 元", Tone: ui.Lost}
}

// late tells a row that was recorded long after the fact.
func late(r records.DuesRow) ui.BadgeProps {
	if !r.Recorded() {
		return ui.BadgeProps{}
	}
	happened := r.PaidOn
	if happened.IsZero() {
		happened = r.Month.Last()
	}
	if days := record.LateBy(happened, r.RecordedAt); days > 0 {
		return ui.BadgeProps{Text: fmt.Sprintf("补记 %d 天", days)}
	}
	return ui.BadgeProps{}
}

func conflictOf(member int64, list records.DuesConflicts) (records.DuesConflict, bool) {
	for _, c := range list {
		if c.Theirs.Member == member {
			return c, true
		}
	}
	return records.DuesConflict{}, false
}

// versions sets both rows side by side.
func versions(c records.DuesConflict) []ui.Definition {
	return []ui.Definition{{Term: "现在保存着", Text: said(c.Theirs)}, {Term: "您填写的", Text: said(c.Mine)}}
}

// said writes a row in a line.
func said(d record.Dues) string {
	text := d.Basis.Chinese()
	if d.Basis != record.Fixed {
		text += " " + d.Base.String() + " 元"
	}
	text += "，应交 " + d.Due.String() + " 元，"
	if d.Paid == 0 && d.Due > 0 {
		text += "未交"
	} else {
		text += "实交 " + d.Paid.String() + " 元"
	}
	if !d.PaidOn.IsZero() {
		text += "（" + d.PaidOn.Short() + "）"
	}
	if d.Note != "" {
		text += "，" + d.Note
	}
	return text
}

// attributes are those that a field does not always have.
func (f field) attributes() templ.Attributes {
	a := templ.Attributes{}
	if f.Type == "date" {
		a["type"] = "date"
	}
	if f.Placeholder != "" {
		a["placeholder"] = f.Placeholder
	}
	if strings.HasPrefix(f.ID, "base") || strings.HasPrefix(f.ID, "amount") {
		a["inputmode"] = "decimal"
	}
	if f.Error != "" {
		a["aria-invalid"], a["aria-describedby"] = "true", f.ID+"-error"
	}
	return a
}
