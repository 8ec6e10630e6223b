package outlook

import (
	"context"
	"net/mail"
	"strings"

	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// Notice is what a person was told, Reminding how a person wants to be.
type (
	Notice    = store.Notice
	Reminding = store.Reminding
)

// Told is a person's list of notices.
type Told struct {
	List   []Notice
	Unread int
	How    Reminding
}

// mostTold is how many notices the list shows; older ones are out of date.
const mostTold = 50

// Notices lists what a person was told, the latest first.
func (s *Service) Notices(ctx context.Context, actor access.Actor) (Told, error) {
	var t Told
	var b store.Batch
	b.Notices(actor.Person, mostTold, &t.List)
	b.Unread(actor.Person, &t.Unread)
	b.Reminding(actor.Person, &t.How)
	return t, s.Store.Read(ctx, &b)
}

// Read marks a person's notices as read up to one.
func (s *Service) Read(ctx context.Context, actor access.Actor, upTo int64) error {
	return s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var w store.Batch
		w.ReadNotices(actor.Person, upTo, s.Now())
		return tx.Commit(ctx, &w)
	})
}

// SetReminding changes how a person wants to be told. An address must be one
// that mail can go to.
func (s *Service) SetReminding(ctx context.Context, actor access.Actor, in Reminding) error {
	if in.Email = strings.TrimSpace(in.Email); in.Email != "" {
		if a, err := mail.ParseAddress(in.Email); err != nil || a.Address != in.Email || len(in.Email) > 120 {
			return fault.Field("email", "请填写邮箱地址，例如 wangming@example.cn；不用邮件就留空。")
		}
	}
	return s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var w store.Batch
		w.SetReminding(actor.Person, in)
		w.Audit(s.Done(actor, remindAction, "person", actor.Person, map[string]any{"change": map[bool]string{true: "enable", false: "disable"}[in.Reminders], "mail": in.Mails && in.Email != ""}))
		return tx.Commit(ctx, &w)
	})
}

// remindAction is what the log calls turning reminders on or off.
const remindAction access.Action = "reminders.set"
