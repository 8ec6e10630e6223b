package review

import (
	"testing"

	"baolei/internal/app"
	"baolei/internal/app/examine"
	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
)

func items(codes ...string) examine.View {
	area := indicator.Area{Code: "X", Category: scoring.Base.String()}
	v := examine.View{}
	for _, code := range codes {
		area.Items = append(area.Items, indicator.Item{Code: code[:1]})
		it := examine.Item{Item: &indicator.Item{Code: code[:1]}, Standing: examine.Agreed}
		for _, mark := range code[1:] {
			switch mark {
			case 'o':
				it.Standing = examine.Open
			case 'a':
				it.Standing = examine.Again
			case 'c':
				it.Claims = true
			}
		}
		v.Items = append(v.Items, it)
	}
	v.Dossier = &app.Dossier{Set: &app.Set{Set: &indicator.Set{Areas: []indicator.Area{area}}}}
	return v
}

// o: open, a: to be looked at again, c: claims points.
func TestTheNextItemIsOpenAndShown(t *testing.T) {
	for _, c := range []struct {
		name  string
		view  examine.View
		after string
		show  string
		item  string
		left  string // filter
	}{
		{"the one behind", items("Ao", "Bo", "Co"), "A", "", "B", ""},
		{"those done are passed over", items("Ao", "B", "Ca"), "A", "", "C", ""},
		{"from the beginning", items("Ao", "B", "Co"), "C", "", "A", ""},
		{"within the filter", items("Ao", "Bo", "Coc"), "A", "claims", "C", "claims"},
		{"the filter has none left", items("Aoc", "Bo"), "A", "claims", "B", ""},
		{"none is left", items("Ao", "B"), "A", "", "", ""},
	} {
		item, left, ok := through(c.view).next(c.after, showing(c.show))
		if item != c.item || ok != (c.item != "") || left.code != c.left {
			t.Errorf("%s: %q under %q, %v; want %q under %q", c.name, item, left.code, ok, c.item, c.left)
		}
	}
}

func TestTheDeskOpensAtWhatIsLeft(t *testing.T) {
	for _, c := range []struct {
		name string
		view examine.View
		ask  string
		show string
		want string
	}{
		{"the first open", items("A", "Bo", "Co"), "", "", "B"},
		{"the one asked for", items("A", "Bo"), "A", "", "A"},
		{"nothing open: the first shown", items("A", "Bc"), "", "claims", "B"},
		{"nothing shown: the first", items("A", "B"), "", "claims", "A"},
		{"an unknown filter shows all", items("A", "Bo"), "", "everything", "B"},
	} {
		if it, ok := through(c.view).current(c.ask, showing(c.show)); !ok || it.Code != c.want {
			t.Errorf("%s: %v, want %s", c.name, it.Item, c.want)
		}
	}
	if _, ok := through(items("A")).current("Z", showing("")); ok {
		t.Error("an item that is not there was found")
	}
}

// Branch 2 is not the reviewer's to deal with, though nobody has.
func TestAClosedStopIsPassedOver(t *testing.T) {
	x := &examine.Across{}
	for i, it := range items("Ao", "Ao", "Ao").Items {
		x.Stops = append(x.Stops, examine.Stop{Item: it, Assessment: int64(i + 1), Closed: i == 1})
	}
	w := along(x, "A")
	if key, _, ok := w.next("1", showing("")); !ok || key != "3" {
		t.Errorf("after 1 comes %q, %v", key, ok)
	}
	if at, ok := w.find("2"); !ok || !at.closed || w.open() != 3 {
		t.Errorf("%+v, %v, %d open", at, ok, w.open())
	}
}

func TestNeighboursInTheQueue(t *testing.T) {
	waiting := []examine.Waiting{{Assessment: 5}, {Assessment: 3}, {Assessment: 8}}
	for id, want := range map[int64][2]int64{5: {0, 3}, 3: {5, 8}, 8: {3, 0}, 9: {0, 5}} {
		v := examine.View{Dossier: &app.Dossier{}}
		v.ID = id
		if before, after := neighbours(v, waiting); [2]int64{before, after} != want {
			t.Errorf("of %d: %d and %d, want %v", id, before, after, want)
		}
	}
}

func TestOutcomesInWords(t *testing.T) {
	base := examine.Item{Review: scoring.ItemPart{Weight: 300, HasWeight: true}}
	pioneer := examine.Item{Review: scoring.ItemPart{Weight: 1200, HasWeight: true, Direction: scoring.Earn}}
	for _, c := range []struct {
		it    examine.Item
		score scoring.Points
		want  string
	}{
		{base, 300, "满分"}, {base, 250, "扣 0.5 分"}, {base, 0, "扣 3 分"},
		{pioneer, 0, "得 0 分"}, {pioneer, 1200, "得 12 分"},
		{examine.Item{}, 0, "未扣分"}, {examine.Item{}, -500, "扣 5 分"},
	} {
		if got := outcome(c.it, examine.Outcome{Score: c.score}); got != c.want {
			t.Errorf("%v: %q, want %q", c.score, got, c.want)
		}
	}
}

func TestTheBarOffersWhatIsToBeDone(t *testing.T) {
	waiting := []examine.Waiting{{Assessment: 1}, {Assessment: 2}}
	for _, c := range []struct {
		name string
		view func(*examine.View)
		want []string
	}{
		{"a reviewer at work", func(v *examine.View) { v.CanReview, v.CanRemark, v.State = true, true, "submitted" }, []string{"退回……"}},
		{"with remarks", func(v *examine.View) { v.CanRemark, v.State, v.Facts.RemarksToSend = true, "submitted", 2 }, []string{"退回（2 条意见）"}},
		{"all dealt with", func(v *examine.View) { v.CanRemark, v.State, v.Done = true, "submitted", 2 }, []string{"退回……", "下一支部"}},
		{"a secretary", func(v *examine.View) { v.CanRemark, v.CanSign, v.State = true, true, "submitted" }, []string{"退回……", "签署……"}},
		{"returned", func(v *examine.View) { v.State = "returned" }, []string{"下一支部"}},
	} {
		v := items("A", "Bo")
		v.ID = 1
		c.view(&v)
		var got []string
		for _, b := range barLinks(v, waiting) {
			got = append(got, b.Label)
		}
		if len(got) != len(c.want) || len(got) > 0 && got[0] != c.want[0] || got[len(got)-1] != c.want[len(c.want)-1] {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
