package store

import (
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/calendar"
	"baolei/internal/core/scoring"
	"baolei/internal/core/workflow"
)

// ReportState is where a committee's report stands.
type ReportState string

// The states of a report. One that has not been sent has none.
const (
	ReportSent     ReportState = "sent" // waits for the work committee
	ReportReturned ReportState = "returned"
	ReportAccepted ReportState = "accepted"
)

// Report is what a party committee has sent of a cycle.
type Report struct {
	ID        int64
	Cycle     int64
	Committee int64
	Root      int64
	State     ReportState // "" where nothing was sent
	Version   int         // counts sendings and decisions
	Sendings  []Sending   // the first first, without their lines
}

// Last is the latest sending; nil where there is none.
func (r *Report) Last() *Sending {
	if len(r.Sendings) == 0 {
		return nil
	}
	return &r.Sendings[len(r.Sendings)-1]
}

// SendingKind tells why something was sent.
type SendingKind string

// The kinds of sendings.
const (
	First      SendingKind = "first"
	Again      SendingKind = "again"      // after the report was returned
	Supplement SendingKind = "supplement" // branches that were not ready before
)

// Sending is one sending of a report as it was signed. It never changes but for
// the decision on it.
type Sending struct {
	ID            int64
	Report        int64
	Nr            int // from 1
	Kind          SendingKind
	CommitteeName string
	SetName       string
	Due           calendar.Date
	Target        int // attainment rate aimed at, hundredths of a percent
	Branches      int // of the committee
	Delivered     int
	Attained      int // of those that are delivered
	Note          string
	Digest        string // of what was signed, SHA-256 in lower-case hex
	By            int64
	Name          string
	At            time.Time

	Accepted    bool // of one that was decided on
	Reason      string
	DecidedName string
	DecidedAt   time.Time // zero while it waits
	Lines       []ReportLine
}

// ReportLine is a branch on a sending, as it stood then.
type ReportLine struct {
	Assessment              int64
	Code, Branch            string
	State                   workflow.State // after the sending
	Delivered               bool
	New                     bool   // delivered by this sending
	Missing                 string // why it is not delivered
	Base, Pioneer, Bottom   scoring.Points
	Total                   scoring.Points
	Vetoed                  bool
	Grade, GradeName        string
	Attains                 bool
	SignedName              string
	SignedAt                time.Time
	PublicFrom, PublicUntil calendar.Date
}

// PublicWindow returns the days for which the branch's result was publicised; zero
// where the cycle has no publicity.
func (l *ReportLine) PublicWindow() calendar.Window {
	return calendar.Window{From: l.PublicFrom, Until: l.PublicUntil}
}

// ReportOf queues a committee's report of a cycle with its sendings; with lock
// the report stays locked until the transaction ends.
func (b *Batch) ReportOf(cycle, committee int64, lock bool, r *Report) {
	b.report(r, `where r.cycle_id = $1 and r.committee_id = $2`, lock, cycle, committee)
}

// Report queues a report by its id, with its sendings.
func (b *Batch) Report(id int64, lock bool, r *Report) { b.report(r, `where r.id = $1`, lock, id) }

func (b *Batch) report(r *Report, where string, lock bool, args ...any) {
	locked := ""
	if lock {
		locked = " for update"
	}
	b.one(nil, func(row pgx.Row) error { return row.Scan(r.fields()...) }, selectReport+where+locked, args...)
	b.sendings(func(s Sending) { r.Sendings = append(r.Sendings, s) }, where, args...)
}

const selectReport = `select r.id, r.cycle_id, r.committee_id, r.root_id, r.state, r.version from committee_report r `

func (r *Report) fields() []any {
	return []any{&r.ID, &r.Cycle, &r.Committee, &r.Root, &r.State, &r.Version}
}

// Reports queues the reports of a cycle below a root, with their sendings; cycle
// 0 is the latest.
func (b *Batch) Reports(cycle, root int64, to *[]Report) {
	const where = `where r.cycle_id = case when $1::bigint = 0 then (select id from cycle order by year desc limit 1) else $1 end and r.root_id = $2`
	b.all(collect(to, (*Report).fields), selectReport+where+` order by r.id`, cycle, root)
	b.sendings(func(s Sending) {
		for i := range *to {
			if r := &(*to)[i]; r.ID == s.Report {
				r.Sendings = append(r.Sendings, s)
			}
		}
	}, where, cycle, root)
}

const selectSending = `
select s.id, s.report_id, s.nr, s.kind, s.committee_name, s.set_name, s.due, s.target, s.branches, s.delivered, s.attained, s.note, s.digest,
  s.sent_by, p.name, s.sent_at, coalesce(s.decision = 'accepted', false), s.reason, coalesce(d.name, ''), s.decided_at
from report_sending s join committee_report r on r.id = s.report_id join person p on p.id = s.sent_by left join person d on d.id = s.decided_by
`

