package records

import (
	"context"
	"strings"
	"unicode/utf8"

	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
	"baolei/internal/store"
)

// SaveTerm makes a term of the branch committee, or changes one that has an id.
func (s *Service) SaveTerm(ctx context.Context, actor access.Actor, c Change, t record.Term) error {
	t.Note = strings.TrimSpace(t.Note)
	wrong := s.termFacts(t)
	var terms []record.Term
	var who last
	c.Year = s.examined()
	return s.change(ctx, actor, access.SaveRecord, c, func(b *store.Batch) {
		terms, who = nil, last{}
		b.Terms(c.Branch, &terms)
		who.read(b, record.TermRecord, t.ID)
	}, func(ctx context.Context, tx *store.Tx, p Place, b *store.Batch) error {
		if t.ID == 0 {
			if err := fault.Fields(wrong); err != nil {
				return err
			}
			return s.addTerm(ctx, actor, tx, b, p, t)
		}
		old, found := termOf(terms, t.ID)
		if !found {
			return notFound()
		}
		if err := who.seen(old.Version, t.Version); err != nil {
			return err
		}
		if err := fault.Fields(wrong); err != nil {
			return err
		}
		if err := s.keepOld(b, actor, record.TermRecord, t.ID, t.Version, c, p); err != nil {
			return err
		}
		b.ChangeTerm(&t)
		s.noted(b, actor, access.SaveRecord, record.TermRecord, t.ID, p, "change")
		return nil
	})
}

func (s *Service) addTerm(ctx context.Context, actor access.Actor, tx *store.Tx, b *store.Batch, p Place, t record.Term) error {
	var id int64
	var first store.Batch
	first.AddTerm(p.Branch, &t, actor.Person, s.Now(), &id)
	if err := tx.Read(ctx, &first); err != nil {
		return err
	}
	s.noted(b, actor, access.SaveRecord, record.TermRecord, id, p, "add")
	return nil
}

func termOf(terms []record.Term, id int64) (record.Term, bool) {
	for _, t := range terms {
		if t.ID == id {
			return t, true
		}
	}
	return record.Term{}, false
}

func (s *Service) termFacts(t record.Term) map[string]string {
	wrong := map[string]string{}
	if t.Elected.IsZero() || s.Today().Before(t.Elected) {
		wrong["elected"] = "请填写已到的选举日期。"
	}
	if !t.Elected.IsZero() && !t.Elected.Before(t.Due) {
		wrong["due"] = "应换届日期要晚于选举日期。"
	}
	if utf8.RuneCountInString(t.Note) > 1000 {
		wrong["note"] = "说明最多 1000 字，请精简。"
	}
	return wrong
}
