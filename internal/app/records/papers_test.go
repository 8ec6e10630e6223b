package records_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"baolei/internal/app"
	"baolei/internal/app/records"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
)

func yearly(change func(*record.Plan)) record.Plan {
	p := record.Plan{Kind: record.Yearly, Year: 2026, Title: "2026 年工作计划", Content: "一、……", CleanGovernment: true, On: day(2026, 1, 15)}
	if change != nil {
		change(&p)
	}
	return p
}

func (c *city) plan(id int64) records.PlanPage {
	c.Helper()
	p, err := c.records.Plan(c.Context(), c.Who("wangming"), c.branch, id)
	c.Must(err)
	return p
}

func (c *city) savePlan(account string, p record.Plan, reason string) (int64, error) {
	c.Helper()
	form := c.form()
	form.Reason = reason
	return c.records.SavePlan(c.Context(), c.Who(account), form, p)
}

func (c *city) removal(id int64, version int) records.Removal {
	return records.Removal{Change: c.form(), ID: id, Version: version}
}

func TestAPlanIsChangedAndTheOldIsKept(t *testing.T) {
	c := newCity(t)
	id, err := c.savePlan("liufang", yearly(nil), "")
	c.Must(err)
	p := c.plan(id).Plan
	if !p.CleanGovernment || p.Title != "2026 年工作计划" || p.Version != 1 || p.RecordedName != "刘芳" {
		t.Errorf("kept %+v", p)
	}
	p.Title, p.Kind = "2026 年学习计划", record.Thematic
	_, err = c.savePlan("wangming", p, "")
	c.Must(err)
	now := c.plan(id)
	if now.CleanGovernment || now.Plan.Version != 2 || len(now.Corrections) != 1 || now.Corrections[0].Old["title"] != "2026 年工作计划" {
		t.Errorf("a thematic plan with the tick of a yearly one, or the old lost: %+v, %+v", now.Plan, now.Corrections)
	}
	_, err = c.savePlan("liufang", p, "") // saw version 1
	var first *records.Changed
	if c.kind("stale", err, fault.Conflict); !errors.As(err, &first) || first.By != "王明" {
		t.Errorf("the second of two sees %v", err)
	}
	c.kind("removing what was changed", c.records.RemovePlan(t.Context(), c.Who("liufang"), c.removal(id, 1)), fault.Conflict)
	c.Must(c.records.RemovePlan(t.Context(), c.Who("liufang"), c.removal(id, 2)))
	_, err = c.records.Plan(t.Context(), c.Who("liufang"), c.branch, id)
	c.kind("taken back", err, fault.NotFound)
	if n := c.Count(`select count(*) from study_plan where removed_at is not null`); n != 1 {
		t.Errorf("%d plans are marked, and none must be deleted", n)
	}
}

func TestAPlanSentTwiceIsOne(t *testing.T) {
	c := newCity(t)
	form := c.form()
	for range 2 {
		_, err := c.records.SavePlan(t.Context(), c.Who("liufang"), form, yearly(nil))
		c.Must(err)
	}
	if n := c.Count(`select count(*) from study_plan`); n != 1 {
		t.Errorf("%d plans, want 1", n)
	}
	if n := c.Count(`select count(*) from audit_entry where object_kind = 'study_plan'`); n != 1 {
		t.Errorf("%d audit entries, want 1", n)
	}
}

// What belongs to a submitted year, before or after the change, is changed
// with a reason alone.
func TestPapersOfASubmittedYear(t *testing.T) {
	c := newCity(t)
	id, err := c.savePlan("liufang", yearly(nil), "")
	c.Must(err)
	next, err := c.savePlan("liufang", yearly(func(p *record.Plan) { p.Year = 2027 }), "")
	c.Must(err)
	c.submit()
	for name, change := range map[string]record.Plan{
		"within the year": {Entry: record.Entry{ID: id, Version: 1}, Year: 2026},
		"out of the year": {Entry: record.Entry{ID: id, Version: 1}, Year: 2025},
		"into the year":   {Entry: record.Entry{ID: next, Version: 1}, Year: 2026},
	} {
		p := yearly(func(p *record.Plan) { p.Entry, p.Year, p.Title = change.Entry, change.Year, "另一个标题" })
		_, err = c.savePlan("liufang", p, "")
		var f *fault.Error
		if !errors.As(err, &f) || f.Fields["reason"] == "" {
			t.Errorf("%s without a reason: %v", name, err)
		}
	}
	c.kind("taking back without a reason", c.records.RemovePlan(t.Context(), c.Who("liufang"), c.removal(id, 1)), fault.Invalid)
	_, err = c.savePlan("liufang", yearly(func(p *record.Plan) { p.ID, p.Version, p.Title = id, 1, "另一个标题" }), "标题写错了")
	c.Must(err)
	if old := c.plan(id).Corrections; len(old) != 1 || !old[0].Late || old[0].Reason != "标题写错了" {
		t.Errorf("kept %+v", old)
	}
	_, err = c.savePlan("liufang", yearly(nil), "") // something new needs none
	c.Must(err)
}

