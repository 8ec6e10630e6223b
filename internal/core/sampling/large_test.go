package sampling

import (
	"fmt"
	"testing"
)

// largeAnnouncement is of so many branches in committees of a thousand, one to
// three tickets each, checked by three hundred inspectors of whom every third
// stands back from the branches of a committee.
func largeAnnouncement(branches int) Announcement {
	entries, reasons := make([]Entry, branches), []Reason{}
	byCommittee, sizes := map[string][]string{}, map[string]int{}
	for i := range entries {
		e := Entry{fmt.Sprintf("ZB%06d", i), fmt.Sprintf("DW%03d", i/1000), 1 + i%3}
		if entries[i] = e; e.Tickets > 1 {
			reasons = append(reasons, Reason{e.Code, Hinted, e.Tickets - 1})
		}
		byCommittee[e.Stratum] = append(byCommittee[e.Stratum], e.Code)
		sizes[e.Stratum] = 1 + len(byCommittee[e.Stratum])/50
	}
	inspectors := make([]Inspector, 300)
	for i := range inspectors {
		inspectors[i].Code = fmt.Sprintf("cc%03d", i)
		if i%3 == 0 {
			inspectors[i].StandsBack = byCommittee[fmt.Sprintf("DW%03d", i/3)]
		}
	}
	a := testAnnouncement()
	a.Population, a.Inspectors = string(Population(entries).Text()), string(InspectorsText(inspectors))
	a.Tickets, a.Sizes, a.DrawnBefore = NewTicketing([]string{"规则。"}, reasons), Sizes(sizes), nil
	return a
}

func largeSeed() ConfirmedSeed {
	return ConfirmedSeed{SeedEntry{testSeed, "officer1", at(10)}, "officer2", at(11)}
}

// The bytes of what was once published are a promise: who kept a digest on paper
// must find it again, whichever version of this package recomputes the draw.
func TestALargeBundleKeepsItsBytes(t *testing.T) {
	b, err := NewBundle(largeAnnouncement(5000), nil, largeSeed(), at(12))
	if err != nil {
		t.Fatal(err)
	}
	const drawn, whole = 5 * (1 + 1000/50), "5f7f21bbe6e95d10a76a5288477e24f122ff6711f1065130adcc76cc0f3f2bec"
	if len(b.Drawn) != drawn || b.Digest != b.OwnDigest() || Digest(b.Encode()) != whole {
		t.Errorf("%d drawn, digest %s", len(b.Drawn), Digest(b.Encode()))
	}
	if found := Verify(b); len(found) > 0 {
		t.Error(found)
	}
}

// BenchmarkNewBundle draws and proves over cities of several sizes.
func BenchmarkNewBundle(b *testing.B) {
	for _, branches := range []int{5_000, 50_000, 500_000} {
		b.Run(fmt.Sprint(branches), func(b *testing.B) {
			a := largeAnnouncement(branches)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := NewBundle(a, nil, largeSeed(), at(12)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
