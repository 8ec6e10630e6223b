package measure_test

import (
	"testing"

	"baolei/internal/core/indicator"
	"baolei/internal/core/measure"
	"baolei/internal/core/record"
)

// BenchmarkSuggest is of a branch of 30 members with 400 records of the year, and
// 360 lines of dues.
func BenchmarkSuggest(b *testing.B) {
	f := paidUp()
	f.Seats = []record.Seat{{Entry: entry(1), Post: "书记", Opened: on(2020, 1, 1), Holdings: []record.Holding{{Member: 1, Since: on(2020, 1, 1)}}}}
	f.Groups = []record.Group{{Entry: entry(1), Name: "一组", Formed: on(2020, 1, 1)}, {Entry: entry(2), Name: "二组", Formed: on(2020, 1, 1)}}
	for i := int64(2); i <= 30; i++ {
		f.Members = append(f.Members, member(i, "某"))
		for _, d := range f.Dues[:12] {
			d.Member = i
			f.Dues = append(f.Dues, d)
		}
	}
	kinds := record.ActivityKinds()
	for i := range 370 {
		a := activity(int64(i+1), on(2026, 1, 1).AddDays(i*7%365), record.ActivityKind(kinds[i%len(kinds)].Code))
		a.Chair, a.Group = 1, int64(i%3)
		for m := int64(1); m <= 30; m++ {
			a.Present = append(a.Present, m)
		}
		f.Activities = append(f.Activities, a)
	}
	for i := range int64(30) {
		f.Honours = append(f.Honours, honour(i, record.KeyWork, "municipal", string(rune('a'+i)), day(int(i)%12+1, 5)))
	}
	set := indicator.Embedded()
	b.ReportAllocs()
	for b.Loop() {
		if len(measure.Suggest(set, "", f)) < 15 {
			b.Fatal("too few suggestions")
		}
	}
}
