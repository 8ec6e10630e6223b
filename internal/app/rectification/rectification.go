// Package rectification keeps the files of lagging branches (后进整转): what lost
// points, what is done about it, by whom and until when, how far it is, and who
// found it mended. Which step may follow is core/rectify's to say.
package rectification

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/rectify"
	"baolei/internal/core/scoring"
	"baolei/internal/store"
)

// Service is the capability.
type Service struct{ app.Desk }

// New makes the capability.
func New(desk app.Desk) *Service { return &Service{desk} }

// Aliases let screens name what they show without reaching for the store.
type (
	Measure = store.Measure
	Entry   = store.RectificationEntry
	Listed  = store.Rectification
)

// File is a file with all that is in it.
type File struct {
	store.Rectification
	Dossier  *app.Dossier
	Problems []Problem // in table order
	Entries  []Entry   // the first first
	Facts    rectify.Facts
}

// Problem is an item that lost points in the final result, with what is done
// about it.
type Problem struct {
	Item    string
	Part    scoring.ItemPart // how the loss came about
	Measure Measure          // zero before there is one
	Reasons []string         // why: of the review, the spot check's decision, the checker's note
}

// Planned tells whether there is a measure.
func (p *Problem) Planned() bool { return p.Measure.Measure != "" }

// List is a page of the files that concern a person.
type List struct {
	Files  []Listed // those not ended first, the most pressing first
	Counts []Count  // of all pages, by state
	Of     int      // files that are listed on all pages
}

// Count is how many files are in a state, and how many of them are late.
type Count = store.RectificationCount

// In counts the files in a state; "" for all.
func (l *List) In(s rectify.State) int {
	n := 0
	for _, c := range l.Counts {
		if s == "" || c.State == s {
			n += c.Files
		}
	}
	return n
}

// PageSize is how many files a page lists.
const PageSize = 50

// List lists the files that concern a person, those in a state or, with "", all;
// page begins with 1.
func (s *Service) List(ctx context.Context, actor access.Actor, state rectify.State, page int) (*List, error) {
	theirs := store.RectificationFilter{At: actor.At(access.BranchClerk, access.BranchSecretary, access.Reviewer, access.CommitteeSecretary, access.Officer), Near: actor.At(access.Reviewer)}
	narrowed := theirs
	narrowed.State = string(state)
	var l List
	var all []Listed
	var b store.Batch
	b.Rectifications(narrowed, s.Today(), PageSize, (max(page, 1)-1)*PageSize, &all)
	b.RectificationCounts(theirs, s.Today(), &l.Counts)
	if err := s.Store.Read(ctx, &b); err != nil {
		return nil, err
	}
	for _, f := range all {
		if access.Allow(actor, access.ViewRectification, f.Place()).Allowed {
			l.Files = append(l.Files, f)
		}
	}
	l.Of = l.In(state)
	return &l, nil
}

// Waits are the files at whose next step a person may be needed, by the role in
// which they are; Clerk are those of branches where they may only look.
type Waits struct{ Branch, Clerk, Committee, Office []Count }

// Waits counts files for a person's first page, in one round trip; none for who
// has no part in them.
func (s *Service) Waits(ctx context.Context, actor access.Actor) (Waits, error) {
	var w Waits
	var b store.Batch
	asked := false
	branches := actor.At(access.BranchSecretary)
	looks := slices.DeleteFunc(actor.At(access.BranchClerk), func(at int64) bool { return slices.Contains(branches, at) })
	for _, x := range []struct {
		to *[]Count
		at []int64
	}{{&w.Branch, branches}, {&w.Clerk, looks}, {&w.Committee, actor.At(access.CommitteeSecretary)}, {&w.Office, actor.At(access.Officer)}} {
		if len(x.at) > 0 {
			b.RectificationCounts(store.RectificationFilter{At: x.at}, s.Today(), x.to)
			asked = true
		}
	}
	if !asked {
		return w, nil
	}
	return w, s.Store.Read(ctx, &b)
}

// File opens a file.
func (s *Service) File(ctx context.Context, actor access.Actor, id int64) (*File, error) {
	f, err := s.open(ctx, id, s.Store.Read, (*store.Batch).Rectification)
	if err == nil && !access.Allow(actor, access.ViewRectification, f.Place()).Allowed {
		err = app.NotFound()
	}
	if err != nil {
		return nil, s.Refused(ctx, actor, access.ViewRectification, "rectification", id, err)
	}
	if err := s.fill(ctx, f, s.Store.Read); err != nil {
		return nil, err
	}
	f.Facts = f.facts(actor)
	return f, nil
}

type reading func(*store.Batch, int64, calendar.Date, *store.Rectification, *bool)

func (s *Service) open(ctx context.Context, id int64, send app.Reader, read reading, first ...func(*store.Batch)) (*File, error) {
	f := &File{}
	found := false
	var b store.Batch
	for _, queue := range first {
		queue(&b)
	}
	read(&b, id, s.Today(), &f.Rectification, &found)
	if err := send(ctx, &b); err != nil {
		return nil, err
	}
	if !found {
		return nil, app.NotFound()
	}
	return f, nil
}