func (s *Sending) fields() []any {
	return []any{&s.ID, &s.Report, &s.Nr, &s.Kind, &s.CommitteeName, &s.SetName, day{&s.Due}, &s.Target, &s.Branches, &s.Delivered, &s.Attained, &s.Note, &s.Digest,
		&s.By, &s.Name, &s.At, &s.Accepted, &s.Reason, &s.DecidedName, maybe{&s.DecidedAt}}
}

func (b *Batch) sendings(add func(Sending), where string, args ...any) {
	b.all(func(row pgx.Row) error {
		var s Sending
		if err := row.Scan(s.fields()...); err != nil {
			return err
		}
		add(s)
		return nil
	}, selectSending+where+` order by s.report_id, s.nr`, args...)
}

// ReportLines queues the lines of a sending, by branch code.
func (b *Batch) ReportLines(sending int64, to *[]ReportLine) {
	b.all(collect(to, func(l *ReportLine) []any {
		return []any{&l.Assessment, &l.Code, &l.Branch, &l.State, &l.Delivered, &l.New, &l.Missing, &l.Base, &l.Pioneer, &l.Bottom, &l.Total, &l.Vetoed,
			&l.Grade, &l.GradeName, &l.Attains, &l.SignedName, maybe{&l.SignedAt}, day{&l.PublicFrom}, day{&l.PublicUntil}}
	}), `select assessment_id, branch_code, branch_name, state, delivered, new, missing, base, pioneer, bottom, total, vetoed,
		grade, grade_name, attains, signed_name, signed_at, public_from, public_until from report_line where sending_id = $1 order by branch_code`, sending)
}

// SendReport queues a sending with its lines. r is the report as it was read,
// with the version that was seen; where it is no longer that, the whole
// transaction stops. id is that of the report.
func (b *Batch) SendReport(r *Report, s Sending, id *int64) {
	b.one(nil, func(row pgx.Row) error { return row.Scan(id) }, `
		insert into committee_report (cycle_id, committee_id, root_id, state) values ($1, $2, $3, 'sent')
		on conflict (cycle_id, committee_id) do update set state = 'sent', version = committee_report.version + 1 returning id`, r.Cycle, r.Committee, r.Root)
	const of = `(select id from committee_report where cycle_id = $1 and committee_id = $2)`
	b.one(nil, ignore, `with u as (select from committee_report where id = `+of+` and version = $3) select guard(count(*)) from u`, r.Cycle, r.Committee, r.Version+1)
	b.do(`insert into report_sending (report_id, nr, kind, committee_name, set_name, due, target, branches, delivered, attained, note, digest, sent_by, sent_at)
		values (`+of+`, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`, r.Cycle, r.Committee, len(r.Sendings)+1, string(s.Kind),
		s.CommitteeName, s.SetName, date(s.Due), s.Target, s.Branches, s.Delivered, s.Attained, s.Note, s.Digest, s.By, s.At)
	for i := range s.Lines {
		l := &s.Lines[i]
		b.do(`insert into report_line (sending_id, assessment_id, branch_code, branch_name, state, delivered, new, missing, base, pioneer, bottom, total, vetoed,
			  grade, grade_name, attains, signed_name, signed_at, public_from, public_until)
			values ((select id from report_sending where report_id = `+of+` and nr = $3), $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)`,
			r.Cycle, r.Committee, len(r.Sendings)+1, l.Assessment, l.Code, l.Branch, string(l.State), l.Delivered, l.New, l.Missing, l.Base, l.Pioneer, l.Bottom, l.Total, l.Vetoed,
			l.Grade, l.GradeName, l.Attains, l.SignedName, instant(l.SignedAt), date(l.PublicFrom), date(l.PublicUntil))
	}
}

// DecideReport queues the work committee's decision on the latest sending of a
// report. Where it is no longer the version that was read, or was decided on,
// the whole transaction stops.
func (b *Batch) DecideReport(r *Report, accept bool, reason string, by int64, at time.Time) {
	to := map[bool]ReportState{true: ReportAccepted, false: ReportReturned}[accept]
	b.one(nil, ignore, `with u as (update committee_report set state = $3, version = version + 1 where id = $1 and version = $2 and state = 'sent' returning 1)
		select guard(count(*)) from u`, r.ID, r.Version, string(to))
	b.one(nil, ignore, `with u as (update report_sending set decision = $3, reason = $4, decided_by = $5, decided_at = $6
		where report_id = $1 and nr = $2 and decision is null returning 1) select guard(count(*)) from u`, r.ID, len(r.Sendings), string(to), reason, by, at)
}