func (c *city) saveRule(account string, u record.Rule) (int64, error) {
	c.Helper()
	return c.records.SaveRule(c.Context(), c.Who(account), c.form(), u)
}

func TestARuleIsAdoptedAndRepealed(t *testing.T) {
	c := newCity(t)
	id, err := c.saveRule("liufang", record.Rule{Kind: "meeting", Title: "三会一课制度", Content: "……", On: day(2024, 3, 1)})
	c.Must(err)
	_, err = c.saveRule("wangming", record.Rule{Entry: record.Entry{ID: id, Version: 1}, Kind: "meeting", Title: "三会一课制度", On: day(2024, 3, 1), Repealed: day(2026, 6, 1)})
	c.Must(err)
	all, err := c.records.Rules(t.Context(), c.Who("chenjing"), c.branch)
	c.Must(err)
	if len(all.Rules) != 1 || all.Rules[0].Repealed != day(2026, 6, 1) || all.CanSave {
		t.Errorf("the rules are %+v", all)
	}
	for field, wrong := range map[string]record.Rule{
		"kind": {Kind: "x", Title: "制度", On: day(2024, 3, 1)}, "title": {Kind: "meeting", Title: " ", On: day(2024, 3, 1)}, "on": {Kind: "meeting", Title: "制度", On: day(2026, 12, 21)},
		"repealed": {Kind: "meeting", Title: "制度", On: day(2024, 3, 1), Repealed: day(2024, 2, 1)}, "content": {Kind: "meeting", Title: "制度", On: day(2024, 3, 1), Content: strings.Repeat("长", 20001)},
	} {
		_, err := c.saveRule("liufang", wrong)
		if !wrongField(err, field) {
			t.Errorf("%s: %v", field, err)
		}
	}
	c.Must(c.records.RemoveRule(t.Context(), c.Who("liufang"), c.removal(id, 2)))
}

func award(change func(*record.Honour)) record.Honour {
	h := record.Honour{Kind: record.Achievement, Level: "municipal", Title: "先进基层党组织", Issuer: "中共某市委员会", DocumentNo: "市委〔2026〕12号", On: day(2026, 7, 1)}
	if change != nil {
		change(&h)
	}
	return h
}

func (c *city) saveHonour(account string, h record.Honour, again bool) (int64, error) {
	c.Helper()
	return c.records.SaveHonour(c.Context(), c.Who(account), c.form(), h, again)
}

// asNeighbour does something as the secretary of CZ-01.
func (c *city) asNeighbour(do func()) {
	mine := c.branch
	c.branch = c.Number(`select id from organisation where code = 'CZ-01'`)
	do()
	c.branch = mine
}