// fill adds problems, measures and entries.
func (s *Service) fill(ctx context.Context, f *File, send app.Reader) error {
	var measures []Measure
	also := func(b *store.Batch) {
		b.Measures(f.ID, &measures)
		b.RectificationEntries(f.ID, &f.Entries)
	}
	var err error
	if f.Dossier, err = s.DossierWithin(ctx, f.Assessment, send, also); err != nil {
		return err
	}
	e, err := f.Dossier.ExplainCounting()
	if err != nil {
		return err
	}
	for _, c := range e.Categories {
		for _, a := range c.Areas {
			for _, it := range a.Items {
				if lost(it) {
					f.Problems = append(f.Problems, problem(f.Dossier, it, measures))
				}
			}
		}
	}
	return nil
}

// lost tells whether an item cost points, or vetoed.
func lost(it scoring.ItemPart) bool {
	vetoed := slices.ContainsFunc(it.Clauses, func(c scoring.ClausePart) bool { return c.Vetoed })
	return it.Direction == scoring.Deduct && it.Counted > 0 || vetoed
}

func problem(doc *app.Dossier, it scoring.ItemPart, measures []Measure) Problem {
	p := Problem{Item: it.Item, Part: it}
	for _, m := range measures {
		if m.Item == it.Item {
			p.Measure = m
		}
	}
	for _, c := range it.Clauses {
		level := doc.CountingLevel(c.Clause, doc.ForSpot)
		if why := doc.Findings[level][c.Clause].Reason; why != "" {
			p.Reasons = append(p.Reasons, why)
		}
	}
	if note := doc.Entries[app.Spot][it.Item].Note; doc.ForSpot[it.Item] && note != "" {
		p.Reasons = append(p.Reasons, note)
	}
	return p
}

// SentBack tells whether the committee or the officer last found that not all is
// mended, or not rightly planned; and whether the branch told progress since.
func (f *File) SentBack() (back, answered bool) {
	for i := len(f.Entries) - 1; i >= 0; i-- {
		switch f.Entries[i].Action {
		case rectify.Fail, rectify.GiveBack, rectify.Replan:
			return true, answered
		case rectify.Progress:
			answered = true
		case rectify.HandOver, rectify.Pass, rectify.End:
			return false, false
		case rectify.Measure, rectify.Start:
		}
	}
	return false, false
}

func (f *File) facts(actor access.Actor) rectify.Facts {
	back, answered := f.SentBack()
	facts := rectify.Facts{Person: actor.Person, KeptBy: f.KeptBy, CheckedBy: f.CheckedBy, Unanswered: back && !answered}
	for i := range f.Problems {
		if !f.Problems[i].Planned() {
			facts.Unplanned++
		} else if f.Problems[i].Measure.DoneOn.IsZero() {
			facts.Undone++
		}
	}
	return facts
}

// May tells whether the actor may do a step now: which form to show.
func (f *File) May(actor access.Actor, a rectify.Action) bool {
	return access.Allow(actor, a.Right(), f.Place()).Allowed && rectify.May(f.State, a, f.Facts)
}

// Step is a person's step in a file.
type Step struct {
	File    int64
	Key     string // the form's
	Version int    // of the file that the person saw
	Action  rectify.Action
	Text    string // progress, or the reason

	Item    string  // of a measure or of progress
	Measure Measure // what is done, by whom, until when
	Done    bool    // of progress: the measure is done with it
}

// Take takes a step. A file that was changed meanwhile is a conflict.
func (s *Service) Take(ctx context.Context, actor access.Actor, in Step) error {
	right := in.Action.Right()
	if right == "" {
		return app.NotFound()
	}
	err := s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var fresh bool
		f, err := s.open(ctx, in.File, tx.Read, (*store.Batch).LockRectification, func(b *store.Batch) { b.OnceOnly(actor.Person, in.Key, &fresh) })
		if err != nil {
			return err
		}
		if err := allow(actor, right, f); err != nil || !fresh {
			return err
		}
		if err := s.fill(ctx, f, tx.Read); err != nil {
			return err
		}
		f.Facts = f.facts(actor)
		return s.take(ctx, tx, actor, f, in)
	})
	return s.Refused(ctx, actor, right, "rectification", in.File, err)
}

func allow(actor access.Actor, right access.Action, f *File) error {
	if access.Allow(actor, right, f.Place()).Allowed {
		return nil
	}
	if access.Allow(actor, access.ViewRectification, f.Place()).Allowed {
		return fault.New(fault.Forbidden, "您的任职没有这项权限，请由有权限的同志办理。")
	}
	return app.NotFound()
}

