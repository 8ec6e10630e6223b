package store

import (
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
)

const selectMember = `select m.id, s.id, s.branch_id, coalesce(m.person_id, 0), m.name, m.sex, m.born_on, m.joined_on, m.full_on, m.stage, s.duty, coalesce(s.group_id, 0),
	lower(s.period), upper(s.period), m.version, m.identity_sealed is not null, m.phone_sealed is not null
	from membership s join member m on m.id = s.member_id `

func memberFields(m *record.Member) []any {
	return []any{&m.ID, &m.Membership, &m.Branch, &m.Person, &m.Name, &m.Sex, day{&m.Born}, day{&m.Joined}, day{&m.FullOn}, &m.Stage, &m.Duty, &m.Group,
		day{&m.Since}, day{&m.Until}, &m.Version, &m.HasIdentity, &m.HasPhone}
}

// Members queues everybody who counts at a branch on any day of a window, those
// of whom somebody had two memberships twice, in the order in which they came.
func (b *Batch) Members(branch int64, w calendar.Window, to *[]record.Member) {
	b.all(collect(to, memberFields), selectMember+`where s.branch_id = $1 and s.period && daterange($2, $3, '[]') order by lower(s.period), m.id`,
		branch, date(w.From), date(w.Until))
}

// Member queues a member of a branch, by the latest membership there.
func (b *Batch) Member(branch, member int64, m *record.Member, found *bool) {
	b.one(found, func(r pgx.Row) error { return r.Scan(memberFields(m)...) },
		selectMember+`where s.branch_id = $1 and m.id = $2 order by lower(s.period) desc limit 1`, branch, member)
}

// MemberByPerson queues the memberships of an account, the latest first.
func (b *Batch) MemberByPerson(person int64, to *[]record.Member) {
	b.all(collect(to, memberFields), selectMember+`where m.person_id = $1 order by lower(s.period) desc`, person)
}

// NewID queues the taking of an id of a table that has sealed columns, because
// what is sealed is bound to its row.
func (b *Batch) NewID(table string, id *int64) {
	b.one(nil, scanID(id), `select nextval(pg_get_serial_sequence($1, 'id'))`, table)
}

// Sealed are a member's facts that are kept sealed; nil where not said.
type Sealed struct {
	Identity, IdentityDigest, Phone []byte
	NoPhone                         bool // of a change: the telephone is taken away
}

// AddMember queues a new member under an id that was taken before.
func (b *Batch) AddMember(root int64, m *record.Member, s Sealed, by int64, at time.Time) {
	b.do(`insert into member (id, root_id, person_id, name, sex, born_on, joined_on, full_on, stage, identity_sealed, identity_digest, phone_sealed, recorded_by, recorded_at)
		overriding system value values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`, m.ID, root, optional(m.Person), m.Name, string(m.Sex), date(m.Born),
		date(m.Joined), date(m.FullOn), string(m.Stage), s.Identity, s.IdentityDigest, s.Phone, by, at)
}

// ChangeMember queues new facts about a member. Sealed facts that are nil stay
// as they are. KeepOldMember goes before it.
func (b *Batch) ChangeMember(m *record.Member, s Sealed) {
	b.one(nil, ignore, `with u as (update member set person_id = $3, name = $4, sex = $5, born_on = $6, joined_on = $7, full_on = $8, stage = $9,
		identity_sealed = coalesce($10, identity_sealed), identity_digest = coalesce($11, identity_digest),
		phone_sealed = case when not $13 then coalesce($12, phone_sealed) end, version = version + 1
		where id = $1 and version = $2 returning 1) select guard(count(*)) from u`, m.ID, m.Version, optional(m.Person), m.Name, string(m.Sex), date(m.Born),
		date(m.Joined), date(m.FullOn), string(m.Stage), s.Identity, s.IdentityDigest, s.Phone, s.NoPhone)
}

