package oversee

import (
	"context"
	"errors"
	"io"
	"slices"

	"baolei/internal/app"
	"baolei/internal/store"
)

// exportAtOnce is how many branches are read and written at a time.
const exportAtOnce = 1000

var exportColumns = []app.TableColumn{
	{Heading: "党委代码", Width: 10}, {Heading: "党委", Width: 28}, {Heading: "支部代码", Width: 12}, {Heading: "支部", Width: 32}, {Heading: "状态", Width: 10},
	{Heading: "自评得分", Width: 10}, {Heading: "自评等次", Width: 10}, {Heading: "考核得分", Width: 10}, {Heading: "考核等次", Width: 10},
	{Heading: "抽查得分", Width: 10}, {Heading: "抽查等次", Width: 10}, {Heading: "计入得分", Width: 10}, {Heading: "计入等次", Width: 10}, {Heading: "说明", Width: 20},
}

// Export writes the results of a cycle to an Excel file, each branch as its owner
// may see it. It writes nothing but the file, so it can begin again at any time.
func (s *Service) Export(ctx context.Context, run *app.Run) (o app.Outcome, err error) {
	e := export{Service: s, run: run}
	if err := errors.Join(run.Decode(&e.exportArgs), e.read(ctx)); err != nil {
		return o, err
	}
	if e.file, err = app.NewTableFile("结果", exportColumns); err != nil {
		return o, err
	}
	defer func() { err = errors.Join(err, e.file.Close()) }()
	for some := range slices.Chunk(e.all, exportAtOnce) {
		if err := e.write(ctx, some); err != nil {
			return o, err
		}
	}
	o.Name = run.Title + ".xlsx"
	err = e.file.Stored(func(from io.ReadSeeker) error {
		o.Digest, err = run.Keep(ctx, from, app.ExcelType)
		return err
	})
	return o, err
}

// export is one writing of the results.
type export struct {
	*Service
	exportArgs
	run  *app.Run
	file *app.TableFile
	set  *app.Set
	all  []int64 // assessments
	done int
}

func (e *export) read(ctx context.Context) error {
	var c store.Cycle
	var found bool
	var b store.Batch
	b.Cycle(e.Cycle, &c, &found)
	b.StandingIDs(e.Cycle, e.run.Root, e.Committee, &e.all)
	if err := e.Store.Read(ctx, &b); err != nil {
		return err
	}
	if !found {
		return app.NotFound()
	}
	var err error
	e.set, err = e.Sets.Get(ctx, c.Set)
	return err
}

// write writes some branches.
func (e *export) write(ctx context.Context, some []int64) error {
	var rows []store.Standing
	var b store.Batch
	b.StandingsByID(some, &rows)
	if err := e.Store.Read(ctx, &b); err != nil {
		return err
	}
	for _, row := range rows {
		if err := e.file.Row(e.cells(lineOf(e.run.Actor, row))...); err != nil {
			return err
		}
	}
	e.done += len(some)
	return e.run.Report(ctx, e.done, len(e.all))
}

func (e *export) cells(l Line) []any {
	cells := []any{l.CommitteeCode, l.CommitteeName, l.BranchCode, l.BranchName, l.State.Within(l.Ended)}
	for _, level := range []struct {
		has bool
		Total
	}{{l.HasSelf, l.Self}, {l.HasReview, l.Review}, {l.HasSpot, l.Spot}, {l.HasCounts, l.Counts}} {
		cells = append(cells, e.figure(level.has, level.Total)...)
	}
	switch {
	case l.Hidden:
		return append(cells, "抽查密封中")
	case l.HasCounts && l.Counts.Vetoed:
		return append(cells, "一票否决")
	}
	return append(cells, nil)
}

// figure is a score and its grade, or nothing.
func (e *export) figure(has bool, t Total) []any {
	if !has {
		return []any{nil, nil}
	}
	for _, g := range e.set.Grades {
		if g.Code == t.Grade {
			return []any{t.Points, g.Name}
		}
	}
	return []any{t.Points, nil}
}