func TestAnHonourThatIsThereAlreadyIsToldAtEntry(t *testing.T) {
	c := newCity(t)
	first, err := c.saveHonour("liufang", award(nil), false)
	c.Must(err)
	again := award(func(h *record.Honour) { h.DocumentNo, h.Title = "市委[2026]12 号", "先进党支部" })
	_, err = c.saveHonour("wangming", again, false)
	var twice *records.HonourTwice
	if c.kind("here", err, fault.Invalid); !errors.As(err, &twice) || len(twice.Same) != 1 || twice.Same[0].Honour != first || twice.Same[0].Title != "先进基层党组织" {
		t.Fatalf("recorded twice here: %v", err)
	}
	c.asNeighbour(func() {
		_, err := c.saveHonour("cz-01", again, false)
		if !errors.As(err, &twice) || len(twice.Same) != 1 || !strings.Contains(err.Error(), "财政局第二党支部") {
			t.Fatalf("recorded by another branch: %v", err)
		}
		if s := twice.Same[0]; s.Honour != 0 || s.Title != "" || !s.On.IsZero() {
			t.Errorf("of another branch's honour it tells %+v", s)
		}
		_, err = c.saveHonour("cz-01", again, true)
		c.Must(err)
	})
	list, err := c.records.Honours(t.Context(), c.Who("chenjing"), c.branch, 2026)
	c.Must(err)
	if len(list.Honours) != 1 || len(list.Same) != 1 || list.Same[0].Of != first || list.Same[0].BranchName != "财政局第一党支部" || list.Same[0].Title != "" {
		t.Errorf("the list tells %+v", list.Same)
	}
	// Changing it without touching what it is known by does not ask anew; making it a second of another does.
	own, err := c.records.Honour(t.Context(), c.Who("liufang"), c.branch, first)
	c.Must(err)
	own.Note = "补记"
	_, err = c.saveHonour("liufang", own.Honour, false)
	c.Must(err)
	third, err := c.saveHonour("liufang", award(func(h *record.Honour) { h.DocumentNo = "市委〔2026〕13号" }), false)
	c.Must(err)
	_, err = c.saveHonour("liufang", award(func(h *record.Honour) { h.ID, h.Version = third, 1 }), false)
	c.kind("made the same", err, fault.Invalid)
}

// The same file under two honours is told of both, with no more of another
// branch than its name.
func TestACertificateUsedTwiceIsTold(t *testing.T) {
	c := newCity(t)
	attach := func(account string, id int64) {
		c.Must(c.records.AddFiles(c.Context(), c.Who(account), c.form(), record.Ref{Kind: record.HonourRecord, ID: id},
			[]app.Upload{{Name: "证书.pdf", Data: []byte("%PDF-1.7\n1 0 obj\n<< >>\nendobj\n%%EOF\n")}}))
	}
	first, err := c.saveHonour("liufang", award(nil), false)
	c.Must(err)
	attach("liufang", first)
	other, err := c.saveHonour("liufang", award(func(h *record.Honour) { h.DocumentNo = "市委〔2026〕13号" }), false)
	c.Must(err)
	attach("liufang", other)
	c.asNeighbour(func() {
		theirs, err := c.saveHonour("cz-01", award(func(h *record.Honour) { h.DocumentNo = "市委〔2026〕14号" }), false)
		c.Must(err)
		attach("cz-01", theirs)
	})
	page, err := c.records.Honour(t.Context(), c.Who("wangming"), c.branch, first)
	c.Must(err)
	if len(page.Attached.Files) != 1 || len(page.Same) != 0 || len(page.SameCertificates) != 2 || page.SameCertificates[0].Honour != other || page.SameCertificates[1].BranchName != "财政局第一党支部" || page.SameCertificates[1].Honour != 0 {
		t.Errorf("it tells %+v", page.SameCertificates)
	}
	c.Must(c.records.RemoveHonour(t.Context(), c.Who("liufang"), c.removal(other, 1)))
	if page, err = c.records.Honour(t.Context(), c.Who("wangming"), c.branch, first); err != nil || len(page.SameCertificates) != 1 {
		t.Errorf("after taking back it tells %+v, %v", page.SameCertificates, err)
	}
}

func TestAClaimedHonourIsNotTakenBack(t *testing.T) {
	c := newCity(t)
	id, err := c.saveHonour("liufang", award(nil), false)
	c.Must(err)
	c.Exec(`insert into honour_claim (cycle_id, identity, honour_id, assessment_id, clause, claimed_by, claimed_at)
		select a.cycle_id, h.identity, h.id, a.id, 'P4a', $2, now() from honour h join assessment a on a.branch_id = h.branch_id where h.id = $1`, id, c.Who("wangming").Person)
	c.kind("claimed", c.records.RemoveHonour(t.Context(), c.Who("liufang"), c.removal(id, 1)), fault.Invalid)
	c.Exec(`delete from honour_claim`)
	c.Must(c.records.RemoveHonour(t.Context(), c.Who("liufang"), c.removal(id, 1)))
}

