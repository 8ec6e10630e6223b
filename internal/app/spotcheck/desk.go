package spotcheck

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// noteLimit is how long a note may be, in characters.
const noteLimit = 1000

// Sheet is what a spot checker works on. Of a sealed check it holds nothing of
// the other levels but the branch's evidence.
type Sheet struct {
	*app.Dossier
	Explanation scoring.Explanation // of what the check states so far, items that the draw leaves out left out
	CanSave     bool
	WhyNot      string // why CanSave is false, for the person
}

// Sheet opens the desk of a check that is not handed in. Whoever is not
// assigned to it learns that there is none.
func (s *Service) Sheet(ctx context.Context, actor access.Actor, assessment int64) (*Sheet, error) {
	doc, err := s.OpenDossier(ctx, assessment)
	if err != nil {
		return nil, err
	}
	if doc.SpotCheck == 0 || !access.Allow(actor, access.SaveSpot, doc.Place()).Allowed {
		return nil, s.Refuse(ctx, actor, access.SaveSpot, "assessment", assessment, app.NotFound())
	}
	return s.sheet(doc, actor)
}

// Look makes a sheet of a dossier that one of its checkers has just changed
// otherwise.
func (s *Service) Look(doc *app.Dossier, actor access.Actor) (*Sheet, error) {
	return s.sheet(doc, actor)
}

func (s *Service) sheet(doc *app.Dossier, actor access.Actor) (*Sheet, error) {
	whyNot := workflow.WhyNot(doc.State, access.SaveSpot, doc.Facts(actor.Person, s.Today()))
	seal(doc)
	e, err := doc.Explain(app.Spot)
	if err != nil {
		return nil, err
	}
	return &Sheet{Dossier: doc, Explanation: only(doc, e), CanSave: whyNot == "", WhyNot: whyNot}, nil
}

// only keeps of an explanation the items that the draw has checked.
func only(doc *app.Dossier, e scoring.Explanation) scoring.Explanation {
	var categories []scoring.CategoryPart
	for _, c := range e.Categories {
		areas := c.Areas
		c.Areas = nil
		for _, a := range areas {
			a.Items = slices.DeleteFunc(slices.Clone(a.Items), func(it scoring.ItemPart) bool { return !doc.Checks(it.Item) })
			if len(a.Items) > 0 {
				c.Areas = append(c.Areas, a)
			}
		}
		if len(c.Areas) > 0 {
			categories = append(categories, c)
		}
	}
	e.Categories = categories
	return e
}

// seal takes out of a dossier whatever a checker must not see before handing
// in, so that no page can show it by mistake. An open check keeps findings and
// scores; remarks and notes are between branch and committee in either case.
func seal(doc *app.Dossier) {
	doc.Remarks = nil
	doc.Entries[app.Self], doc.Entries[app.Review] = map[string]store.ItemEntry{}, map[string]store.ItemEntry{}
	if !doc.Sealed {
		return
	}
	doc.Findings[app.Self], doc.Findings[app.Review] = map[string]app.Finding{}, map[string]app.Finding{}
	doc.Self, doc.Review, doc.Counts = store.Score{}, store.Score{}, store.Score{}
}

// SaveFinding saves one clause of the check and its score with it. A stale
// version returns an *app.Changed with what is there; key is the form's.
func (s *Service) SaveFinding(ctx context.Context, actor access.Actor, assessment int64, key string, in app.Statement) (*Sheet, error) {
	return s.SaveAnswer(ctx, actor, assessment, key, in.Finding.Clause, func(*indicator.Clause) (app.Statement, error) { return in, nil })
}

// Reading reads what was stated about a clause, once its rule is known.
type Reading func(*indicator.Clause) (app.Statement, error)

// SaveAnswer is SaveFinding of a form that can only be read with the clause at hand.
func (s *Service) SaveAnswer(ctx context.Context, actor access.Actor, assessment int64, key, clause string, read Reading) (*Sheet, error) {
	return s.change(ctx, actor, assessment, key, func(doc *app.Dossier, b *store.Batch) error {
		rule, item := doc.Set.Find(clause)
		if item == nil || !item.AppliesTo(doc.Kind) || !doc.Checks(item.Code) {
			return app.NotFound()
		}
		in, err := read(rule)
		if err != nil {
			return err
		}
		in.Finding.Clause, in.Reason = clause, ""
		score, err := doc.Say(b, app.Spot, in, actor, s.Now())
		if err != nil {
			return err
		}
		b.SaveSpotScore(doc.SpotCheck, score)
		return nil
	})
}

// Note is the checker's note on an item. Version is of the entry that the
// person saw, 0 for none.
type Note struct {
	Item    string
	Text    string
	Version int
}

// SaveNote saves the checker's note on an item.
func (s *Service) SaveNote(ctx context.Context, actor access.Actor, assessment int64, key string, in Note) (*Sheet, error) {
	in.Text = strings.TrimSpace(in.Text)
	if utf8.RuneCountInString(in.Text) > noteLimit {
		return nil, fault.Field("note", "记录最多 1000 字，请精简后再保存。")
	}
	return s.change(ctx, actor, assessment, key, func(doc *app.Dossier, b *store.Batch) error {
		if item, _, ok := doc.Set.Item(in.Item); !ok || !item.AppliesTo(doc.Kind) || !doc.Checks(item.Code) {
			return app.NotFound()
		}
		before := doc.Entries[app.Spot][in.Item]
		if before.Version != in.Version {
			return &app.Changed{By: before.SavedName, At: before.SavedAt, Text: before.Note}
		}
		entry := store.ItemEntry{Level: app.Spot, Item: in.Item, Note: in.Text, Version: in.Version, SavedBy: actor.Person, SavedName: actor.Name, SavedAt: s.Now()}
		b.SaveItemEntry(doc.ID, entry)
		b.CountSpotChange(doc.SpotCheck)
		b.Audit(s.Done(actor, "spot.note", "assessment", doc.ID, map[string]any{"item": in.Item}))
		entry.Version++
		doc.Entries[app.Spot][in.Item] = entry
		return nil
	})
}

// change is one change to what a check states: right, state and who acted
// before, then write, then the record that the person acted here.
func (s *Service) change(ctx context.Context, actor access.Actor, assessment int64, key string, write func(*app.Dossier, *store.Batch) error) (*Sheet, error) {
	c := app.Change{Action: access.SaveSpot, Assessment: assessment, Key: key}
	doc, err := s.Change(ctx, actor, c, func(ctx context.Context, tx *store.Tx, doc *app.Dossier) error {
		if _, err := app.Decide(doc.State, access.SaveSpot, doc.Facts(actor.Person, s.Today())); err != nil {
			return err
		}
		var b store.Batch
		if err := write(doc, &b); err != nil {
			return err
		}
		b.Act(doc.ID, "spot", actor.Person)
		return tx.Commit(ctx, &b)
	})
	if err != nil {
		return nil, err
	}
	return s.sheet(doc, actor)
}

// Mine lists the checks that the actor is assigned to, what is to be done first.
// They hold no figures.
func (s *Service) Mine(ctx context.Context, actor access.Actor) ([]SpotCheck, error) {
	if !actor.Is(access.SpotChecker) {
		return nil, nil
	}
	var list []SpotCheck
	var b store.Batch
	b.SpotChecksOf(actor.Person, &list)
	return list, s.Store.Read(ctx, &b)
}
