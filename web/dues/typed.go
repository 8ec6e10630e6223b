package dues

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"baolei/internal/app/records"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
)

// typed is a member's row as it stands in the form's fields.
type typed struct{ Answer, Basis, Base, Amount, On, Note string }

// shown is a row as the form shows it before anybody types.
func shown(r records.DuesRow) typed {
	t := typed{Basis: string(r.Basis), Note: r.Note}
	if r.Base > 0 || r.Basis == record.Reduced && r.Recorded() {
		t.Base = r.Base.String()
	}
	switch {
	case !r.Recorded():
	case r.Paid > 0 || r.Due == 0:
		t.Answer, t.Amount = string(records.Paid), r.Paid.String()
		if !r.PaidOn.IsZero() {
			t.On = r.PaidOn.String()
		}
	default:
		t.Answer = string(records.NotPaid)
	}
	return t
}

// fieldOf names a field of a member's row; it is the field's id too.
func fieldOf(name string, member int64) string { return name + "-" + strconv.FormatInt(member, 10) }

// typedIn takes a member's row from a form.
func typedIn(form url.Values, member int64) typed {
	of := func(name string) string { return form.Get(fieldOf(name, member)) }
	return typed{of("paid"), of("basis"), of("base"), of("amount"), of("on"), of("note")}
}

// key writes a row in one line, to know whether anything in it was changed.
func (t typed) key() string {
	return strings.Join([]string{t.Answer, t.Basis, t.Base, t.Amount, t.On, t.Note}, "|")
}

// seenField carries the version of a row and the row as the form showed it.
func seenField(member int64, version int, t typed) (name, value string) {
	return fieldOf("row", member), strconv.Itoa(version) + "|" + t.key()
}

// decode reads a month's table. What is no amount and no day is told by field.
func decode(form url.Values) (records.SaveDues, error) {
	wrong := map[string]string{}
	in := records.SaveDues{PaidOn: date(form, "paid_on", wrong), Rest: form.Get("rest") == "true"}
	for name := range form {
		text, isRow := strings.CutPrefix(name, "row-")
		member, err := strconv.ParseInt(text, 10, 64)
		if !isRow || err != nil {
			continue
		}
		e, err := entry(form, member, wrong)
		if err != nil {
			return in, err
		}
		in.Entries = append(in.Entries, e)
	}
	slices.SortFunc(in.Entries, func(a, b records.DuesEntry) int { return cmp.Compare(a.Member, b.Member) })
	return in, refused(wrong)
}

func entry(form url.Values, member int64, wrong map[string]string) (records.DuesEntry, error) {
	t := typedIn(form, member)
	text, seen, _ := strings.Cut(form.Get(fieldOf("row", member)), "|")
	version, err := strconv.ParseInt(text, 10, 32)
	if err != nil || version < 0 {
		return records.DuesEntry{}, fault.New(fault.Invalid, "这个页面已过期，请刷新后再提交。")
	}
	e := records.DuesEntry{Member: member, Version: int(version), Changed: t.key() != seen, Answer: records.Payment(t.Answer), Basis: record.Basis(t.Basis), Note: t.Note}
	e.Base = money(form, fieldOf("base", member), wrong)
	e.Amount = money(form, fieldOf("amount", member), wrong)
	e.PaidOn = date(form, fieldOf("on", member), wrong)
	return e, nil
}

// money reads an amount; one that is not filled in is negative.
func money(form url.Values, field string, wrong map[string]string) record.Fen {
	text := strings.TrimSpace(form.Get(field))
	if text == "" {
		return -1
	}
	f, err := record.ParseYuan(text)
	if err != nil {
		wrong[field] = "请按元填写，最多两位小数，例如 42.00。"
	}
	return f
}

// date reads a day; one that is not filled in is zero.
func date(form url.Values, field string, wrong map[string]string) calendar.Date {
	text := strings.TrimSpace(form.Get(field))
	if text == "" {
		return calendar.Date{}
	}
	d, err := calendar.Parse(text)
	if err != nil {
		wrong[field] = "请填写日期，例如 2026-12-31。"
	}
	return d
}

func refused(wrong map[string]string) error {
	if len(wrong) == 0 {
		return nil
	}
	return &fault.Error{Kind: fault.Invalid, Message: "有几处需要改正，还没有保存。", Fields: wrong}
}