func TestWhatIsWrongInAnHonourIsToldByField(t *testing.T) {
	c := newCity(t)
	for field, change := range map[string]func(*record.Honour){
		"kind": func(h *record.Honour) { h.Kind = "" }, "level": func(h *record.Honour) { h.Level = "world" }, "title": func(h *record.Honour) { h.Title = "" },
		"issuer": func(h *record.Honour) { h.Issuer = strings.Repeat("委", 81) }, "document_no": func(h *record.Honour) { h.DocumentNo = strings.Repeat("号", 61) },
		"note": func(h *record.Honour) { h.Note = strings.Repeat("注", 1001) }, "on": func(h *record.Honour) { h.On = calendar.Date{} }, "member": func(h *record.Honour) { h.Member = 999999 },
	} {
		if _, err := c.saveHonour("liufang", award(change), false); !wrongField(err, field) {
			t.Errorf("%s: %v", field, err)
		}
	}
}

func decision(member int64, change func(*record.Sanction)) record.Sanction {
	d := record.Sanction{Member: member, Kind: "warning", Issuer: "局机关纪委", On: day(2026, 5, 6)}
	if change != nil {
		change(&d)
	}
	return d
}

func (c *city) saveSanction(account string, d record.Sanction, text string) (int64, error) {
	c.Helper()
	return c.records.SaveSanction(c.Context(), c.Who(account), c.form(), d, text)
}

const secret = "因违反中央八项规定精神，给予党内警告处分。"

// Only the few see that there is a decision; its text is sealed, and each
// reading is on the record, of the old text too.
func TestADecisionIsForTheFew(t *testing.T) {
	c := newCity(t)
	member := c.member("甲", day(2020, 1, 1), calendar.Date{})
	id, err := c.saveSanction("wangming", decision(member, nil), secret)
	c.Must(err)
	if n := c.Count(`select count(*) from sanction where position($1::bytea in text_sealed) > 0 or text_sealed is null`, secret); n != 0 {
		t.Error("the text is there as it was typed")
	}
	for account, want := range map[string]fault.Kind{"wangming": 0, "zhaogang": 0, "liufang": fault.Forbidden, "chenjing": fault.Forbidden, "lishan": fault.Forbidden,
		"zhoujie": fault.NotFound, "sunli": fault.NotFound, "cz-01": fault.NotFound} {
		all, err := c.records.Sanctions(t.Context(), c.Who(account), c.branch)
		c.kind(account+" lists", err, want)
		if want != 0 && len(all.Sanctions) > 0 {
			t.Errorf("%s is told of %+v", account, all)
		}
		_, err = c.records.Sanction(t.Context(), c.Who(account), c.branch, id)
		c.kind(account+" looks", err, want)
		_, err = c.records.Sanction(t.Context(), c.Who(account), c.branch, 999999)
		if want == 0 {
			want = fault.NotFound // what is not there is not there for them; the others learn nothing either way
			c.kind(account+" looks for another", err, want)
			continue
		}
		c.kind(account+" looks for another", err, want)
		_, err = c.records.ReadSanction(t.Context(), c.Who(account), c.branch, id, 0)
		c.kind(account+" reads", err, want)
	}
	for _, account := range []string{"liufang", "zhaogang"} {
		_, err := c.saveSanction(account, decision(member, nil), secret)
		c.kind(account+" records one", err, fault.Forbidden)
	}
	for range 2 {
		text, err := c.records.ReadSanction(t.Context(), c.Who("zhaogang"), c.branch, id, 0)
		if c.Must(err); text != secret {
			t.Errorf("it reads %q", text)
		}
	}
	if n := c.Count(`select count(*) from audit_entry where action = $1 and outcome = 'done' and object_id = $2 and person_id = $3`, string(access.ViewSanction), id, c.Who("zhaogang").Person); n != 2 {
		t.Errorf("%d readings on the record, want 2", n)
	}
}

