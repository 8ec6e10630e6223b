package records

import (
	"context"

	"baolei/internal/core/access"
	"baolei/internal/core/record"
	"baolei/internal/core/record/table"
	"baolei/internal/store"
)

// content is the rows of one form, read beside what is in a branch's book.
type content interface {
	// read queues what judging rests on; it may run again.
	read(b *store.Batch)
	// judge tells what the rows would do.
	judge() (judged, error)
	// write queues it.
	write(ctx context.Context, tx *store.Tx, b *store.Batch, w writing) error
}

// judged is what rows would do.
type judged struct {
	lines   []importLine
	same    int
	faults  []table.Fault
	notices []string
	found   bool // it was told by an identity card where a member of another branch is
}

// importLine is a row that adds or changes something; what is secret is in it.
type importLine struct {
	Number        int
	ID            int64 // 0 where it adds
	Version       int
	Years         []int // whose examinations it bears upon
	Before, After []string
}

// writing is who writes, where and why.
type writing struct {
	actor  access.Actor
	place  Place
	reason string
}

// reading is what all forms need of a branch's book.
type reading struct {
	*Service
	branch    int64
	table     table.Table
	members   []record.Member // every membership at the branch
	groups    []record.Group
	submitted map[int]bool // years
}

func (r *reading) read(b *store.Batch) {
	r.members, r.groups = nil, nil
	b.Members(r.branch, ever, &r.members)
	b.Groups(r.branch, ever, &r.groups)
	b.SubmittedYears(r.branch, &r.submitted)
}

// roll is who is meant by a name in the table.
func (r *reading) roll() table.Roll { return table.Roll{Members: r.members, Groups: r.groups} }

// late tells whether any of some years is submitted.
func (r *reading) late(years ...int) bool {
	for _, y := range years {
		if r.submitted[y] {
			return true
		}
	}
	return false
}

// content makes the rows of a form ready to be read beside a branch's book.
func (s *Service) content(form table.Form, branch int64, t table.Table) content {
	r := reading{Service: s, branch: branch, table: t}
	switch form.Code {
	case table.Roster.Code:
		return &rosterImport{reading: r}
	case table.Dues.Code:
		return &duesImport{reading: r}
	case table.Honours.Code:
		return &honoursImport{reading: r}
	}
	return &activitiesImport{reading: r}
}

// linesOf makes lines of the entries that add or change something.
func linesOf[T any](entries []table.Entry[T], line func(*table.Entry[T]) importLine) (j judged) {
	for i := range entries {
		e := &entries[i]
		if e.Known && !e.Changed() {
			j.same++
			continue
		}
		l := line(e)
		l.Number, l.Before, l.After = e.Line, e.Before, e.After
		j.lines = append(j.lines, l)
	}
	return j
}

// wrongCells turns what a form's check found wrong with its fields into faults
// of a row's columns.
func wrongCells(form table.Form, line int, wrong map[string]string, columns map[string]int) (list []table.Fault) {
	told := map[int]bool{}
	for _, c := range sortedFields(wrong) {
		column, known := columns[c]
		switch {
		case !known:
			list = append(list, table.Fault{Line: line, Text: wrong[c]})
		case !told[column]:
			told[column] = true
			list = append(list, table.Fault{Line: line, Column: form.Columns[column].Heading, Text: wrong[c]})
		}
	}
	return list
}
