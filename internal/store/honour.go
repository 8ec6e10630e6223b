package store

import (
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
)

func honourFields(h *record.Honour) []any {
	return append(entryFields(&h.Entry), &h.Kind, &h.Level, &h.Title, &h.Issuer, &h.DocumentNo, day{&h.On}, &h.Member, &h.MemberName, &h.Note, &h.Identity, &h.Files)
}

const selectHonour = `select ` + entryColumns + `, t.kind, t.level, t.title, t.issuer, t.document_no, t.occurred_on, coalesce(t.member_id, 0),
	coalesce((select name from member where id = t.member_id), ''), t.note, t.identity, (select count(*) from record_file where kind = 'honour' and record_id = t.id) from honour t `

// Honours queues a branch's honours of a window, the latest first.
func (b *Batch) Honours(branch int64, w calendar.Window, to *[]record.Honour) {
	b.all(collect(to, honourFields), selectHonour+`where t.branch_id = $1 and t.occurred_on between $2 and $3 and t.removed_at is null order by t.occurred_on desc, t.id desc`,
		branch, date(w.From), date(w.Until))
}

// Honour queues one honour of a branch.
func (b *Batch) Honour(branch, id int64, h *record.Honour, found *bool) {
	b.one(found, func(r pgx.Row) error { return r.Scan(honourFields(h)...) }, selectHonour+`where t.branch_id = $1 and t.id = $2 and t.removed_at is null`, branch, id)
}

// AddHonour queues a new honour.
func (b *Batch) AddHonour(branch int64, h *record.Honour, by int64, at time.Time, id *int64) {
	b.one(nil, scanID(id), `insert into honour (branch_id, committee_id, kind, level, title, issuer, document_no, occurred_on, member_id, note, identity, recorded_by, recorded_at)
		select id, committee_id, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12 from organisation where id = $1 returning id`,
		branch, string(h.Kind), string(h.Level), h.Title, h.Issuer, h.DocumentNo, date(h.On), optional(h.Member), h.Note, h.Identity, by, at)
}

// ChangeHonour queues new content of an honour; KeepOld goes before it.
func (b *Batch) ChangeHonour(h *record.Honour) {
	b.one(nil, ignore, `with u as (update honour set kind = $3, level = $4, title = $5, issuer = $6, document_no = $7, occurred_on = $8, member_id = $9, note = $10, identity = $11,
		version = version + 1 where id = $1 and version = $2 and removed_at is null returning 1) select guard(count(*)) from u`,
		h.ID, h.Version, string(h.Kind), string(h.Level), h.Title, h.Issuer, h.DocumentNo, date(h.On), optional(h.Member), h.Note, h.Identity)
}

// SameHonour is an honour that one of a branch may be the same as.
type SameHonour struct {
	Of         int64 // the honour of the branch; 0 where it is not recorded yet
	Honour     int64
	Branch     int64
	BranchName string
	Title      string
	On         calendar.Date
}

func sameFields(s *SameHonour) []any {
	return []any{&s.Of, &s.Honour, &s.Branch, &s.BranchName, &s.Title, day{&s.On}}
}

// HonoursAlike queues the honours of an identity within the city of a branch,
// without one of them; that is 0 for one that is not recorded yet.
func (b *Batch) HonoursAlike(branch int64, identity string, without int64, to *[]SameHonour) {
	b.all(collect(to, sameFields), `select $3::bigint, h.id, o.id, o.name, h.title, h.occurred_on from honour h join organisation o on o.id = h.branch_id
		where h.identity = $2 and h.id <> $3 and h.removed_at is null and o.root_id = (select root_id from organisation where id = $1) order by o.id = $1 desc, h.id`,
		branch, identity, without)
}

// SameHonours queues, for the honours of a branch within a window, which others
// within the city have the same identity.
func (b *Batch) SameHonours(branch int64, w calendar.Window, to *[]SameHonour) {
	b.all(collect(to, sameFields), `select t.id, h.id, o.id, o.name, h.title, h.occurred_on from honour t join honour h on h.identity = t.identity and h.id <> t.id and h.removed_at is null
		join organisation o on o.id = h.branch_id join organisation mine on mine.id = t.branch_id and mine.root_id = o.root_id
		where t.branch_id = $1 and t.occurred_on between $2 and $3 and t.removed_at is null order by t.id, h.id`, branch, date(w.From), date(w.Until))
}

// SameCertificates queues, for the honours of a branch within a window, which
// others within the city have a file of the same content.
func (b *Batch) SameCertificates(branch int64, w calendar.Window, to *[]SameHonour) {
	b.all(collect(to, sameFields), `select distinct t.id, h.id, o.id, o.name, h.title, h.occurred_on from honour t join record_file f on f.kind = 'honour' and f.record_id = t.id
		join record_file g on g.digest = f.digest and g.kind = 'honour' and g.record_id <> t.id join honour h on h.id = g.record_id and h.removed_at is null
		join organisation o on o.id = h.branch_id join organisation mine on mine.id = t.branch_id and mine.root_id = o.root_id
		where t.branch_id = $1 and t.occurred_on between $2 and $3 and t.removed_at is null order by t.id, h.id`, branch, date(w.From), date(w.Until))
}