func TestTheOldTextOfADecisionStaysSealedAndCanBeRead(t *testing.T) {
	c := newCity(t)
	member := c.member("甲", day(2020, 1, 1), calendar.Date{})
	id, err := c.saveSanction("wangming", decision(member, nil), secret)
	c.Must(err)
	change := decision(member, func(d *record.Sanction) { d.ID, d.Version, d.Reported = id, 1, day(2026, 5, 8) })
	_, err = c.saveSanction("wangming", change, "") // the text stays
	c.Must(err)
	change.Version = 2
	_, err = c.saveSanction("wangming", change, "更正后的决定内容。")
	c.Must(err)
	page, err := c.records.Sanction(t.Context(), c.Who("wangming"), c.branch, id)
	c.Must(err)
	if len(page.Corrections) != 2 || page.Reported != day(2026, 5, 8) || !page.HasText {
		t.Fatalf("the page has %+v", page)
	}
	for correction, want := range map[int64]string{0: "更正后的决定内容。", page.Corrections[0].ID: secret, page.Corrections[1].ID: secret} {
		if text, err := c.records.ReadSanction(t.Context(), c.Who("wangming"), c.branch, id, correction); err != nil || text != want {
			t.Errorf("correction %d reads %q, %v; want %q", correction, text, err, want)
		}
	}
	_, err = c.records.ReadSanction(t.Context(), c.Who("wangming"), c.branch, id, 999999)
	c.kind("a correction that is not there", err, fault.NotFound)
	if dump := c.dump(); strings.Contains(dump, "八项规定") || strings.Contains(dump, "更正后的决定") {
		t.Error("a text is in the database as it was typed")
	}
	c.Must(c.records.RemoveSanction(t.Context(), c.Who("wangming"), c.removal(id, 3)))
}

func TestWhatIsWrongInADecisionIsToldByField(t *testing.T) {
	c := newCity(t)
	member := c.member("甲", day(2020, 1, 1), calendar.Date{})
	for field, change := range map[string]func(*record.Sanction){
		"kind": func(d *record.Sanction) { d.Kind = "fine" }, "issuer": func(d *record.Sanction) { d.Issuer = "" }, "on": func(d *record.Sanction) { d.On = day(2026, 12, 21) },
		"reported": func(d *record.Sanction) { d.Reported = day(2026, 5, 1) }, "member": func(d *record.Sanction) { d.Member = 999999 },
	} {
		if _, err := c.saveSanction("wangming", decision(member, change), ""); !wrongField(err, field) {
			t.Errorf("%s: %v", field, err)
		}
	}
}

// Every paper as everybody, at the own branch and at another.
func TestWhoMaySeeAndKeepPapers(t *testing.T) {
	c := newCity(t)
	c.Now = time.Date(2026, time.December, 20, 2, 0, 0, 0, time.UTC)
	for account, want := range map[string]struct{ see, save fault.Kind }{
		"wangming": {}, "liufang": {}, "chenjing": {0, fault.Forbidden}, "zhaogang": {0, fault.Forbidden}, "lishan": {0, fault.Forbidden},
		"sunli": {fault.NotFound, fault.NotFound}, "cz-01": {fault.NotFound, fault.NotFound}, "zhoujie": {fault.NotFound, fault.NotFound}, "shenji": {fault.NotFound, fault.NotFound},
	} {
		who := c.Who(account)
		_, plans := c.records.Plans(t.Context(), who, c.branch, 2026)
		_, rules := c.records.Rules(t.Context(), who, c.branch)
		_, honours := c.records.Honours(t.Context(), who, c.branch, 2026)
		for what, err := range map[string]error{"plans": plans, "rules": rules, "honours": honours} {
			c.kind(account+" sees "+what, err, want.see)
		}
		_, plan := c.savePlan(account, yearly(nil), "")
		_, rule := c.saveRule(account, record.Rule{Kind: "study", Title: "学习制度", On: day(2024, 3, 1)})
		_, honour := c.saveHonour(account, award(nil), true)
		for what, err := range map[string]error{"plan": plan, "rule": rule, "honour": honour} {
			c.kind(account+" keeps a "+what, err, want.save)
		}
		_, err := c.records.NewHonour(t.Context(), who, c.branch)
		c.kind(account+" begins an honour", err, want.save)
	}
	// Another branch's record under the own branch's address.
	var theirs int64
	c.asNeighbour(func() {
		var err error
		theirs, err = c.savePlan("cz-01", yearly(nil), "")
		c.Must(err)
	})
	_, err := c.savePlan("liufang", yearly(func(p *record.Plan) { p.ID, p.Version = theirs, 1 }), "")
	c.kind("another branch's plan", err, fault.NotFound)
	_, err = c.records.Plan(t.Context(), c.Who("liufang"), c.branch, theirs)
	c.kind("another branch's plan, to look at", err, fault.NotFound)
}
