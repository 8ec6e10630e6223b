package indicators

import (
	"context"

	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/indicator"
	"baolei/internal/store"
)

// Import is a set that was read from a file, to be a new draft.
type Import struct {
	Key                 string
	Content             *indicator.Draft // sound
	From                int64            // the published set that it goes on from; 0 for none
	Code, Name, Version string           // in the place of those of the file; "" leaves them
}

// Import makes a draft of a set that was read from a file, and returns its id.
// The whole of it or nothing: what is not sound is refused.
func (s *Service) Import(ctx context.Context, actor access.Actor, in Import) (int64, error) {
	root, err := s.keeper(ctx, actor, 0)
	if err != nil {
		return 0, err
	}
	if in.From != 0 {
		_, err := s.Open(ctx, actor, in.From)
		if fault.KindOf(err) == fault.NotFound {
			return 0, fault.Field("from", "请从列表中选择。")
		}
		if err != nil {
			return 0, err
		}
	}
	content := *in.Content
	for to, text := range map[*string]string{&content.Code: in.Code, &content.Name: in.Name, &content.Version: in.Version} {
		if text != "" {
			*to = text
		}
	}
	start := Start{Code: content.Code, Name: content.Name, Version: content.Version}
	if err := start.check(); err != nil {
		return 0, err
	}
	if _, problems := content.Check(); len(problems) > 0 {
		return 0, fault.Field("file", "这套指标有 "+problems[0].Plain+" 等问题，没有导入。")
	}
	return s.add(ctx, actor, in.Key, store.IndicatorDraft{Root: root, BasedOn: in.From}, &content)
}
