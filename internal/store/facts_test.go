package store_test

import (
	"context"
	"reflect"
	"strconv"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/measure"
	"baolei/internal/core/record"
	"baolei/internal/core/scoring"
	"baolei/internal/store"
)

// branchOf makes a committee with a branch below the root of newDB.
func branchOf(t *testing.T, db *store.DB, code string) (branch int64) {
	t.Helper()
	var committee int64
	err := db.Tx(context.Background(), func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		b.AddOrganisation(store.Organisation{Level: access.PartyCommittee, Code: code, Name: code + "机关党委", Parent: 1}, now, &committee)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		b = store.Batch{}
		b.AddOrganisation(store.Organisation{Level: access.Branch, Code: code + "-01", Name: code + "第一党支部", Parent: committee}, now, &branch)
		return tx.Commit(ctx, &b)
	})
	if err != nil {
		t.Fatal(err)
	}
	return branch
}

// fill writes one record of each kind that counts for 2026, and beside each one
// that does not: of another year, taken back, or gone before.
func fill(t *testing.T, pool *pgxpool.Pool, branch, person int64) {
	t.Helper()
	_, err := pool.Exec(context.Background(), `do $$ declare b bigint := `+strconv.FormatInt(branch, 10)+`; c bigint; p bigint := `+strconv.FormatInt(person, 10)+`; r bigint; m bigint; g bigint; s bigint; begin
		select committee_id, root_id into c, r from organisation where id = b;
		update organisation set founded_on = '2026-03-10' where id = b;
		insert into member (root_id, name, sex, stage, recorded_at, recorded_by) values (r, '王明', 'male', 'full', now(), p) returning id into m;
		insert into membership (member_id, branch_id, committee_id, duty, period) values (m, b, c, '书记', '[2020-01-01,2026-07-01)'), (m, b, c, '', '[2018-01-01,2019-01-01)');
		insert into party_group (branch_id, committee_id, name, formed_on, dissolved_on, recorded_at, recorded_by, removed_at) values
		  (b, c, '一组', '2020-01-01', null, now(), p, null), (b, c, '二组', '2020-01-01', '2026-01-01', now(), p, null), (b, c, '三组', '2020-01-01', null, now(), p, now());
		select min(id) into g from party_group where branch_id = b;
		insert into seat (branch_id, committee_id, post, opened_on, recorded_at, recorded_by) values (b, c, '书记', '2020-01-01', now(), p) returning id into s;
		insert into seat_holding (seat_id, member_id, period) values (s, m, '[2020-01-01,2026-07-01)');
		insert into committee_term (branch_id, committee_id, elected_on, due_on, recorded_at, recorded_by) values (b, c, '2023-06-30', '2026-06-30', now(), p);
		insert into transfer (branch_id, committee_id, member_id, direction, other, asked_on, done_on, recorded_at, recorded_by) values
		  (b, c, m, 'out', '外地', '2026-05-01', '2026-07-01', now(), p), (b, c, m, 'in', '外地', '2019-12-01', '2020-01-01', now(), p);
		insert into study_plan (branch_id, committee_id, kind, year, title, clean_government, occurred_on, recorded_at, recorded_by) values
		  (b, c, 'yearly', 2026, '年度计划', true, '2025-12-30', now(), p), (b, c, 'yearly', 2025, '年度计划', true, '2025-01-30', now(), p);
		insert into activity (branch_id, committee_id, kinds, group_id, occurred_on, title, chair_id, present, content, recorded_at, recorded_by, removed_at) values
		  (b, c, '{talk}', null, '2026-02-28', '谈话', m, array[m], repeat('话', 5000), now(), p, null), (b, c, '{group_meeting,study}', g, '2026-12-31', '学习', null, array[m], '', now(), p, null),
		  (b, c, '{talk}', null, '2027-01-01', '谈话', m, '{}', '', now(), p, null), (b, c, '{talk}', null, '2026-02-28', '谈话', m, '{}', '', now(), p, now());
		insert into dues (branch_id, committee_id, month, member_id, basis, base, due, paid, paid_on, recorded_at, recorded_by) values
		  (b, c, '2026-01-01', m, 'fixed', 0, 1000, 1200, '2026-01-05', now(), p), (b, c, '2025-12-01', m, 'fixed', 0, 1000, 0, null, now(), p);
		insert into member (root_id, name, sex, stage, recorded_at, recorded_by) values (r, '李芳', 'female', 'full', now(), p) returning id into m;
		insert into dues (branch_id, committee_id, month, member_id, basis, base, due, paid, paid_on, recorded_at, recorded_by) values (b, c, '2026-01-01', m, 'fixed', 0, 500, 200, '2026-01-05', now(), p);
		insert into dues_month (branch_id, committee_id, month, handed_up, handed_up_on, recorded_at, recorded_by) values (b, c, '2026-01-01', 1400, '2026-04-30', now(), p);
		insert into honour (branch_id, committee_id, kind, level, title, issuer, occurred_on, identity, recorded_at, recorded_by) values (b, c, 'key_work', 'municipal', '先进', '市委', '2026-07-01', 'x', now(), p);
		insert into file (digest, size, media_type, created_at) values (repeat('a', 64), 1, 'image/png', now());
		insert into record_file (branch_id, kind, record_id, digest, name, added_by, added_at) select b, 'honour', id, repeat('a', 64), '证书', p, now() from honour;
		insert into sanction (branch_id, committee_id, member_id, kind, issuer, occurred_on, recorded_at, recorded_by) values (b, c, m, 'warning', '纪委', '2026-07-01', now(), p);
		insert into branch_rule (branch_id, committee_id, kind, title, occurred_on, repealed_on, recorded_at, recorded_by) values
		  (b, c, 'study', '学习制度', '2019-01-01', null, now(), p), (b, c, 'study', '旧学习制度', '2018-01-01', '2019-01-01', now(), p);
		end $$`)
	if err != nil {
		t.Fatal(err)
	}
}

