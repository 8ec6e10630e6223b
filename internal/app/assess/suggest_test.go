package assess_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"baolei/internal/app"
	"baolei/internal/app/assess"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/scoring"
	"baolei/internal/core/workflow"
	"baolei/internal/demo/demotest"
	"baolei/internal/store"
)

// city is a city with a record book for 财政局第二党支部 on 20 December 2026.
type city struct {
	*demotest.City
	self *assess.Service
}

func newCity(t *testing.T) *city {
	t.Helper()
	c := demotest.New(t)
	return &city{City: c, self: assess.New(app.NewDesk(c.Store, c.Clock))}
}

// held records an activity of a kind at a branch.
func (c *city) held(code, kind, on string) {
	c.Exec(`insert into activity (branch_id, committee_id, kinds, occurred_on, title, content, recorded_by, recorded_at)
		select id, committee_id, array[$2], $3::date, '学习', '原来的内容', (select min(id) from person), $4 from organisation where code = $1`, code, kind, on, c.Now)
}

// honoured records an honour at a branch; a certificate makes it proven.
func (c *city) honoured(code, kind, level, identity string, certificate bool) (id int64) {
	c.Helper()
	c.Must(c.Pool.QueryRow(context.Background(), `insert into honour (branch_id, committee_id, kind, level, title, issuer, occurred_on, identity, recorded_by, recorded_at)
		select id, committee_id, $2, $3, '先进集体', '市委', '2026-07-01', $4, (select min(id) from person), $5 from organisation where code = $1 returning id`,
		code, kind, level, identity, c.Now).Scan(&id))
	if certificate {
		digest := strings.Repeat("a", 64)
		c.Exec(`insert into file (digest, size, media_type, created_at) values ($1, 1, 'image/png', $2) on conflict do nothing`, digest, c.Now)
		c.Exec(`insert into record_file (branch_id, kind, record_id, digest, name, added_by, added_at)
			select branch_id, 'honour', id, $2, '证书', recorded_by, recorded_at from honour where id = $1`, id, digest)
	}
	return id
}

// themeDays holds a theme party day on the 5th of January to September.
func (c *city) themeDays() {
	for m := 1; m <= 9; m++ {
		c.held("CZ-02", "theme_party_day", fmt.Sprintf("2026-%02d-05", m))
	}
}

func (c *city) mine(account string) (access.Actor, int64) {
	c.Helper()
	actor := c.Who(account)
	list, err := c.self.Mine(context.Background(), actor)
	c.Must(err)
	return actor, list[0].ID
}

func (c *city) view(actor access.Actor, id int64) assess.View {
	c.Helper()
	v, err := c.self.View(context.Background(), actor, id)
	c.Must(err)
	return v
}

func (c *city) save(actor access.Actor, id int64, version int, f scoring.Finding) error {
	_, err := c.self.SaveFinding(context.Background(), actor, id, c.Key(), app.Statement{Finding: f, Version: version})
	return err
}

func offer(v assess.View, clause string) assess.Offer {
	return assess.Offer{Clause: clause, Version: v.Findings[app.Self][clause].Version, Digest: assess.OfferDigest(v.Dossier, clause)}
}

