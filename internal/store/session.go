package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// The limits of a session.
const (
	// SessionLife is how long a session lives at most, however busy.
	SessionLife = 8 * time.Hour

	idleLimit = 30 * time.Minute
	seenEvery = 2 * time.Minute // how exactly the last use is kept, so that reading seldom writes
	// A token that was replaced is still good for so long, or until the new one is
	// used: the answer that brings the new one may be lost, or cut off by a second
	// click, and the person must not be signed out by that.
	replacedFor = 30 * time.Second
)

// Sessions keeps the sessions of a session manager (scs.CtxStore), with three
// promises of its own: finding a session brings along the person and the
// appointments in force, in one round trip; a session that ended never comes
// back, even where a slow request commits it afterwards; and of the tokens that
// followed one another in one visit, using one ends those before it.
type Sessions struct {
	db  *DB
	now func() time.Time
}

// NewSessions makes a keeper that takes the time from now.
func NewSessions(db *DB, now func() time.Time) *Sessions { return &Sessions{db, now} }

const findSession = `
with seen as (
  update session set last_seen_at = $2
  where token = $1 and ended_at is null and expires_at > $2 and last_seen_at <= $4 and last_seen_at > $3
), before as (
  update session o set ended_at = $2 from session s
  where s.token = $1 and s.ended_at is null and s.expires_at > $2 and s.last_seen_at > $3
    and o.data ->> 'visit' = s.data ->> 'visit' and o.nr < s.nr and o.ended_at is null
)
select jsonb_build_object('deadline', s.data -> 'deadline', 'visit', s.data -> 'visit', 'since', s.data -> 'since', 'proven', s.data -> 'proven',
  'person', p.id, 'account', p.account, 'name', p.name, 'must_change', p.must_change,
  'unread', (select count(*) from notice n where n.person_id = p.id and n.read_at is null),
  'mends', exists (select from appointment a join rectification f on f.branch_id = a.organisation_id
    where a.person_id = p.id and a.role in ('branch_secretary', 'branch_clerk') and a.period @> ($2 at time zone 'Asia/Shanghai')::date),
  'appointments', coalesce((
    select jsonb_agg(jsonb_build_object('role', a.role, 'organisation', a.organisation_id, 'name', o.name) order by a.id)
    from appointment a join organisation o on o.id = a.organisation_id
    where a.person_id = p.id and a.period @> ($2 at time zone 'Asia/Shanghai')::date), '[]'))
from session s join person p on p.id = s.person_id
where s.token = $1 and s.ended_at is null and s.expires_at > $2 and s.last_seen_at > $3 and p.disabled_at is null`

// FindCtx returns the session as JSON, with the person it belongs to.
func (s *Sessions) FindCtx(ctx context.Context, token string) (data []byte, found bool, err error) {
	now := s.now()
	var b Batch
	b.one(&found, func(r pgx.Row) error { return r.Scan(&data) }, findSession, token, now, now.Add(-idleLimit), now.Add(-seenEvery))
	if err := s.db.Read(ctx, &b); err != nil {
		return nil, false, fmt.Errorf("find a session: %w", err)
	}
	return data, found, nil
}

// CommitCtx keeps a session, unless it has ended. Its life counts from the first
// time, or from the beginning of the visit where its data name that ("since"),
// and is never prolonged; the manager's own idea of it does not count.
func (s *Sessions) CommitCtx(ctx context.Context, token string, data []byte, _ time.Time) error {
	now := s.now()
	var b Batch
	b.do(`insert into session (token, data, person_id, expires_at, last_seen_at)
		values ($1, $2, ($2::jsonb ->> 'person')::bigint, least($4, ($2::jsonb ->> 'since')::timestamptz) + $3::interval, $4)
		on conflict (token) do update set data = excluded.data where session.ended_at is null`,
		token, data, SessionLife, now)
	if err := s.db.Read(ctx, &b); err != nil {
		return fmt.Errorf("keep a session: %w", err)
	}
	return nil
}

// ReplaceCtx lets a token run out, because the session goes on under another.
func (s *Sessions) ReplaceCtx(ctx context.Context, token string) error {
	var b Batch
	b.do(`update session set expires_at = least(expires_at, $2) where token = $1 and ended_at is null`, token, s.now().Add(replacedFor))
	if err := s.db.Read(ctx, &b); err != nil {
		return fmt.Errorf("replace a session's token: %w", err)
	}
	return nil
}

// DeleteCtx ends a session, with all tokens of its visit. The rows stay until
// they would have expired.
func (s *Sessions) DeleteCtx(ctx context.Context, token string) error {
	var b Batch
	b.do(`update session o set ended_at = $2 from session s where s.token = $1 and o.data ->> 'visit' = s.data ->> 'visit' and o.ended_at is null`, token, s.now())
	b.do(`insert into session (token, data, expires_at, ended_at) values ($1, '{}', $2, $3)
		on conflict (token) do update set ended_at = coalesce(session.ended_at, excluded.ended_at)`, token, s.now().Add(SessionLife), s.now())
	if err := s.db.Read(ctx, &b); err != nil {
		return fmt.Errorf("end a session: %w", err)
	}
	return nil
}

// Find, Commit and Delete are asked for by the session manager's interface,
// which calls the methods with a context instead wherever they are there.

// Find is FindCtx without a context.
func (s *Sessions) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}

// Commit is CommitCtx without a context.
func (s *Sessions) Commit(token string, data []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expiry)
}

// Delete is DeleteCtx without a context.
func (s *Sessions) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }

// Sweep removes what no longer matters: sessions past their expiry, failed
// sign-ins older than a day, form keys older than two days, and imports that
// nobody confirmed in time.
func (s *Sessions) Sweep(ctx context.Context) error {
	now := s.now()
	var b Batch
	b.do(`delete from session where expires_at < $1`, now)
	b.do(`delete from sign_in_failure where at < $1`, now.Add(-24*time.Hour))
	b.do(`delete from idempotency where at < $1`, now.Add(-48*time.Hour))
	b.do(`delete from import_preview where until < $1`, now)
	return s.db.Read(ctx, &b)
}

// EndSessions queues the end of all sessions of a person.
func (b *Batch) EndSessions(person int64, at time.Time) {
	b.do(`update session set ended_at = $2 where person_id = $1 and ended_at is null`, person, at)
}
