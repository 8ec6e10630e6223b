package app

import (
	"context"
	"maps"
	"slices"

	"baolei/internal/core/rollup"
	"baolei/internal/store"
)

// YearRollups counts anew the activities of the committees in which they changed
// in a year; see Rollups. A committee of 50 branches with 400 activities each
// takes some 10 ms.
func (d Desk) YearRollups(ctx context.Context, year, most int) (left bool, err error) {
	err = d.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var alone bool
		var marked []store.Marked
		var b store.Batch
		b.AloneWith("rollup year", int64(year), &alone)
		b.MarkedYear(year, most+1, &marked)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		if left = !alone || len(marked) > most; !alone || len(marked) == 0 {
			return nil
		}
		return d.countYears(ctx, tx, year, marked[:min(len(marked), most)])
	})
	return left, err
}

func (d Desk) countYears(ctx context.Context, tx *store.Tx, year int, marked []store.Marked) error {
	fresh := map[int64]*rollup.Year{}
	var committees, all []int64
	for _, m := range marked {
		fresh[m.Committee] = &rollup.Year{}
		committees, all = append(committees, m.Committee), append(all, m.Committee, m.Root)
	}
	var rows []store.YearRollup
	var b store.Batch
	b.MonthFigures(year, committees, func(committee int64, month int, activities, days int64) {
		fresh[committee].Activities[month-1], fresh[committee].PartyDays[month-1] = activities, days
	})
	b.YearRollups(year, all, &rows)
	if err := tx.Read(ctx, &b); err != nil {
		return err
	}
	old, cities := map[int64]rollup.Year{}, map[int64]*rollup.Year{}
	for _, r := range rows {
		old[r.Organisation] = r.Year
	}
	b = store.Batch{}
	for _, m := range marked {
		if cities[m.Root] == nil {
			was := old[m.Root]
			cities[m.Root] = &was
		}
		cities[m.Root].Add(*fresh[m.Committee], 1)
		cities[m.Root].Add(old[m.Committee], -1)
		b.SaveYearRollup(store.YearRollup{Year: *fresh[m.Committee], Of: year, Organisation: m.Committee, Root: m.Root, MadeAt: d.Now()})
		b.UnmarkYear(m.Marks)
	}
	for _, root := range slices.Sorted(maps.Keys(cities)) {
		b.SaveYearRollup(store.YearRollup{Year: *cities[root], Of: year, Organisation: root, Root: root, MadeAt: d.Now()})
	}
	return tx.Commit(ctx, &b)
}
