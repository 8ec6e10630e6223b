package indicators

import (
	"context"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/indicator"
)

// Ref names a version: a published set, or a draft.
type Ref struct{ Set, Draft int64 }

// Named tells whether it names any version.
func (r Ref) Named() bool { return r.Set != 0 || r.Draft != 0 }

// Side is one of two versions that are compared.
type Side struct {
	Ref
	Code, Name string
	Content    *indicator.Draft
}

// Comparison is how one version differs from another.
type Comparison struct {
	Old, New Side
	Changes  []indicator.Change
}

// Compare compares two versions of indicator sets.
func (s *Service) Compare(ctx context.Context, actor access.Actor, old, now Ref) (Comparison, error) {
	var c Comparison
	var err error
	if c.Old, err = s.side(ctx, actor, old); err != nil {
		return c, err
	}
	if c.New, err = s.side(ctx, actor, now); err != nil {
		return c, err
	}
	c.Changes = indicator.Compare(c.Old.Content, c.New.Content)
	return c, nil
}

func (s *Service) side(ctx context.Context, actor access.Actor, r Ref) (Side, error) {
	switch {
	case r.Draft != 0:
		w, err := s.Work(ctx, actor, r.Draft)
		if err != nil {
			return Side{}, err
		}
		return Side{r, w.Code, w.Name, w.Content}, nil
	case r.Set != 0:
		b, err := s.Open(ctx, actor, r.Set)
		return Side{r, b.Code, b.Name, b.Draft}, err
	}
	return Side{}, app.NotFound()
}
