// Package handbook lets everybody read the work handbook, and the officer keep
// it: a chapter is changed by publishing a new version, and every version stays
// readable.
package handbook

import (
	"context"
	"fmt"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/handbook"
	"baolei/internal/store"
)

// Service is the capability.
type Service struct{ app.Desk }

// New makes the capability.
func New(desk app.Desk) *Service { return &Service{desk} }

// Version is a version of a chapter; screens name it without reaching for the
// store.
type Version = store.HandbookVersion

// Load gives every work committee the chapters that it does not have yet, as
// the product ships them. It fails where those are not sound.
func (s *Service) Load(ctx context.Context) error {
	if problems := handbook.Check(handbook.First(), embeddedItem); len(problems) > 0 {
		return fmt.Errorf("the shipped handbook is unsound: %v", problems)
	}
	return s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		b.LoadHandbook(handbook.First(), s.Now())
		return tx.Commit(ctx, &b)
	})
}

// organisations are those by which the actor's handbook is found.
func organisations(actor access.Actor) []int64 {
	var ids []int64
	for _, a := range actor.Appointments {
		ids = append(ids, a.Organisation)
	}
	return ids
}

// allowRead refuses nobody but those who are not signed in.
func (s *Service) allowRead(ctx context.Context, actor access.Actor) error {
	if access.Allow(actor, access.ReadHandbook, access.Place{}).Allowed {
		return nil
	}
	return s.Refuse(ctx, actor, access.ReadHandbook, "handbook", 0, fault.New(fault.Forbidden, "请先登录，再查阅手册。"))
}