// HonourClaimed queues whether an honour is claimed in any cycle.
func (b *Batch) HonourClaimed(honour int64, claimed *bool) {
	b.one(claimed, ignore, `select from honour_claim where honour_id = $1`, honour)
}

// HonourClaim tells by whom an honour is claimed in a cycle.
type HonourClaim struct {
	Identity   string
	Honour     int64
	Assessment int64
	Branch     int64
	BranchName string
	Clause     string
}

// HonourClaims queues who claims honours of these identities in a cycle.
func (b *Batch) HonourClaims(cycle int64, identities []string, to *[]HonourClaim) {
	b.all(collect(to, func(c *HonourClaim) []any {
		return []any{&c.Identity, &c.Honour, &c.Assessment, &c.Branch, &c.BranchName, &c.Clause}
	}), `select c.identity, c.honour_id, c.assessment_id, o.id, o.name, c.clause from honour_claim c join assessment a on a.id = c.assessment_id
		join organisation o on o.id = a.branch_id where c.cycle_id = $1 and c.identity = any($2)`, cycle, identities)
}

// ClaimHonour queues the claiming of an honour; where it is claimed already the
// constraint honour_claim_pkey stops the transaction.
func (b *Batch) ClaimHonour(cycle int64, c HonourClaim, by int64, at time.Time) {
	b.do(`insert into honour_claim (cycle_id, identity, honour_id, assessment_id, clause, claimed_by, claimed_at) values ($1, $2, $3, $4, $5, $6, $7)`,
		cycle, c.Identity, c.Honour, c.Assessment, c.Clause, by, at)
}

// DropHonourClaims queues that a clause of an assessment claims no honours any
// more.
func (b *Batch) DropHonourClaims(assessment int64, clause string) {
	b.do(`delete from honour_claim where assessment_id = $1 and clause = $2`, assessment, clause)
}

func sanctionFields(s *record.Sanction) []any {
	return append(entryFields(&s.Entry), &s.Member, &s.MemberName, &s.Kind, &s.Issuer, day{&s.On}, day{&s.Reported}, &s.HasText, &s.Files)
}

const selectSanction = `select ` + entryColumns + `, t.member_id, m.name, t.kind, t.issuer, t.occurred_on, t.reported_on, t.text_sealed is not null,
	(select count(*) from record_file where kind = 'sanction' and record_id = t.id) from sanction t join member m on m.id = t.member_id `

// Sanctions queues the disciplinary decisions about a branch's members within
// a window, the latest first.
func (b *Batch) Sanctions(branch int64, w calendar.Window, to *[]record.Sanction) {
	b.all(collect(to, sanctionFields), selectSanction+`where t.branch_id = $1 and t.occurred_on between $2 and $3 and t.removed_at is null order by t.occurred_on desc, t.id desc`,
		branch, date(w.From), date(w.Until))
}

// Sanction queues one decision, with its sealed text.
func (b *Batch) Sanction(branch, id int64, s *record.Sanction, text *[]byte, found *bool) {
	b.one(found, func(r pgx.Row) error { return r.Scan(sanctionFields(s)...) }, selectSanction+`where t.branch_id = $1 and t.id = $2 and t.removed_at is null`, branch, id)
	b.one(nil, func(r pgx.Row) error { return r.Scan(text) }, `select text_sealed from sanction where branch_id = $1 and id = $2 and removed_at is null`, branch, id)
}

// OldSanctionText queues the sealed text of a decision as it was before a
// correction; nothing where there is none.
func (b *Batch) OldSanctionText(branch, sanction, correction int64, text *[]byte) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(text) }, `select decode(substr(old->>'text_sealed', 3), 'hex') from correction
		where branch_id = $1 and kind = 'sanction' and record_id = $2 and id = $3`, branch, sanction, correction)
}

// AddSanction queues a new decision under an id that was taken before.
func (b *Batch) AddSanction(branch int64, s *record.Sanction, text []byte, by int64, at time.Time) {
	b.do(`insert into sanction (id, branch_id, committee_id, member_id, kind, issuer, occurred_on, reported_on, text_sealed, recorded_by, recorded_at) overriding system value
		select $2, id, committee_id, $3, $4, $5, $6, $7, $8, $9, $10 from organisation where id = $1`,
		branch, s.ID, s.Member, string(s.Kind), s.Issuer, date(s.On), date(s.Reported), text, by, at)
}

// ChangeSanction queues new content of a decision; KeepOld goes before it. A
// nil text stays as it is.
func (b *Batch) ChangeSanction(s *record.Sanction, text []byte) {
	b.one(nil, ignore, `with u as (update sanction set kind = $3, issuer = $4, occurred_on = $5, reported_on = $6, text_sealed = coalesce($7, text_sealed), version = version + 1
		where id = $1 and version = $2 and removed_at is null returning 1) select guard(count(*)) from u`,
		s.ID, s.Version, string(s.Kind), s.Issuer, date(s.On), date(s.Reported), text)
}