// Held in 9 months of 12, so 3 are missing and cost 1 each, at most 3: 80 − 3.
func TestASuggestionIsTakenWithItsRecords(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	c.themeDays()
	wang, id := c.mine("wangming")
	v := c.view(wang, id)
	s := v.Suggested["B2.4a"]
	if s.Finding.Actual != 9 || len(s.Records) != 9 || len(s.Missing) != 2 || len(s.Open) != 1 || s.Records[8].Name != "学习" {
		t.Fatalf("suggested: %+v", s)
	}
	key, o := c.Key(), offer(v, "B2.4a")
	for range 2 { // sent twice
		v, err := c.self.Take(ctx, wang, id, key, o)
		c.Must(err)
		if v.Findings[app.Self]["B2.4a"].Said.Actual != 9 || !v.AsSuggested(app.Self, "B2.4a") || v.Explanation.Total != 7700 || len(v.TakenFor("B2.4a")) != 9 {
			t.Errorf("taken: %+v, total %s, %d records", v.Findings[app.Self]["B2.4a"].Said, v.Explanation.Total, len(v.TakenFor("B2.4a")))
		}
	}
	if n := c.Count(`select count(*) from taken_record where assessment_id = $1 and clause = 'B2.4a' and frozen is null`, id); n != 9 {
		t.Errorf("%d records are kept", n)
	}
	if n := c.Count(`select self_total from assessment where id = $1`, id) + c.Count(`select count(*) from audit_entry where detail->>'clause' = 'B2.4a'`); n != 7700+1 {
		t.Errorf("total and audit entries: %d", n)
	}
	// A record more: what was offered before is no longer what would be taken.
	o.Version = 1
	c.held("CZ-02", "theme_party_day", "2026-10-05")
	_, err := c.self.Take(ctx, wang, id, c.Key(), o)
	c.Fails(err, fault.Conflict, "刷新")
	// Stated otherwise it rests on no record; typed as suggested it rests on them.
	c.Must(c.save(wang, id, 1, scoring.Finding{Clause: "B2.4a", Actual: 12}))
	if v := c.view(wang, id); len(v.TakenFor("B2.4a")) != 0 || !v.Departs("B2.4a") {
		t.Errorf("12: %d records", len(v.TakenFor("B2.4a")))
	}
	c.Must(c.save(wang, id, 2, scoring.Finding{Clause: "B2.4a", Actual: 10}))
	if v := c.view(wang, id); len(v.TakenFor("B2.4a")) != 10 || v.Departs("B2.4a") {
		t.Errorf("10: %d records", len(v.TakenFor("B2.4a")))
	}
	c.Must(clearing(c, wang, id, "B2.4a", 3))
	if n := c.Count(`select count(*) from taken_record`); n != 0 {
		t.Errorf("taken back: %d records", n)
	}
}

func clearing(c *city, actor access.Actor, id int64, clause string, version int) error {
	_, err := c.self.SaveFinding(context.Background(), actor, id, c.Key(), app.Statement{Finding: scoring.Finding{Clause: clause}, Clear: true, Version: version})
	return err
}

// Theme party days in 9 months: −3. No members' meeting of 4: −4, the item's
// weight, whatever else is missing of it. Of the items taken, no more: 80 − 7.
func TestAllSuggestionsAreTakenOrNone(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	c.themeDays()
	wang, id := c.mine("wangming")
	v := c.view(wang, id)
	offers := []assess.Offer{offer(v, "B2.4a"), offer(v, "B3.3a"), offer(v, "B3.3c")}
	c.Must(c.save(wang, id, 0, scoring.Finding{Clause: "B3.3a", Actual: 4}))
	_, err := c.self.TakeAll(ctx, wang, id, c.Key(), offers)
	if _, changed := errors.AsType[*app.Changed](err); !changed {
		t.Errorf("an answer in between: %v", err)
	}
	if n := c.Count(`select count(*) from finding`) + c.Count(`select count(*) from taken_record`); n != 1 {
		t.Errorf("%d rows after a refusal", n)
	}
	offers[1].Version = 1
	v, err = c.self.TakeAll(ctx, wang, id, c.Key(), offers)
	c.Must(err)
	if v.Explanation.Total != 7300 || v.Explanation.Answered != 3 || !v.Findings[app.Self]["B3.3c"].Said.NotApplicable {
		t.Errorf("total %s, %d answered", v.Explanation.Total, v.Explanation.Answered)
	}
	_, err = c.self.TakeAll(ctx, wang, id, c.Key(), nil)
	c.Fails(err, fault.Invalid, "勾选")
	_, err = c.self.TakeAll(ctx, wang, id, c.Key(), []assess.Offer{{Clause: "B1.1a"}})
	c.Fails(err, fault.NotFound)
}

// A reason why the branch differs stays while it differs; it never blocks.
func TestAReasonToDiffer(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	c.themeDays()
	wang, id := c.mine("wangming")
	c.Must(c.save(wang, id, 0, scoring.Finding{Clause: "B2.4a", Actual: 12}))
	why := assess.Depart{Clause: "B2.4a", Reason: strings.Repeat("因", 501), Version: 1}
	_, err := c.self.SaveDeparture(ctx, wang, id, c.Key(), why)
	c.Fails(err, fault.Invalid, "500")
	why.Reason = " 三次在机关党委的本子上 "
	v, err := c.self.SaveDeparture(ctx, wang, id, c.Key(), why)
	c.Must(err)
	if got := v.Findings[app.Self]["B2.4a"]; got.Reason != "三次在机关党委的本子上" || got.Said.Actual != 12 {
		t.Errorf("%+v", got)
	}
	c.Must(c.save(wang, id, 2, scoring.Finding{Clause: "B2.4a", Actual: 11}))
	if got := c.view(wang, id).Findings[app.Self]["B2.4a"].Reason; got == "" {
		t.Error("the reason is gone with a change that still differs")
	}
	c.Must(c.save(wang, id, 3, scoring.Finding{Clause: "B2.4a", Actual: 9}))
	if got := c.view(wang, id).Findings[app.Self]["B2.4a"].Reason; got != "" {
		t.Errorf("a reason where nothing differs: %q", got)
	}
}

