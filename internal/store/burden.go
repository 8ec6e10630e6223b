package store

import (
	"time"

	"baolei/internal/core/calendar"
)

// BurdenMonth is what branches gave and were asked for in a month.
type BurdenMonth struct {
	Month             calendar.Date // its first day
	Branches, Members int           // on the day on which it was added up
	Records, Fields   Load          // what was recorded, and the fields filled in for it
	Files, Requests   Load
	MadeAt            time.Time
}

// Load is a number of all branches together, and of the branch with the most.
type Load struct {
	Sum  int64
	Most int
}

// BurdenMonths queues the months of a year that were added up, the earliest first.
func (b *Batch) BurdenMonths(year int, to *[]BurdenMonth) {
	b.all(collect(to, func(m *BurdenMonth) []any {
		return []any{day{&m.Month}, &m.Branches, &m.Members, &m.Records.Sum, &m.Records.Most, &m.Fields.Sum, &m.Fields.Most, &m.Files.Sum, &m.Files.Most,
			&m.Requests.Sum, &m.Requests.Most, &m.MadeAt}
	}), `select month, branches, members, records, records_most, fields, fields_most, files, files_most, requests, requests_most, made_at
		from burden_month where month between make_date($1, 1, 1) and make_date($1, 12, 1) order by month`, year)
}

// AddUpBurden queues that a month is added up. A field counts where something
// stands in it; of an activity kind, day and title always do.
func (b *Batch) AddUpBurden(m calendar.Month, at time.Time) {
	from, until := m.First(), m.Add(1).First()
	b.do(`with given (branch_id, records, fields, files, requests) as (
		select branch_id, 1, 3 + (place <> '')::int + (chair_id is not null)::int + (recorder_id is not null)::int
			+ (cardinality(present) + cardinality(on_leave) + cardinality(absent) > 0)::int + (reasons <> '{}')::int + (content <> '')::int + (resolutions <> '')::int, 0, 0
			from activity where recorded_at >= $2 and recorded_at < $3
		union all select branch_id, 1, 3 + (content <> '')::int, 0, 0 from study_plan where recorded_at >= $2 and recorded_at < $3
		union all select branch_id, 1, 3 + (content <> '')::int, 0, 0 from branch_rule where recorded_at >= $2 and recorded_at < $3
		union all select branch_id, 1, 5 + (document_no <> '')::int + (note <> '')::int, 0, 0 from honour where recorded_at >= $2 and recorded_at < $3
		union all select branch_id, 1, 4 + (reported_on is not null)::int, 0, 0 from sanction where recorded_at >= $2 and recorded_at < $3
		union all select branch_id, 1, 3 + (done_on is not null)::int, 0, 0 from transfer where recorded_at >= $2 and recorded_at < $3
		union all select branch_id, 1, 2, 0, 0 from committee_term where recorded_at >= $2 and recorded_at < $3
		union all select branch_id, 1, 2, 0, 0 from seat where recorded_at >= $2 and recorded_at < $3
		union all select branch_id, 1, 1 + (leader_id is not null)::int, 0, 0 from party_group where recorded_at >= $2 and recorded_at < $3
		union all select branch_id, 1, (handed_up_on is not null)::int * 2 + (published_on is not null)::int, 0, 0 from dues_month where recorded_at >= $2 and recorded_at < $3
		union all select branch_id, 0, 1 + (paid > 0)::int, 0, 0 from dues where recorded_at >= $2 and recorded_at < $3
		union all select a.branch_id, 0, 1, 0, 0 from finding f join assessment a on a.id = f.assessment_id where f.level = 'self' and f.saved_at >= $2 and f.saved_at < $3
		union all select branch_id, 0, 0, 1, 0 from record_file where added_at >= $2 and added_at < $3
		union all select a.branch_id, 0, 0, 1, 0 from evidence e join assessment a on a.id = e.assessment_id where e.level = 'self' and e.added_at >= $2 and e.added_at < $3
		union all select a.branch_id, 0, 0, 0, 1 from remark r join assessment a on a.id = r.assessment_id where r.sent_at >= $2 and r.sent_at < $3
		union all select a.branch_id, 0, 0, 0, 1 from reopening r join assessment a on a.id = r.assessment_id where r.made_at >= $2 and r.made_at < $3
		union all select a.branch_id, 0, 0, 0, 1 from spot_check s join assessment a on a.id = s.assessment_id join draw d on d.id = s.draw_id where d.drawn_at >= $2 and d.drawn_at < $3
	), each as (select sum(records) records, sum(fields) fields, sum(files) files, sum(requests) requests from given group by branch_id)
	insert into burden_month select $1, (select count(*) from organisation where level = 'branch' and closed_on is null),
		(select count(*) from membership where period @> ($4::timestamptz at time zone 'Asia/Shanghai')::date),
		coalesce(sum(records), 0), coalesce(max(records), 0), coalesce(sum(fields), 0), coalesce(max(fields), 0), coalesce(sum(files), 0), coalesce(max(files), 0),
		coalesce(sum(requests), 0), coalesce(max(requests), 0), $4 from each
	on conflict (month) do update set branches = excluded.branches, members = excluded.members, records = excluded.records, records_most = excluded.records_most,
		fields = excluded.fields, fields_most = excluded.fields_most, files = excluded.files, files_most = excluded.files_most,
		requests = excluded.requests, requests_most = excluded.requests_most, made_at = excluded.made_at`,
		date(from), beginOf(from), beginOf(until), at)
}

// beginOf is the instant at which a day begins here.
func beginOf(d calendar.Date) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, calendar.Shanghai)
}
