package store

import (
	"time"

	"github.com/jackc/pgx/v5"
)

// Growth is a number of branches that are made for looking at the product at
// scale, each with members and a year of activities.
type Growth struct {
	Committee   int64
	First, Many int // numbers of the branches, which are in their codes
	Members     int // of each
	Activities  int // of each, spread over the year
	Year        int
	By          int64
	At          time.Time
}

// Grow queues new branches of a committee with their record books, in one
// statement. The activities are of every kind in turn, and everybody came.
func (b *Batch) Grow(g Growth, kinds []string) {
	b.do(`
		with above as (select id, root_id from organisation where id = $1),
		branch as materialized (select nextval(pg_get_serial_sequence('organisation', 'id')) as id, n from generate_series($2::int, $2::int + $3::int - 1) n),
		people as materialized (select nextval(pg_get_serial_sequence('member', 'id')) as id, branch.id as branch, k from branch, generate_series(1, $4::int) k),
		o as (insert into organisation (id, parent_id, level, code, name, committee_id, root_id, created_at) overriding system value
		  select branch.id, $1, 'branch', 'K' || lpad(n::text, 6, '0'), '第' || n || '党支部', $1, above.root_id, $8 from branch, above),
		m as (insert into member (id, root_id, name, sex, stage, joined_on, full_on, recorded_by, recorded_at) overriding system value
		  select people.id, above.root_id, '党员' || people.id, case when k % 2 = 0 then 'male' else 'female' end, 'full', '2010-07-01', '2011-07-01', $7, $8 from people, above),
		s as (insert into membership (member_id, branch_id, committee_id, period) select id, branch, $1, '[2015-01-01,)' from people),
		came as (select branch, array_agg(id order by id) as ids from people group by branch)
		insert into activity (branch_id, committee_id, kinds, occurred_on, begins, minutes, title, place, chair_id, recorder_id, content, resolutions, present, recorded_by, recorded_at)
		select came.branch, $1, array[($9::text[])[1 + k % cardinality($9::text[])]], make_date($6, 1, 1) + (k * 364 / $5::int), 540, 60, '第' || (k + 1) || '次活动', '会议室', ids[1], ids[2],
		  repeat('学习讨论，形成意见。', 12), '按意见落实。', ids, $7, (make_date($6, 1, 2) + (k * 364 / $5::int))::timestamptz from came, generate_series(0, $5::int - 1) k`,
		g.Committee, g.First, g.Many, g.Members, g.Activities, g.Year, g.By, g.At, kinds)
}

// CountBranches queues how many branches stand.
func (b *Batch) CountBranches(n *int) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(n) }, `select count(*) from organisation where level = 'branch' and closed_on is null`)
}
