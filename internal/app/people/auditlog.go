package people

import (
	"context"

	"baolei/internal/core/access"
	"baolei/internal/store"
)

// Aliases let the screen name what it shows.
type (
	LogEntry  = store.LogEntry
	LogFilter = store.LogFilter
)

// AuditLog reads a page of the audit log, the latest first; more tells whether
// older entries follow.
func (s *Service) AuditLog(ctx context.Context, actor access.Actor, f LogFilter) (list []LogEntry, more bool, err error) {
	if err := allow(actor, access.ReadAudit, access.Root(actor, access.ReadAudit)); err != nil {
		return nil, false, s.Refuse(ctx, actor, access.ReadAudit, "audit", 0, err)
	}
	size := f.Limit
	f.Limit++
	var b store.Batch
	b.AuditLog(f, &list)
	if err := s.Store.Read(ctx, &b); err != nil {
		return nil, false, err
	}
	if more = len(list) > size; more {
		list = list[:size]
	}
	return list, more, nil
}
