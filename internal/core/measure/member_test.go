package measure

import (
	"bytes"
	"testing"
	"time"

	"baolei/internal/core/calendar"
	"baolei/internal/core/indicator"
	"baolei/internal/core/record"
)

// January: came; February: on leave; March: absent; April: came twice, once to a
// day that was a meeting too; a year before: not counted. So 3 months of party
// days (January, February, April), 1 absence from a meeting (May), 2 times
// volunteering; dues of 2 months paid in full, one in part.
func TestWhatIsKnownOfAMemberIsSuggested(t *testing.T) {
	set, problems := indicator.Read("pioneer-2026.yaml", bytes.NewReader(indicator.MemberSource()))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	at := func(year int, m time.Month, came Attendance, kinds ...record.ActivityKind) MemberActivity {
		return MemberActivity{calendar.Date{Year: year, Month: m, Day: 9}, kinds, came}
	}
	due := func(m time.Month, owed, paid record.Fen) record.Dues {
		return record.Dues{Month: calendar.Month{Year: 2026, Month: m}, Due: owed, Paid: paid}
	}
	f := MemberFacts{Year: 2026, Today: calendar.Date{Year: 2026, Month: 12, Day: 1}, Dues: []record.Dues{due(1, 500, 500), due(2, 500, 500), due(3, 500, 200)}, Activities: []MemberActivity{
		at(2026, 1, Present, record.ThemePartyDay), at(2026, 2, OnLeave, record.ThemePartyDay), at(2026, 3, Absent, record.ThemePartyDay),
		at(2026, 4, Present, record.ThemePartyDay, record.MembersMeeting), at(2026, 4, Present, record.ThemePartyDay), at(2025, 5, Present, record.ThemePartyDay),
		at(2026, 5, Absent, record.MembersMeeting), at(2026, 6, Present, record.Volunteering), at(2026, 7, Present, record.Volunteering)}}
	want := map[string]int64{"M1.1a": 3, "M1.2a": 1, "M2.1a": 2, "M4.1a": 2, "M4.2a": 0}
	got := SuggestMember(set, f)
	if len(got) != len(want) {
		t.Errorf("%d suggestions, want %d: %+v", len(got), len(want), got)
	}
	for _, s := range got {
		if n := s.Finding.Count + s.Finding.Actual; n != want[s.Clause] || !s.Running {
			t.Errorf("%s: %d (%s), want %d", s.Clause, n, s.Because, want[s.Clause])
		}
		if bad := set.Table().Check(s.Finding); bad != nil {
			t.Errorf("%s: %v", s.Clause, bad)
		}
	}
	if got := SuggestMember(set, MemberFacts{Year: 2026}); len(got) != 0 {
		t.Errorf("of nothing: %+v", got)
	}
}