func (s *Service) take(ctx context.Context, tx *store.Tx, actor access.Actor, f *File, in Step) error {
	if f.Version != in.Version { // before the step is judged: what the person saw is not what is refused
		return app.Stale()
	}
	to, refusal := rectify.Decide(f.State, in.Action, f.Facts)
	if refusal != nil {
		kind := fault.Forbidden
		if refusal.Incomplete {
			kind = fault.Invalid
		}
		return fault.New(kind, refusal.Message)
	}
	var b store.Batch
	if err := s.write(&b, actor, f, &in); err != nil {
		return err
	}
	b.MoveRectification(&f.Rectification, to, Entry{Action: in.Action, Item: in.Item, Text: in.Text, At: s.Now()}, actor.Person)
	s.tell(&b, actor, f, in)
	b.Audit(s.Done(actor, in.Action.Right(), "rectification", f.ID, map[string]any{"change": string(in.Action), "item": in.Item, "code": f.BranchCode}))
	return tx.Commit(ctx, &b)
}

// write checks what was filled in and queues it.
func (s *Service) write(b *store.Batch, actor access.Actor, f *File, in *Step) error {
	in.Text = strings.TrimSpace(in.Text)
	n := utf8.RuneCountInString(in.Text)
	switch {
	case in.Action == rectify.Measure:
		return s.measure(b, actor, f, in)
	case in.Action == rectify.Progress:
		i := slices.IndexFunc(f.Problems, func(p Problem) bool { return p.Item == in.Item && p.Planned() })
		if i < 0 {
			return app.NotFound()
		}
		if n < 2 || n > 1000 {
			return fault.Field("text", "请写明做了什么，2 至 1000 字。")
		}
		if in.Done {
			b.MeasureDone(f.ID, in.Item, s.Today())
		}
		return nil
	case in.Action.Reasoned() && (n < 2 || n > 400):
		return fault.Field("text", "请写明理由，2 至 400 字；支部会看到。")
	case n > 400:
		return fault.Field("text", "最多 400 字，请精简。")
	}
	in.Item = ""
	return nil
}

// MeasureLength is how many characters a measure may have: an entry on record,
// of 1000 at most, holds it with the person responsible and the deadline.
const MeasureLength = 900

// measure checks a measure and queues it. Its deadline lies ahead.
func (s *Service) measure(b *store.Batch, actor access.Actor, f *File, in *Step) error {
	i := slices.IndexFunc(f.Problems, func(p Problem) bool { return p.Item == in.Item })
	if i < 0 {
		return app.NotFound()
	}
	m := in.Measure
	m.Item, m.Measure, m.Responsible = in.Item, strings.TrimSpace(m.Measure), strings.TrimSpace(m.Responsible)
	wrong := map[string]string{}
	if n := utf8.RuneCountInString(m.Measure); n < 2 || n > MeasureLength {
		wrong["measure"] = fmt.Sprintf("请写明整改措施，2 至 %d 字。", MeasureLength)
	}
	if n := utf8.RuneCountInString(m.Responsible); n < 2 || n > 40 {
		wrong["responsible"] = "请写明责任人，2 至 40 字。"
	}
	switch {
	case m.Deadline.IsZero():
		wrong["deadline"] = "请填写完成期限，例如 2027-06-30。"
	case m.Deadline.Before(s.Today()):
		wrong["deadline"] = "期限已经过去，请填今天或以后的日期。"
	case s.Today().AddMonths(24).Before(m.Deadline):
		wrong["deadline"] = "期限太远，请填两年以内的日期。"
	}
	if err := fault.Fields(wrong); err != nil {
		return err
	}
	in.Text = fmt.Sprintf("%s（责任人：%s，完成期限：%s）", m.Measure, m.Responsible, m.Deadline.Chinese())
	b.SaveMeasure(f.ID, m, actor.Person, s.Now())
	return nil
}

// tell tells whoever has the file in hand next.
func (s *Service) tell(b *store.Batch, actor access.Actor, f *File, in Step) {
	n := store.Notice{By: actor.Person, Key: fmt.Sprintf("rectification %d %d", f.ID, f.Version), Href: fmt.Sprintf("%s%d", app.RectificationAddress, f.ID), MadeAt: s.Now()}
	branch := []access.Role{access.BranchSecretary, access.BranchClerk}
	switch in.Action {
	case rectify.HandOver:
		n.Text = f.BranchName + "整改完成，提请检查。"
		b.TellRoles(f.Committee, []access.Role{access.CommitteeSecretary}, n)
	case rectify.Pass:
		n.Text = f.BranchName + "的整改已由党委检查通过，等待销号。"
		b.TellRoles(f.Root, []access.Role{access.Officer}, n)
	case rectify.Fail, rectify.Replan, rectify.GiveBack:
		n.Text = f.BranchName + "的整改没有通过，请继续：" + in.Text
		if in.Action == rectify.Replan {
			n.Text = f.BranchName + "的整改措施要重新制定：" + in.Text
		}
		b.TellRoles(f.Branch, branch, n)
	case rectify.End:
		n.Text = f.BranchName + "的整改已销号。"
		b.TellRoles(f.Branch, branch, n)
		b.TellRoles(f.Committee, []access.Role{access.CommitteeSecretary}, n)
	case rectify.Measure, rectify.Start, rectify.Progress:
	}
}
