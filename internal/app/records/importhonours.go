package records

import (
	"context"
	"fmt"

	"baolei/internal/core/record"
	"baolei/internal/core/record/table"
	"baolei/internal/store"
)

// honoursImport is the rows of honours.
type honoursImport struct {
	reading
	recorded []record.Honour
	claimed  map[string]store.SameHonour // by identity, of other branches
	entries  []table.Entry[record.Honour]
}

var honourFields = map[string]int{"title": table.HonourTitle, "kind": table.HonourKind, "level": table.HonourLevel, "issuer": table.HonourIssuer,
	"document_no": table.HonourNo, "on": table.HonourOn, "note": table.HonourNote, "member": table.HonourMember}

func (i *honoursImport) read(b *store.Batch) {
	i.reading.read(b)
	i.recorded = nil
	b.Honours(i.branch, ever, &i.recorded)
	b.HonoursLike(i.branch, table.HonourIdentities(i.table), &i.claimed)
}

func (i *honoursImport) judge() (judged, error) {
	var faults []table.Fault
	var notices []string
	i.entries, faults = table.ReadHonours(i.table, i.recorded, i.roll())
	for k := range i.entries {
		e := &i.entries[k]
		if e.Known && !e.Changed() {
			continue
		}
		faults = append(faults, wrongCells(table.Honours, e.Line, honourWrong(&e.New, i.Today()), honourFields)...)
		if same, there := i.claimed[e.New.Identity]; there && e.New.Identity != e.Old.Identity {
			notices = append(notices, fmt.Sprintf("第 %d 行：“%s”已经登记过同一项荣誉（级别、授予单位和文号相同；没有文号的，名称和日期相同）。一项荣誉一年只能申报一次，请核对。", e.Line, same.BranchName))
		}
	}
	j := linesOf(i.entries, func(e *table.Entry[record.Honour]) importLine {
		return importLine{ID: e.Old.ID, Version: e.Old.Version, Years: []int{e.Old.On.Year, e.New.On.Year}}
	})
	j.faults, j.notices = faults, notices
	return j, nil
}

func (i *honoursImport) write(_ context.Context, _ *store.Tx, b *store.Batch, w writing) error {
	for k := range i.entries {
		e := &i.entries[k]
		var id int64
		switch {
		case !e.Known:
			b.AddHonour(i.branch, &e.New, w.actor.Person, i.Now(), &id)
		case e.Changed():
			b.KeepOld(record.HonourRecord, e.Old.ID, e.Old.Version, w.reason, i.late(e.Old.On.Year, e.New.On.Year), w.actor.Person, i.Now())
			b.ChangeHonour(&e.New)
		}
	}
	return nil
}
