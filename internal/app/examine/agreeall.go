package examine

import (
	"context"
	"slices"

	"baolei/internal/core/access"
	"baolei/internal/core/fault"
)

// AgreeAll deals with several items at once as the branch stated them. Items
// that no longer are Plain are left for a look of their own: they are not in
// the result's Done.
func (s *Service) AgreeAll(ctx context.Context, actor access.Actor, assessment int64, key string, items []string) (View, error) {
	return s.change(ctx, actor, assessment, key, func(p *pen) error {
		var agreed []string
		v, err := s.view(p.doc, actor)
		if err != nil {
			return err
		}
		for _, it := range v.Items {
			if slices.Contains(items, it.Code) && it.Plain(p.doc) {
				agreed = append(agreed, it.Code)
			}
		}
		if len(agreed) == 0 {
			return fault.Field("items", "没有可以一并同意的项目，请逐项考核。")
		}
		p.mark(agreed...)
		return nil
	})
}

// Plain lists the items that may be agreed with at once.
func (v *View) Plain() []Item {
	var list []Item
	for _, it := range v.Items {
		if it.Plain(v.Dossier) {
			list = append(list, it)
		}
	}
	return list
}
