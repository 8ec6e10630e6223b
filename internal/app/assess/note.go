package assess

import (
	"context"
	"strings"
	"unicode/utf8"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// textLimit is how long a note or a reply may be, in characters.
const textLimit = 1000

// Note is the branch's note on an item. Version is of the entry that the
// person saw, 0 for none.
type Note struct {
	Item    string
	Text    string
	Version int
}

// SaveNote saves the branch's note on an item.
func (s *Service) SaveNote(ctx context.Context, actor access.Actor, assessment int64, key string, in Note) (View, error) {
	in.Text = strings.TrimSpace(in.Text)
	if utf8.RuneCountInString(in.Text) > textLimit {
		return View{}, fault.Field("note", "说明最多 1000 字，请精简后再保存。")
	}
	return s.change(ctx, actor, assessment, key, func(h *hand) error {
		doc, b := h.doc, h.b
		if _, _, ok := doc.Set.Item(in.Item); !ok {
			return app.NotFound()
		}
		before := doc.Entries[app.Self][in.Item]
		if before.Version != in.Version {
			return &app.Changed{By: before.SavedName, At: before.SavedAt, Text: before.Note}
		}
		entry := store.ItemEntry{Level: app.Self, Item: in.Item, Note: in.Text, Version: in.Version, SavedBy: actor.Person, SavedName: actor.Name, SavedAt: s.Now()}
		b.SaveItemEntry(doc.ID, entry)
		b.Audit(s.Done(actor, "note.save", "assessment", doc.ID, map[string]any{"item": in.Item}))
		entry.Version++
		doc.Entries[app.Self][in.Item] = entry
		return nil
	})
}

// Reply is the branch's reply to a remark of a return. Version is of the
// remark that the person saw.
type Reply struct {
	Remark  int64
	Text    string
	Version int
}

// SaveReply saves a reply.
func (s *Service) SaveReply(ctx context.Context, actor access.Actor, assessment int64, key string, in Reply) (View, error) {
	in.Text = strings.TrimSpace(in.Text)
	if n := utf8.RuneCountInString(in.Text); n == 0 || n > textLimit {
		return View{}, fault.Field("reply", "请写明答复，1 至 1000 字。")
	}
	return s.change(ctx, actor, assessment, key, func(h *hand) error {
		doc, b := h.doc, h.b
		m := sentRemark(doc, in.Remark)
		if m == nil {
			return app.NotFound()
		}
		if m.Version != in.Version {
			return &app.Changed{By: m.RepliedName, At: m.RepliedAt, Text: m.Reply}
		}
		b.Reply(doc.ID, in.Remark, in.Version, in.Text, actor.Person, s.Now())
		b.Audit(s.Done(actor, "remark.reply", "assessment", doc.ID, map[string]any{"item": m.Item, "remark": m.ID}))
		m.Reply, m.RepliedName, m.RepliedAt, m.Version = in.Text, actor.Name, s.Now(), in.Version+1
		return nil
	})
}

func sentRemark(doc *app.Dossier, id int64) *store.Remark {
	for i := range doc.Remarks {
		if m := &doc.Remarks[i]; m.ID == id && !m.SentAt.IsZero() {
			return m
		}
	}
	return nil
}
