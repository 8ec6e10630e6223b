package handbook

import (
	"context"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/handbook"
	"baolei/internal/store"
)

// Edit is a chapter as somebody changed it.
type Edit struct {
	handbook.Text
	Key     string // the form's; sending it twice acts once
	Version int    // the one that was changed
	Note    string // what is new in it
}

// Tidy brings an edit into the form in which it is kept: lines end in "\n", and
// nothing stands around the text.
func (e Edit) Tidy() Edit {
	e.Title, e.Note = strings.TrimSpace(e.Title), strings.TrimSpace(e.Note)
	e.Body = strings.TrimRightFunc(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(e.Body), unicode.IsSpace) + "\n"
	return e
}

// Changed tells who published a version meanwhile. Both it and the version that
// was changed are there to be compared.
type Changed struct{ Was, Theirs Version }

// Error returns the words for the person.
func (c *Changed) Error() string {
	return fmt.Sprintf("您编辑时，%s 已于 %s 发布了这一章的第 %d 版。您写的还在下面，请对照后再发布。", c.Theirs.ByName, calendar.Minute(c.Theirs.PublishedAt), c.Theirs.Version)
}

// Unwrap makes it a conflict.
func (c *Changed) Unwrap() error { return fault.New(fault.Conflict, c.Error()) }

// Publish makes an edit the latest version of its chapter. Who changed a version
// that is no longer the latest gets a *Changed; a text with problems, or one that
// is as it was, is refused.
func (s *Service) Publish(ctx context.Context, actor access.Actor, e Edit) error {
	e = e.Tidy()
	err := s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var fresh, found bool
		var chapters []Version
		var cycles []store.Cycle
		var was Version
		var b store.Batch
		b.OnceOnly(actor.Person, e.Key, &fresh)
		b.LockHandbook()
		b.Handbook(organisations(actor), &chapters)
		b.Cycles(&cycles)
		b.HandbookVersion(organisations(actor), e.Chapter, e.Version, &was, &found)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		book, err := s.book(ctx, actor, chapters, cycles, tx.Read)
		if err != nil {
			return err
		}
		latest, err := book.mayChange(actor, e.Chapter)
		if err != nil || !fresh {
			return err
		}
		if latest.Version != e.Version {
			return &Changed{was, *latest}
		}
		if err := book.judge(e); err != nil {
			return err
		}
		return s.publish(ctx, tx, actor, *latest, e)
	})
	if kind := fault.KindOf(err); kind == fault.Forbidden || kind == fault.NotFound {
		return s.Refuse(ctx, actor, access.KeepHandbook, "handbook", 0, err)
	}
	return err
}

func (b *Book) mayChange(actor access.Actor, chapter string) (*Version, error) {
	if !b.CanKeep {
		return nil, fault.New(fault.Forbidden, "手册由工委经办修订。有意见请向工委反映。")
	}
	return b.Chapter(chapter)
}

// judge refuses what cannot be published.
func (b *Book) judge(e Edit) error {
	wrong := map[string]string{}
	if n := utf8.RuneCountInString(e.Title); n == 0 || n > handbook.TitleLimit {
		wrong["title"] = fmt.Sprintf("请填写章名，最多 %d 字。", handbook.TitleLimit)
	}
	if n := utf8.RuneCountInString(e.Note); n > handbook.NoteLimit {
		wrong["note"] = fmt.Sprintf("修订说明最多 %d 字，现在有 %d 字。", handbook.NoteLimit, n)
	}
	if text := b.judgeBody(e); text != "" {
		wrong["body"] = text
	}
	if len(wrong) == 0 {
		return nil
	}
	return &fault.Error{Kind: fault.Invalid, Message: "没有发布，请按提示改正。", Fields: wrong}
}

func (b *Book) judgeBody(e Edit) string {
	now, err := b.Chapter(e.Chapter)
	n := utf8.RuneCountInString(e.Body)
	switch {
	case strings.TrimSpace(e.Body) == "":
		return "请填写正文。"
	case n > handbook.BodyLimit:
		return fmt.Sprintf("正文最多 %d 字，现在有 %d 字，请精简或分到其他章。", handbook.BodyLimit, n)
	case err == nil && now.Body == e.Body && now.Title == e.Title:
		return "内容没有变化，不需要发布新的一版。"
	}
	return Tell(b.Check(e.Text), e.Chapter)
}

// Tell says in words what is wrong in a chapter, and because of it in others.
func Tell(problems []handbook.Problem, chapter string) string {
	var parts []string
	for _, p := range problems {
		where := fmt.Sprintf("第 %d 行：", p.Line)
		if p.Chapter != chapter {
			where = fmt.Sprintf("第 %d 章第 %d 行：", handbook.Place(p.Chapter), p.Line)
		}
		parts = append(parts, where+p.Text)
	}
	return strings.Join(parts, " ")
}

func (s *Service) publish(ctx context.Context, tx *store.Tx, actor access.Actor, latest Version, e Edit) error {
	next := Version{Text: e.Text, Root: latest.Root, Version: latest.Version, Note: e.Note, By: actor.Person, PublishedAt: s.Now()}
	var b store.Batch
	b.PublishChapter(&next)
	b.Audit(s.Done(actor, access.KeepHandbook, "handbook", 0, map[string]any{"chapter": handbook.Place(e.Chapter), "edition": latest.Version + 1}))
	return tx.Commit(ctx, &b)
}

// CanKeep refuses who may not keep the handbook, before a form is shown.
func (s *Service) CanKeep(ctx context.Context, actor access.Actor, b Book) error {
	if b.CanKeep {
		return nil
	}
	return s.Refuse(ctx, actor, access.KeepHandbook, "handbook", 0, app.NotFound())
}