// What was taken stays as it was at submission, and shows that it was corrected
// since; suggestions too stay as they were.
func TestSubmissionFreezes(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	c.themeDays()
	wang, id := c.mine("wangming")
	_, err := c.self.Take(ctx, wang, id, c.Key(), offer(c.view(wang, id), "B2.4a"))
	c.Must(err)
	submit := func() {
		v := c.view(wang, id)
		c.Must(c.self.Submit(ctx, wang, assess.Submit{Assessment: id, Key: c.Key(), Version: v.Version, LeftKnowingly: true}))
	}
	submit()
	c.Exec(`update activity set content = '改过的内容', title = '改过的题目', version = 2 where occurred_on = '2026-01-05'`)
	c.Exec(`update activity set removed_at = now() where occurred_on = '2026-02-05'`)
	c.held("CZ-02", "theme_party_day", "2026-10-05")
	v := c.view(wang, id)
	if s := v.Suggested["B2.4a"]; s.Finding.Actual != 9 || len(s.Records) != 9 || v.State != workflow.Submitted {
		t.Errorf("the suggestion moved: %+v", s)
	}
	taken := v.TakenFor("B2.4a")
	if len(taken) != 9 || !taken[0].Corrected || taken[0].Name != "学习" || !taken[1].Corrected || taken[2].Corrected || !taken[2].Frozen {
		t.Errorf("%+v", taken)
	}
	var body map[string]any
	var found bool
	var b store.Batch
	b.FrozenRecord(id, taken[0].Ref, &body, &found)
	c.Must(c.Store.Read(ctx, &b))
	if body["content"] != "原来的内容" {
		t.Errorf("frozen: %+v", body)
	}
	// Withdrawn, everything is as it stands; submitted again it is frozen anew.
	c.Must(c.self.Withdraw(ctx, wang, id, c.Key(), v.Version))
	if v := c.view(wang, id); v.Suggested["B2.4a"].Finding.Actual != 9 || v.TakenFor("B2.4a")[0].Name != "改过的题目" || v.TakenFor("B2.4a")[0].Corrected {
		t.Errorf("after withdrawing: %+v", v.TakenFor("B2.4a")) // 9 − February + October
	}
	submit()
	if v := c.view(wang, id); v.TakenFor("B2.4a")[0].Corrected {
		t.Error("frozen anew it is not corrected since")
	}
}