// KeepOldMember queues the keeping of a member as the roster of a branch has it,
// before a change. What is sealed is not kept, only that it was there.
func (b *Batch) KeepOldMember(m *record.Member, reason string, late bool, by int64, at time.Time) {
	b.one(nil, ignore, `with c as (insert into correction (branch_id, kind, record_id, version, old, reason, late, made_by, made_at)
		select s.branch_id, $1, m.id, m.version, (to_jsonb(m) - '{identity_sealed,identity_digest,phone_sealed}'::text[]) || jsonb_build_object('identity', m.identity_sealed is not null,
		'phone', m.phone_sealed is not null, 'duty', s.duty, 'group_id', s.group_id, 'since', lower(s.period)), $5, $6, $7, $8
		from member m join membership s on s.member_id = m.id where m.id = $2 and m.version = $3 and s.id = $4 returning 1) select guard(count(*)) from c`,
		string(record.MemberRecord), m.ID, m.Version, m.Membership, reason, late, by, at)
}

// SealedOf queues a member's sealed facts.
func (b *Batch) SealedOf(member int64, s *Sealed, found *bool) {
	b.one(found, func(r pgx.Row) error { return r.Scan(&s.Identity, &s.IdentityDigest, &s.Phone) },
		`select identity_sealed, identity_digest, phone_sealed from member where id = $1`, member)
}

// FoundMember is a member of the city who has an identity card, with the branch
// where the member counts; 0 and "" where nowhere.
type FoundMember struct {
	ID         int64
	Name       string
	Branch     int64
	BranchName string
}

// MemberByDigest queues the member of a branch's city who has an identity card,
// and where the member counts on a day; found.ID stays 0 where there is none.
func (b *Batch) MemberByDigest(branch int64, digest []byte, on calendar.Date, found *FoundMember) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(&found.ID, &found.Name, &found.Branch, &found.BranchName) }, `select m.id, m.name, coalesce(o.id, 0), coalesce(o.name, '')
		from member m left join membership s on s.member_id = m.id and s.period @> $3::date left join organisation o on o.id = s.branch_id
		where m.root_id = (select root_id from organisation where id = $1) and m.identity_digest = $2`, branch, digest, date(on))
}

// MemberOfTransfer queues the member of a branch's transfer, by the latest
// membership there.
func (b *Batch) MemberOfTransfer(branch, transfer int64, m *record.Member, found *bool) {
	b.one(found, func(r pgx.Row) error { return r.Scan(memberFields(m)...) }, selectMember+`where s.branch_id = $1
		and m.id = (select member_id from transfer where id = $2 and branch_id = $1) order by lower(s.period) desc limit 1`, branch, transfer)
}

// Join queues a membership at a branch from m.Since on.
func (b *Batch) Join(branch int64, m *record.Member) {
	b.do(`insert into membership (member_id, branch_id, committee_id, group_id, duty, period)
		select $2, id, committee_id, $3, $4, daterange($5, $6, '[)') from organisation where id = $1`, branch, m.ID, optional(m.Group), m.Duty, date(m.Since), date(m.Until))
}

// ChangeMembership queues a member's group, duty and first day at a branch.
func (b *Batch) ChangeMembership(m *record.Member) {
	b.one(nil, ignore, `with u as (update membership set group_id = $2, duty = $3, period = daterange($4, upper(period), '[)') where id = $1 returning 1)
		select guard(count(*)) from u`, m.Membership, optional(m.Group), m.Duty, date(m.Since))
}

// Leave queues the end of a membership: from the day on the member no longer
// counts. A zero day opens it again.
func (b *Batch) Leave(membership int64, from calendar.Date) {
	b.one(nil, ignore, `with u as (update membership set period = daterange(lower(period), $2, '[)') where id = $1 returning 1) select guard(count(*)) from u`,
		membership, date(from))
}

// Assign queues that a member of a branch belongs to another party group, 0 for
// none, if the group is still the one that it was.
func (b *Batch) Assign(branch, membership, was, group int64) {
	b.one(nil, ignore, `with u as (update membership set group_id = $4 where id = $2 and branch_id = $1 and group_id is not distinct from $3 returning 1)
		select guard(count(*)) from u`, branch, membership, optional(was), optional(group))
}