func TestFactsOfAYear(t *testing.T) {
	db, pool, person := newDB(t)
	branch := branchOf(t, db, "CZ")
	fill(t, pool, branch, person)
	var f measure.Facts
	var b store.Batch
	b.Facts(branch, 2026, &f)
	if err := db.Read(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	on := func(y, m, d int) calendar.Date { return day(y, time.Month(m), d) }
	entry := func(id int64) record.Entry { return record.Entry{ID: id} }
	january := calendar.Month{Year: 2026, Month: 1}
	want := measure.Facts{Year: 2026, Founded: on(2026, 3, 10),
		Members:    []record.Member{{ID: 1, Name: "王明", Duty: "书记", Since: on(2020, 1, 1), Until: on(2026, 7, 1)}},
		Groups:     []record.Group{{Entry: entry(1), Name: "一组", Formed: on(2020, 1, 1)}},
		Seats:      []record.Seat{{Entry: entry(1), Post: "书记", Opened: on(2020, 1, 1), Holdings: []record.Holding{{Member: 1, Since: on(2020, 1, 1), Until: on(2026, 7, 1)}}}},
		Terms:      []record.Term{{Entry: entry(1), Elected: on(2023, 6, 30), Due: on(2026, 6, 30)}},
		Transfers:  []record.Transfer{{Entry: entry(1), Name: "王明", Asked: on(2026, 5, 1), Done: on(2026, 7, 1)}},
		Plans:      []record.Plan{{Entry: entry(1), Kind: record.Yearly, Year: 2026, Title: "年度计划", CleanGovernment: true, On: on(2025, 12, 30)}},
		Activities: []record.Activity{{Entry: entry(1), Kinds: []record.ActivityKind{record.Talk}, On: on(2026, 2, 28), Title: "谈话", Chair: 1, Present: []int64{1}}, {Entry: entry(2), Kinds: []record.ActivityKind{record.GroupMeeting, record.Study}, Group: 1, On: on(2026, 12, 31), Title: "学习", Present: []int64{}}},
		Dues:       []record.Dues{{Month: january, Due: 1500, Paid: 1200}}, // 1000 and 500; paid 1000 of the first, for which 1200 came, and 200
		DuesMonths: []record.DuesMonth{{Month: january, HandedUpOn: on(2026, 4, 30)}},
		Honours:    []record.Honour{{Entry: entry(1), Kind: record.KeyWork, Level: "municipal", Title: "先进", On: on(2026, 7, 1), Identity: "x", Files: 1}},
		Sanctions:  []record.Sanction{{Entry: entry(1), Kind: "warning", On: on(2026, 7, 1)}},
		Rules:      []record.Rule{{Entry: entry(1), Kind: "study", Title: "学习制度", On: on(2019, 1, 1)}},
		Index:      measure.Index{BottomLost: []scoring.Points{}},
	}
	if !reflect.DeepEqual(f, want) {
		t.Errorf("got  %+v\nwant %+v", f, want)
	}
	f = measure.Facts{}
	b = store.Batch{}
	b.Facts(branch, 2024, &f)
	if err := db.Read(context.Background(), &b); err != nil || len(f.Activities)+len(f.Dues)+len(f.Plans)+len(f.Honours)+len(f.Transfers) > 0 || len(f.Seats) != 1 {
		t.Errorf("2024: %+v, %v", f, err)
	}
}
