package closing

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/outcome"
	"baolei/internal/store"
)

// Stars is what a closed cycle suggests for the yearly star rating, and who may
// be proposed for commendation and as a civilised unit. It is a proposal: the
// superior organisation decides.
type Stars struct {
	*Outcome
	By   []StarCount // the most stars first; those without a suggestion last
	List []Branch    // a page of branches in the order of committee and code
	More *After
}

// StarCount is how many branches have so many stars suggested.
type StarCount struct {
	Stars    int
	Grade    string // the grade's name; "" for no result
	Branches int
}

// Stars shows the proposal for the star rating.
func (s *Service) Stars(ctx context.Context, actor access.Actor, ask Ask) (*Stars, error) {
	o, err := s.closed(ctx, actor, ask)
	if err != nil || o.Cycle.ID == 0 {
		return &Stars{Outcome: o}, err
	}
	v := &Stars{Outcome: o}
	var whole store.CycleOutcome
	var found bool
	var b store.Batch
	b.OutcomeOf(o.Cycle.ID, o.Place.ID, &whole, &found)
	if err := s.Store.Read(ctx, &b); err != nil {
		return nil, err
	}
	if found {
		o.Whole = unitOf(o.Set, whole)
	}
	for i := len(o.Set.Grades) - 1; i >= 0; i-- {
		g := o.Set.Grades[i]
		v.By = append(v.By, StarCount{outcome.Stars(len(o.Set.Grades)-1-i, o.Set.Attains(g.Code)), g.Name, whole.Grades[g.Code]})
	}
	v.By = append(v.By, StarCount{Branches: o.Whole.Count.Branches - o.Whole.Results})
	v.List, v.More, err = s.branches(ctx, o, nil, ask.After, OutcomePage)
	return v, err
}

// StarsKind is the long work of writing the proposal for the star rating to an
// Excel file.
const StarsKind = "outcome-export"

// starsArgs says of what it is written; Committee 0 for all.
type starsArgs struct{ Cycle, Committee int64 }

// AskStars has the list of all branches with star, eligibility and reason written
// to an Excel file in the background, and returns the task. A form sent twice asks
// once.
func (s *Service) AskStars(ctx context.Context, actor access.Actor, key string, ask Ask) (task int64, err error) {
	o, err := s.closed(ctx, actor, ask)
	if err != nil {
		return 0, err
	}
	if o.Cycle.ID == 0 {
		return 0, app.NotFound()
	}
	with, err := json.Marshal(starsArgs{o.Cycle.ID, o.Committee()})
	if err != nil {
		return 0, err
	}
	t := store.Task{Kind: StarsKind, Args: with, Key: fmt.Sprintf("%s %d %s", StarsKind, actor.Person, key), Title: fmt.Sprintf("%d 年星级评定和评优参考：%s", o.Cycle.Year, o.Place.Name), Owner: actor.Person,
		Action: access.ViewOutcome, Root: o.root, Committee: o.Committee(), MadeAt: s.Now()}
	err = s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		var fresh bool
		b.OnceOnly(actor.Person, key, &fresh)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		b = store.Batch{}
		b.AddTask(t, &task)
		if fresh {
			b.Audit(s.Done(actor, access.ViewOutcome, "cycle", o.Cycle.ID, map[string]any{"change": "export", "organisation": o.Place.Name}))
		}
		return tx.Commit(ctx, &b)
	})
	return task, err
}

// starsAtOnce is how many branches are read and written at a time.
const starsAtOnce = 1000

var starsColumns = []app.TableColumn{
	{Heading: "党委代码", Width: 10}, {Heading: "党委", Width: 28}, {Heading: "支部代码", Width: 12}, {Heading: "支部", Width: 32}, {Heading: "得分", Width: 10}, {Heading: "等次", Width: 10},
	{Heading: "建议星级", Width: 10}, {Heading: "先进党组织参评资格", Width: 20}, {Heading: "取消的原因", Width: 44}, {Heading: "整改台账", Width: 10},
}

// ExportStars writes the list. It writes nothing but the file, so it can begin
// again at any time.
func (s *Service) ExportStars(ctx context.Context, run *app.Run) (done app.Outcome, err error) {
	var in starsArgs
	if err := errors.Join(run.Decode(&in), run.MayStill()); err != nil {
		return done, err
	}
	o, err := s.closed(ctx, run.Actor, Ask{Cycle: in.Cycle, Committee: in.Committee})
	if err != nil {
		return done, err
	}
	file, err := app.NewTableFile("星级评定和评优参考", starsColumns)
	if err != nil {
		return done, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if err := s.writeStars(ctx, run, o, file); err != nil {
		return done, err
	}
	done.Name = run.Title + ".xlsx"
	err = file.Stored(func(from io.ReadSeeker) error {
		done.Digest, err = run.Keep(ctx, from, app.ExcelType)
		return err
	})
	return done, err
}

func (s *Service) writeStars(ctx context.Context, run *app.Run, o *Outcome, file *app.TableFile) error {
	var whole store.CycleOutcome
	var found bool
	var b store.Batch
	b.OutcomeOf(o.Cycle.ID, o.Place.ID, &whole, &found)
	if err := s.Store.Read(ctx, &b); err != nil {
		return err
	}
	written := 0
	for after := new(After); after != nil; {
		list, next, err := s.branches(ctx, o, nil, *after, starsAtOnce)
		if err != nil {
			return err
		}
		for i := range list {
			if err := file.Row(list[i].cells()...); err != nil {
				return err
			}
		}
		written, after = written+len(list), next
		if err := run.Report(ctx, written, max(whole.Branches, written)); err != nil {
			return err
		}
	}
	return nil
}

func (b *Branch) cells() []any {
	cells := []any{b.CommitteeCode, b.CommitteeName, b.Code, b.Name, nil, nil, nil, "保留", nil, nil}
	if b.Grade != "" {
		cells[4], cells[5] = b.Counts.Points, b.Grade
	}
	if b.Stars > 0 {
		cells[6] = fmt.Sprintf("%d 星", b.Stars)
	}
	if b.Why != "" {
		cells[7], cells[8] = "取消", b.Why
	}
	if b.Rectification != 0 {
		cells[9] = "有"
	}
	return cells
}