// Every kind of record can be taken and is frozen: what a clause rests on may
// be of any.
func TestEveryKindOfRecordIsFrozen(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	c.Exec(`do $$ declare b bigint; c bigint; r bigint; p bigint; m bigint; begin
		select id, committee_id, root_id into b, c, r from organisation where code = 'CZ-02'; select min(id) into p from person;
		insert into member (root_id, name, sex, stage, recorded_at, recorded_by) values (r, '王明', 'male', 'full', now(), p) returning id into m;
		insert into seat (branch_id, committee_id, post, opened_on, recorded_at, recorded_by) values (b, c, '组织委员', '2026-01-01', now(), p);
		insert into committee_term (branch_id, committee_id, elected_on, due_on, recorded_at, recorded_by) values (b, c, '2023-06-30', '2026-06-30', now(), p);
		insert into transfer (branch_id, committee_id, member_id, direction, other, asked_on, recorded_at, recorded_by) values (b, c, m, 'out', '外地', '2026-01-01', now(), p);
		insert into study_plan (branch_id, committee_id, kind, year, title, occurred_on, recorded_at, recorded_by) values (b, c, 'yearly', 2026, '年度计划', '2026-01-01', now(), p);
		insert into dues (branch_id, committee_id, month, member_id, basis, base, due, recorded_at, recorded_by) values (b, c, '2026-01-01', m, 'fixed', 0, 1000, now(), p);
		insert into sanction (branch_id, committee_id, member_id, kind, issuer, occurred_on, text_sealed, recorded_at, recorded_by) values (b, c, m, 'warning', '纪委', '2026-07-01', 'x', now(), p);
		insert into branch_rule (branch_id, committee_id, kind, title, occurred_on, recorded_at, recorded_by) values (b, c, 'study', '学习制度', '2019-01-01', now(), p);
		end $$`)
	c.honoured("CZ-02", "key_work", "municipal", "x", true)
	wang, id := c.mine("wangming")
	v := c.view(wang, id)
	var offers []assess.Offer
	for _, clause := range []string{"B3.1a", "B3.2a", "B3.4a", "B2.1a", "B3.5a", "L6a", "B6.1a", "P2a"} {
		offers = append(offers, offer(v, clause))
	}
	v, err := c.self.TakeAll(ctx, wang, id, c.Key(), offers)
	c.Must(err)
	if len(v.Taken) != 8 {
		t.Fatalf("%d records: %+v", len(v.Taken), v.Taken)
	}
	v = c.view(wang, id)
	names := ""
	for _, r := range v.Taken {
		names += r.Name + " "
	}
	if names != "年度计划 组织委员 支委会任期 王明的组织关系 1月党费 学习制度 warning 先进集体 " {
		t.Error(names)
	}
	c.Must(c.self.Submit(ctx, wang, assess.Submit{Assessment: id, Key: c.Key(), Version: v.Version, LeftKnowingly: true}))
	if n := c.Count(`select count(*) from taken_record where frozen ? '_version'`); n != 8 {
		t.Errorf("%d of 8 are frozen", n)
	}
	if n := c.Count(`select count(*) from taken_record where frozen ? 'text_sealed' or frozen::text like '%年度%' and kind = 'sanction'`); n != 0 {
		t.Error("a sealed text is kept")
	}
	c.Exec(`update dues set paid = 1000, paid_on = '2026-12-21', version = 2`)
	for _, r := range c.view(wang, id).Taken {
		if r.Corrected != (r.Kind == "dues_month") {
			t.Errorf("%+v", r)
		}
	}
}

// A claim needs evidence: the honour's own certificate is one.
func TestACertificateIsEvidence(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	bare := c.honoured("CZ-02", "key_work", "municipal", "a", false)
	proven := c.honoured("CZ-02", "key_work", "municipal", "b", true)
	wang, id := c.mine("wangming")
	v, err := c.self.ClaimHonours(ctx, wang, id, c.Key(), assess.Claim{Clause: "P2a", Honours: []int64{bare}})
	c.Must(err)
	if got := v.ClaimsWithoutEvidence(); len(got) != 1 || got[0] != "先锋 2" {
		t.Errorf("bare: %v", got)
	}
	v, err = c.self.ClaimHonours(ctx, wang, id, c.Key(), assess.Claim{Clause: "P2a", Honours: []int64{bare, proven}, Version: 1})
	c.Must(err)
	if got := v.ClaimsWithoutEvidence(); len(got) != 0 || v.Explanation.Pioneer != 800 { // 2 × 4
		t.Errorf("proven: %v, %s", got, v.Explanation.Pioneer)
	}
	c.Must(c.self.Submit(ctx, wang, assess.Submit{Assessment: id, Key: c.Key(), Version: v.Version, LeftKnowingly: true}))
}

