package indicators

import (
	"context"
	"time"
	"unicode/utf8"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/indicator"
	"baolei/internal/store"
)

// Form is what every form that changes a draft carries.
type Form struct {
	Key   string
	Draft int64
	Seen  string // the mark of the part as the person saw it; "" where it does not matter
}

// Overtaken tells that the part was changed by somebody else meanwhile.
type Overtaken struct {
	By   string
	At   time.Time
	Work *Work // as it is now
}

// Error returns the words for the person.
func (o *Overtaken) Error() string {
	return "这一处刚被" + o.By + "改过。请对照两边内容，再决定保留哪一个；您填写的内容还在。"
}

// Unwrap makes it a conflict.
func (o *Overtaken) Unwrap() error { return fault.New(fault.Conflict, o.Error()) }

// limit is how large a draft may grow, in bytes; the city's table has some
// 30,000.
const limit = 1 << 20

// part is one place of a draft that a form changes.
type part struct {
	name string                     // for the record and for who saved it last
	mark func(*Work) (string, bool) // of what is there now; false where it is gone
	put  func(*Work) error          // changes the content
}

// change lets a form change a draft: everything in one transaction, guarded by
// what the person saw. For a form that has acted before nothing happens again.
func (s *Service) change(ctx context.Context, actor access.Actor, in Form, p part) error {
	root, err := s.keeper(ctx, actor, in.Draft)
	if err != nil {
		return err
	}
	err = s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		w := &Work{}
		var fresh, found bool
		var sets []store.IndicatorSet
		by, at := "另一位经办", time.Time{}
		var b store.Batch
		b.OnceOnly(actor.Person, in.Key, &fresh)
		b.IndicatorDraft(in.Draft, true, &w.Draft, &found)
		b.IndicatorSets(&sets)
		b.PartSaved(in.Draft, p.name, &by, &at)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		if !found || w.Root != root {
			return app.NotFound()
		}
		if err := s.fill(ctx, w, sets, tx.Read); err != nil || !fresh {
			return err
		}
		if w.PublishedAs != 0 {
			return fault.New(fault.Conflict, "这份草稿已经发布，不能再改。需要修改时，请以它为底稿另起一份。")
		}
		switch mark, there := p.mark(w); {
		case !there && in.Seen != "":
			return fault.New(fault.Conflict, "这一处刚被另一位经办删去。请回到草稿核对；需要时可以重新添加。")
		case mark != in.Seen:
			return &Overtaken{by, at, w}
		}
		if err := p.put(w); err != nil {
			return err
		}
		return s.save(ctx, tx, actor, w, p.name)
	})
	if kind := fault.KindOf(err); kind == fault.NotFound || kind == fault.Forbidden {
		return s.Refuse(ctx, actor, access.KeepSets, "indicator_draft", in.Draft, err)
	}
	return err
}

func (s *Service) save(ctx context.Context, tx *store.Tx, actor access.Actor, w *Work, part string) error {
	d := w.Draft
	if d.YAML = string(w.Content.Text()); len(d.YAML) > limit {
		return fault.New(fault.Invalid, "这套指标的内容太多，没有保存。请精简原文后再试。")
	}
	d.Code, d.Name = w.Content.Code, w.Content.Name
	if !indicator.IsCode(d.Code) {
		return fault.Field("code", "代码只能用字母、数字、点、横线和下划线，例如 jinhua-2027。")
	}
	if n := utf8.RuneCountInString(d.Name); n < 1 || n > 100 {
		return fault.Field("name", "请填写名称，最多 100 字。")
	}
	var b store.Batch
	b.SaveIndicatorDraft(d, part, actor.Person, s.Now())
	b.Audit(s.Done(actor, access.KeepSets, "indicator_draft", d.ID, map[string]any{"set": d.Code, "field": part}))
	return tx.Commit(ctx, &b)
}

// anything is the mark of what nobody can have changed meanwhile.
func anything(*Work) (string, bool) { return "", true }
