package indicators

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/signing"
	"baolei/internal/store"
)

// published is what the log calls publishing a set.
const published access.Action = "indicator_set.publish"

// DigestOf is the SHA-256 of a set's file, lower-case hex, by which a published
// set is known.
func DigestOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// Text is what is signed when the draft is published.
func (w *Work) Text() *signing.Text {
	return signing.New("indicator set").Line("draft", w.ID).Line("set", w.Code, w.Name, w.Subject, DigestOf(w.YAML))
}

// Publish freezes a draft for good: it becomes a published set, which never
// changes. It must be sound, and be as it was when the person signed: digest is
// that of its Text.
func (s *Service) Publish(ctx context.Context, actor access.Actor, key string, id int64, digest string) (int64, error) {
	root, err := s.keeper(ctx, actor, id)
	if err != nil {
		return 0, err
	}
	if err := app.Proven(actor, s.Now()); err != nil {
		return 0, err
	}
	var set int64
	err = s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		w := &Work{}
		var fresh, found bool
		var sets []store.IndicatorSet
		var b store.Batch
		b.OnceOnly(actor.Person, key, &fresh)
		b.IndicatorDraft(id, true, &w.Draft, &found)
		b.IndicatorSets(&sets)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		if !found || w.Root != root {
			return app.NotFound()
		}
		if set = w.PublishedAs; set != 0 && !fresh {
			return nil
		}
		if err := s.fill(ctx, w, sets, tx.Read); err != nil {
			return err
		}
		if err := w.maySign(digest); err != nil {
			return err
		}
		return s.publish(ctx, tx, actor, w, &set)
	})
	switch kind := fault.KindOf(err); {
	case store.Violates(err, "indicator_set_code_key"):
		return 0, errors.Join(fault.New(fault.Conflict, "已有同一代码的指标发布。请换一个代码后再发布。"), err)
	case kind == fault.NotFound:
		return 0, s.Refuse(ctx, actor, published, "indicator_draft", id, err)
	}
	return set, err
}

func (w *Work) maySign(digest string) error {
	switch {
	case w.PublishedAs != 0:
		return app.Overtaken(w.PublishedName, w.PublishedAt, "发布了这份草稿")
	case len(w.Problems) > 0:
		return fault.New(fault.Invalid, fmt.Sprintf("还有 %d 处问题，改好后才能发布。", len(w.Problems)))
	}
	return app.Seen(digest, w.Text().Digest())
}

func (s *Service) publish(ctx context.Context, tx *store.Tx, actor access.Actor, w *Work, id *int64) error {
	unsaid, err := s.unsaid(ctx, tx, w)
	if err != nil {
		return err
	}
	set := store.IndicatorSet{Code: w.Code, Name: w.Name, Subject: w.Subject, YAML: w.YAML, Digest: DigestOf(w.YAML), PublishedAt: s.Now()}
	var b store.Batch
	b.PublishIndicatorDraft(w.Draft, set, actor.Person, id)
	b.Audit(s.Done(actor, published, "indicator_draft", w.ID, map[string]any{"set": w.Code, "digest": w.Text().Digest(), "file": set.Digest}))
	if unsaid > 0 {
		b.TellRoles(w.Root, []access.Role{access.SystemAdmin}, store.Notice{By: actor.Person, Key: fmt.Sprintf("kinds of draft %d", w.ID), Href: app.KindsAddress(w.Root), MadeAt: s.Now(),
			Text: fmt.Sprintf("新发布的“%s”分类型考核，有 %d 个支部还没有填明类型。请在开启周期以前填好。", w.Name, unsaid)})
	}
	return tx.Commit(ctx, &b)
}

// unsaid counts the branches that a set with kinds could not be used for yet.
func (s *Service) unsaid(ctx context.Context, tx *store.Tx, w *Work) (n int, err error) {
	kinds := w.Set.KindCodes() // it is sound: maySign has seen to it
	if len(kinds) == 0 {
		return 0, nil
	}
	var b store.Batch
	b.WithoutKind(w.Root, kinds, &n)
	return n, tx.Read(ctx, &b)
}

// Drop puts a draft away for good; version is the one that the person saw.
func (s *Service) Drop(ctx context.Context, actor access.Actor, key string, id int64, version int) error {
	w, err := s.Work(ctx, actor, id)
	if err != nil {
		return err
	}
	return s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var fresh bool
		var b store.Batch
		b.OnceOnly(actor.Person, key, &fresh)
		if err := tx.Read(ctx, &b); err != nil || !fresh {
			return err
		}
		b = store.Batch{}
		b.DropIndicatorDraft(id, version, s.Now())
		b.Audit(s.Done(actor, access.KeepSets, "indicator_draft", id, map[string]any{"change": "remove", "set": w.Code}))
		return tx.Commit(ctx, &b)
	})
}
