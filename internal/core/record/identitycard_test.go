package record

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"baolei/internal/core/calendar"
)

// The check characters, by hand. Weights 7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2, the remainder of the sum by 11 points
// into 1 0 X 9 8 7 6 5 4 3 2.
//
//	33070219850302123: 21+27+0+35+0+8+2+9+48+15+0+27+0+10+8+8+6 = 224 = 20×11 + 4 → 8
//	11010119900307451: 7+9+0+5+0+4+2+9+54+0+0+27+0+35+32+20+2 = 206 = 18×11 + 8 → 4
//	33072619400601002: 21+27+0+35+16+24+2+9+24+0+0+54+0+5+0+0+4 = 221 = 20×11 + 1 → 0
func TestIdentityTellsBirthAndSex(t *testing.T) {
	for typed, want := range map[string]IdentityCard{
		"330702198503021238":     {"330702198503021238", calendar.Date{Year: 1985, Month: 3, Day: 2}, Male},   // 17th digit 3
		" 110101 19900307 4514 ": {"110101199003074514", calendar.Date{Year: 1990, Month: 3, Day: 7}, Male},   // 1
		"330726194006010020":     {"330726194006010020", calendar.Date{Year: 1940, Month: 6, Day: 1}, Female}, // 2; no midnight in Shanghai
	} {
		got, err := ParseIdentityCard(typed)
		if err != nil || got != want {
			t.Errorf("%q: %+v, %v, want %+v", typed, got, err, want)
		}
	}
}

func TestIdentityIsRefusedWithoutBeingTold(t *testing.T) {
	for _, c := range []struct{ typed, want string }{
		{"", "18 位"},
		{"33070219850302123", "18 位"},
		{"3307021985030212388", "18 位"},
		{"33070219850302123Y", "18 位"},
		{"X30702198503021238", "18 位"},
		{"３３０７０２１９８５０３０２１２３８", "18 位"},
		{"330702198503021237", "校验位"},
		{"330702198503021328", "校验位"}, // two neighbours exchanged
		// 33070219850230123: 224 changes by 3 in place 12 (9 each) from 3 to 2, by 0→3 in place 13 (10 each), 2→0 in place 14 (5 each):
		// 224 − 9 + 30 − 10 = 235 = 21×11 + 4 → 8, a sound check character of a day that does not exist
		{"330702198502301238", "不存在"},
	} {
		_, err := ParseIdentityCard(c.typed)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %s", c.typed, err, c.want)
		}
		if err != nil && len(c.typed) > 10 && strings.Contains(err.Error(), c.typed[:10]) {
			t.Errorf("%q is told in %v", c.typed, err)
		}
	}
}

// made is a sound number for a day and an order, the check character by the sum
// of powers: position i counted from the right weighs 2^(i−1) modulo 11.
func made(born calendar.Date, order int) string {
	n := fmt.Sprintf("330702%04d%02d%02d%03d", born.Year, int(born.Month), born.Day, order)
	sum, power := 0, 1
	for i := len(n) - 1; i >= 0; i-- {
		power = power * 2 % 11
		sum += int(n[i]-'0') * power
	}
	return n + string("0123456789X"[(12-sum%11)%11])
}

func anyDay(t *rapid.T) calendar.Date {
	first := calendar.Date{Year: 1900, Month: time.January, Day: 1}
	return first.AddDays(rapid.IntRange(0, first.DaysUntil(calendar.Date{Year: 2026, Month: time.December, Day: 31})).Draw(t, "day"))
}

// Every sound number is read with its day; one wrong character, or two
// neighbours exchanged, is always noticed: that is what the check is for.
func TestOneWrongCharacterOfAnIdentityIsNoticed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		born, order := anyDay(t), rapid.IntRange(0, 999).Draw(t, "order")
		n := made(born, order)
		id, err := ParseIdentityCard(strings.ToLower(n))
		if err != nil || id.Born != born || (id.Sex == Male) != (order%2 == 1) || id.Number != n {
			t.Fatalf("%s: %+v, %v", n, id, err)
		}
		at := rapid.IntRange(0, 16).Draw(t, "at")
		other := byte('0' + (int(n[at]-'0')+rapid.IntRange(1, 9).Draw(t, "by"))%10)
		if _, err := ParseIdentityCard(n[:at] + string(other) + n[at+1:]); err == nil {
			t.Fatalf("%s with %c at %d is taken", n, other, at)
		}
		if at < 16 && n[at] != n[at+1] {
			if _, err := ParseIdentityCard(n[:at] + string(n[at+1]) + string(n[at]) + n[at+2:]); err == nil {
				t.Fatalf("%s with %d and %d exchanged is taken", n, at, at+1)
			}
		}
	})
}

func TestMasks(t *testing.T) {
	for got, want := range map[string]string{
		MaskIdentityCard("330702198503021234"): "3307***********234",
		MaskPhone("13812345678"):               "138****5678",
		MaskPhone("057982345678"):              "057*****5678",
		MaskPhone("123456789"):                 "*********", // too short to hide the middle
		MaskIdentityCard(""):                   "",
	} {
		if got != want {
			t.Errorf("masked %q, want %q", got, want)
		}
	}
}

func TestPhones(t *testing.T) {
	for typed, want := range map[string]string{"138 1234 5678": "13812345678", "0579-82345678": "057982345678", "010 6234567": "0106234567",
		"12812345678": "", "1381234567": "", "0057982345": "", "82345678": "", "13812345678x": "", "": ""} {
		got, err := ParsePhone(typed)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v, want %q", typed, got, err, want)
		}
	}
}

func TestWhatLooksLikeAnIdentityStaysOutOfAddresses(t *testing.T) {
	for typed, want := range map[string]bool{"330702198503021238": true, "330702 19850302 123x": true, "330702850302123": true, "19850302": true, "13812345678": true, "2026": false, "王明": false, "": false} {
		if LooksLikeIdentityCard(typed) != want {
			t.Errorf("%q: %v", typed, !want)
		}
	}
}