// BranchAccount is a person who may sign in, to be tied to a member.
type BranchAccount struct {
	Person int64
	Name   string
}

// AccountsAt queues the accounts with an appointment at a branch on a day, by
// name.
func (b *Batch) AccountsAt(branch int64, on calendar.Date, to *[]BranchAccount) {
	b.all(collect(to, func(a *BranchAccount) []any { return []any{&a.Person, &a.Name} }), `select id, name from person where disabled_at is null
		and id in (select person_id from appointment where organisation_id = $1 and period @> $2::date) order by name, id`, branch, date(on))
}

const selectTransfer = `select ` + entryColumns + `, t.member_id, m.name, t.direction, t.other, t.asked_on, t.done_on from transfer t join member m on m.id = t.member_id `

func transferFields(x *record.Transfer) []any {
	return append(entryFields(&x.Entry), &x.Member, &x.Name, &x.Direction, &x.Other, day{&x.Asked}, day{&x.Done})
}

// Transfers queues a branch's transfers that were open on any day of a window,
// the latest first.
func (b *Batch) Transfers(branch int64, w calendar.Window, to *[]record.Transfer) {
	b.all(collect(to, transferFields), selectTransfer+`where t.branch_id = $1 and t.removed_at is null and t.asked_on <= $3 and (t.done_on is null or t.done_on >= $2)
		order by t.asked_on desc, t.id desc`, branch, date(w.From), date(w.Until))
}

// Transfer queues one transfer of a branch.
func (b *Batch) Transfer(branch, id int64, x *record.Transfer, found *bool) {
	b.one(found, func(r pgx.Row) error { return r.Scan(transferFields(x)...) }, selectTransfer+`where t.branch_id = $1 and t.id = $2 and t.removed_at is null`, branch, id)
}

// AddTransfer queues a new transfer.
func (b *Batch) AddTransfer(branch int64, x *record.Transfer, by int64, at time.Time, id *int64) {
	b.one(nil, scanID(id), `insert into transfer (branch_id, committee_id, member_id, direction, other, asked_on, done_on, recorded_by, recorded_at)
		select id, committee_id, $2, $3, $4, $5, $6, $7, $8 from organisation where id = $1 returning id`,
		branch, x.Member, string(x.Direction), x.Other, date(x.Asked), date(x.Done), by, at)
}

// ChangeTransfer queues new content of a transfer; KeepOld goes before it.
func (b *Batch) ChangeTransfer(x *record.Transfer) {
	b.one(nil, ignore, `with u as (update transfer set other = $3, asked_on = $4, done_on = $5, version = version + 1 where id = $1 and version = $2 and removed_at is null returning 1)
		select guard(count(*)) from u`, x.ID, x.Version, x.Other, date(x.Asked), date(x.Done))
}

// BranchTransfer is a transfer with the name of the branch that recorded it.
type BranchTransfer struct {
	record.Transfer
	BranchName string
}

var selectBranchTransfer = strings.Replace(selectTransfer, " from transfer t", ", o.name from transfer t join organisation o on o.id = t.branch_id", 1)

func branchTransferFields(x *BranchTransfer) []any {
	return append(transferFields(&x.Transfer), &x.BranchName)
}

// TransfersOf queues all transfers of a member at a branch, the latest first.
func (b *Batch) TransfersOf(branch, member int64, to *[]record.Transfer) {
	b.all(collect(to, transferFields), selectTransfer+`where t.branch_id = $1 and t.member_id = $2 and t.removed_at is null order by t.asked_on desc, t.id desc`, branch, member)
}

// Awaited queues what other branches of the city wait for: the transfers to them
// of members who count here on a day.
func (b *Batch) Awaited(branch int64, on calendar.Date, to *[]BranchTransfer) {
	b.all(collect(to, branchTransferFields), selectBranchTransfer+`join membership s on s.member_id = t.member_id and s.branch_id = $1 and s.period @> $2::date
		where t.branch_id <> $1 and t.direction = 'in' and t.done_on is null and t.removed_at is null order by t.asked_on, t.id`, branch, date(on))
}
