package record

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"baolei/internal/core/calendar"
)

func honour(change func(*Honour)) string {
	h := Honour{Level: "municipal", Issuer: "中共某市委员会", DocumentNo: "市委〔2026〕12号", Title: "先进基层党组织", On: calendar.Date{Year: 2026, Month: time.July, Day: 1}}
	if change != nil {
		change(&h)
	}
	return HonourIdentity(&h)
}

func TestOneHonourWrittenInManyWays(t *testing.T) {
	for _, number := range []string{"市委[2026]12号", "市委（2026）12号", "市委(2026)12号", "市委【2026】12号", "市委〔２０２６〕１２号", " 市委 〔 2026 〕 12 号 ", "市委　〔2026〕12号", "市委［2026］12号。"} {
		if got := honour(func(h *Honour) { h.DocumentNo = number }); got != honour(nil) {
			t.Errorf("%q is taken for another document: %s", number, got)
		}
	}
	for name, change := range map[string]func(*Honour){
		"another title, one document": func(h *Honour) { h.Title = "先进党支部" },
		"another day, one document":   func(h *Honour) { h.On = h.On.AddDays(3) },
		"another kind and member":     func(h *Honour) { h.Kind, h.Member, h.Note = KeyWork, 7, "补记" },
		"an issuer with spaces":       func(h *Honour) { h.Issuer = "中共 某市委员会 " },
	} {
		if got := honour(change); got != honour(nil) {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestOtherHonours(t *testing.T) {
	plain := func(h *Honour) { h.DocumentNo = "" }
	seen := map[string]string{}
	for name, change := range map[string]func(*Honour){
		"the document": nil, "another number": func(h *Honour) { h.DocumentNo = "市委〔2026〕13号" }, "another year": func(h *Honour) { h.DocumentNo = "市委〔2025〕12号" },
		"split otherwise": func(h *Honour) { h.DocumentNo = "市委〔20261〕2号" }, "another level": func(h *Honour) { h.Level = "provincial" }, "another issuer": func(h *Honour) { h.Issuer = "某市人民政府" },
		"no number": plain, "no number, another title": func(h *Honour) { plain(h); h.Title = "优秀共产党员" }, "no number, another day": func(h *Honour) { plain(h); h.On = h.On.AddDays(1) },
	} {
		id := honour(change)
		if other, there := seen[id]; there {
			t.Errorf("%s and %s are taken for one honour: %s", name, other, id)
		}
		seen[id] = name
	}
	for _, none := range []string{"无", "-", "—", " ", "（无）", "无文号"} {
		if got := honour(func(h *Honour) { h.DocumentNo = none }); got != honour(plain) {
			t.Errorf("%q is taken for a number: %s", none, got)
		}
	}
}

// Whatever spaces and marks come between, and in whatever width it is typed, a
// number stays what it was.
func TestSpacesAndWidthsNeverMakeAnotherHonour(t *testing.T) {
	wide := strings.NewReplacer("0", "０", "1", "１", "2", "２", "3", "３", "4", "４", "5", "５", "6", "６", "7", "７", "8", "８", "9", "９", "A", "Ａ", "b", "ｂ")
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.StringMatching(`[市县委政发办字Ab]{1,4}〔20[0-9]{2}〕[1-9][0-9]{0,2}号`).Draw(t, "number")
		var typed strings.Builder
		for _, r := range number {
			typed.WriteString(rapid.SampledFrom([]string{"", "", " ", "　", "\u00a0"}).Draw(t, "space"))
			s := string(r)
			if rapid.Bool().Draw(t, "wide") {
				s = wide.Replace(s)
			}
			typed.WriteString(s)
		}
		want := honour(func(h *Honour) { h.DocumentNo = number })
		if got := honour(func(h *Honour) { h.DocumentNo = strings.ToLower(typed.String()) }); got != want {
			t.Fatalf("%q is %s, and %q is %s", number, want, typed.String(), got)
		}
	})
}
