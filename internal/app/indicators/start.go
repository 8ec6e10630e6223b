package indicators

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/indicator"
	"baolei/internal/store"
)

// Start is what a new draft begins with.
type Start struct {
	Key                 string
	From                int64  // the published set to copy, 0 for the one that comes with the product
	Subject             string // for From 0
	Code, Name, Version string
}

// Start copies a set into a new draft and returns its id. A form sent twice
// makes one draft.
func (s *Service) Start(ctx context.Context, actor access.Actor, in Start) (int64, error) {
	root, err := s.keeper(ctx, actor, 0)
	if err != nil {
		return 0, err
	}
	in = indicator.Tidy(in)
	if err := in.check(); err != nil {
		return 0, err
	}
	content, err := s.source(ctx, actor, in)
	if err != nil {
		return 0, err
	}
	content.Code, content.Name, content.Version = in.Code, in.Name, in.Version
	return s.add(ctx, actor, in.Key, store.IndicatorDraft{Root: root, BasedOn: in.From}, content)
}

func (in Start) check() error {
	wrong := map[string]string{}
	if !indicator.IsCode(in.Code) {
		wrong["code"] = "代码只能用字母、数字、点、横线和下划线，例如 jinhua-2027。"
	}
	if n := utf8.RuneCountInString(in.Name); n < 2 || n > 60 {
		wrong["name"] = "请填写名称，2 至 60 个字。"
	}
	if n := utf8.RuneCountInString(in.Version); n < 1 || n > 20 {
		wrong["version"] = "请填写版本，例如 2027。"
	}
	if len(wrong) > 0 {
		return &fault.Error{Kind: fault.Invalid, Message: "有几处需要改正，改好后再提交。", Fields: wrong}
	}
	return nil
}

// source is the content to copy.
func (s *Service) source(ctx context.Context, actor access.Actor, in Start) (*indicator.Draft, error) {
	switch {
	case in.From != 0:
		book, err := s.Open(ctx, actor, in.From)
		if fault.KindOf(err) == fault.NotFound {
			return nil, fault.Field("from", "请从列表中选择。")
		}
		return book.Draft, err
	case in.Subject == string(indicator.Member):
		return indicator.ReadDraft(indicator.MemberSource())
	}
	return indicator.ReadDraft(indicator.Source())
}

// add keeps a new draft. d holds where it belongs and what it began from.
func (s *Service) add(ctx context.Context, actor access.Actor, key string, d store.IndicatorDraft, content *indicator.Draft) (int64, error) {
	d.Code, d.Name, d.Subject, d.YAML = content.Code, content.Name, subjectOf(content), string(content.Text())
	var id int64
	err := s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var fresh bool
		var drafts []store.IndicatorDraft
		var sets []store.IndicatorSet
		var b store.Batch
		b.OnceOnly(actor.Person, key, &fresh)
		b.IndicatorDrafts(d.Root, &drafts)
		b.IndicatorSets(&sets)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		for _, there := range drafts {
			if there.Code != d.Code {
				continue
			}
			if id = there.ID; !fresh {
				return nil
			}
			return codeTaken("草稿")
		}
		for _, there := range sets {
			if there.Code == d.Code {
				return codeTaken("已发布的指标")
			}
		}
		b = store.Batch{}
		b.AddIndicatorDraft(d, actor.Person, s.Now(), &id)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		b = store.Batch{}
		b.Audit(s.Done(actor, access.KeepSets, "indicator_draft", id, map[string]any{"change": "add", "set": d.Code}))
		return tx.Commit(ctx, &b)
	})
	if store.Violates(err, "indicator_draft_code_key") {
		return 0, errors.Join(codeTaken("草稿"), err)
	}
	return id, err
}

func codeTaken(by string) error {
	return fault.Field("code", "这个代码已有"+by+"在用，请换一个。")
}

func subjectOf(d *indicator.Draft) string {
	if strings.TrimSpace(d.Subject) == string(indicator.Member) {
		return string(indicator.Member)
	}
	return string(indicator.Branch)
}