// An honour is claimed once in a cycle, in whatever clause and branch.
func TestAnHonourIsClaimedOnce(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	mineID := c.honoured("CZ-02", "central_work", "municipal", "one", true)
	c.honoured("CZ-02", "central_work", "national", "two", true)
	theirs := c.honoured("CZ-03", "central_work", "municipal", "one", true)
	wang, id := c.mine("wangming")
	other, otherID := c.mine("cz-03")
	claim := func(actor access.Actor, id int64, version int, honours ...int64) error {
		_, err := c.self.ClaimHonours(ctx, actor, id, c.Key(), assess.Claim{Clause: "P1a", Honours: honours, Version: version})
		return err
	}
	c.Must(claim(wang, id, 0, mineID))
	if f := c.view(wang, id).Findings[app.Self]["P1a"].Said; !app.Same(f, scoring.Finding{Counts: []scoring.Tier{{Option: "municipal", Count: 1}}}) {
		t.Errorf("counts %+v", f.Counts)
	}
	c.Fails(claim(other, otherID, 0, theirs), fault.Conflict, "已由 财政局第二党支部 在 先锋 1 申报")
	if s := c.view(other, otherID).Suggested["P1a"]; len(s.Records) != 0 || !strings.Contains(s.Because, "已在别处申报") {
		t.Errorf("still suggested elsewhere: %+v", s)
	}
	c.Fails(claim(wang, id, 1, theirs), fault.NotFound) // of another branch
	c.Must(claim(wang, id, 1))                          // none: it is free
	c.Must(claim(other, otherID, 0, theirs))
	c.Fails(claim(wang, id, 2, mineID), fault.Conflict, "已由 财政局第三党支部 在 先锋 1 申报")
	c.Must(clearing(c, other, otherID, "P1a", 1)) // the answer taken back
	c.Must(claim(wang, id, 2, mineID))
	c.Must(c.save(wang, id, 3, scoring.Finding{Clause: "P1a", Counts: []scoring.Tier{{Option: "provincial", Count: 1}}})) // typed otherwise
	if n := c.Count(`select count(*) from honour_claim`); n != 0 {
		t.Errorf("%d claims are left", n)
	}
}

// Of two branches that claim one honour at the same time exactly one wins, and
// the other learns who.
func TestTwoBranchesClaimOneHonourAtOnce(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	for round := range 5 {
		identity := fmt.Sprintf("shared-%d", round)
		ids := []int64{c.honoured("CZ-02", "key_work", "municipal", identity, true), c.honoured("CZ-03", "key_work", "municipal", identity, true)}
		var wait sync.WaitGroup
		errs := make([]error, 2)
		for i, account := range []string{"wangming", "cz-03"} {
			actor, id := c.mine(account)
			version, key := c.view(actor, id).Findings[app.Self]["P2a"].Version, c.Key()
			wait.Go(func() {
				_, errs[i] = c.self.ClaimHonours(ctx, actor, id, key, assess.Claim{Clause: "P2a", Honours: ids[i : i+1], Version: version})
			})
		}
		wait.Wait()
		won := 0
		for _, err := range errs {
			if err == nil {
				won++
			} else {
				c.Fails(err, fault.Conflict, "在 先锋 2 申报")
			}
		}
		if won != 1 || c.Count(`select count(*) from honour_claim where identity = $1`, identity) != 1 {
			t.Errorf("%d won: %v", won, errs)
		}
	}
}

// statements counts what is asked of a pool: statements, and the round trips
// that carry them.
type statements struct{ asked, trips int }

func (s *statements) TraceBatchStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceBatchStartData) context.Context {
	s.trips++
	return ctx
}
func (s *statements) TraceBatchQuery(context.Context, *pgx.Conn, pgx.TraceBatchQueryData) { s.asked++ }
func (s *statements) TraceBatchEnd(context.Context, *pgx.Conn, pgx.TraceBatchEndData)     {}
func (s *statements) TraceQueryStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceQueryStartData) context.Context {
	s.trips++
	s.asked++
	return ctx
}
func (s *statements) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}

// Suggestions cost the desk two statements more than what is stated, at most,
// and no round trip.
func TestSuggestionsCostTwoStatementsAtMost(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	c.themeDays()
	wang, id := c.mine("wangming")
	cfg := c.Pool.Config().Copy()
	count := &statements{}
	cfg.ConnConfig.Tracer, cfg.MaxConns = count, 1
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	c.Must(err)
	t.Cleanup(pool.Close)
	desk := app.NewDesk(store.Over(pool), c.Clock)
	self := assess.New(desk)
	cost := func(open func() error) statements {
		c.Must(open()) // statements are prepared once for a connection, the set is read once
		*count = statements{}
		c.Must(open())
		return *count
	}
	bare := cost(func() error { _, err := desk.OpenDossier(ctx, id); return err })
	full := cost(func() error {
		v, err := self.View(ctx, wang, id)
		if err == nil && len(v.Suggested) == 0 {
			err = errors.New("nothing is suggested")
		}
		return err
	})
	if bare.asked == 0 || full.asked > bare.asked+2 || full.trips != bare.trips {
		t.Errorf("with suggestions %+v, without %+v", full, bare)
	}
}
