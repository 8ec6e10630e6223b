package indicator

import (
	"slices"
	"testing"
)

func TestFatesOfClauses(t *testing.T) {
	d := draftOf(t, Source())
	if got := Fates(Embedded(), Embedded()); len(got) != 0 {
		t.Errorf("to itself: %+v", got)
	}
	d.RemoveItem("B1.5")
	b11, area, _ := d.Item("B1.1")
	b11.Weight = "6" // takes the 2 of B1.5
	b11.Clauses[0] = DraftClause{Code: "B1.1a", Kind: "once", Label: "有无", Amount: "2"}
	b11.Clauses = append(b11.Clauses, DraftClause{Code: "B1.1b", Kind: "once", Label: "新的", Amount: "2"})
	b32, _, _ := d.Item("B3.2")
	b32.Clauses[0].Options, b32.Clauses[0].Measure = b32.Clauses[0].Options[:1], nil
	b22, _, _ := d.Item("B2.2")
	b22.Clauses[0].Max = "2.5"
	b24, _, _ := d.Item("B2.4")
	b24.Clauses[0].Amount = "0.5" // means the same
	b21, _, _ := d.Item("B2.1")
	b21.Clauses[0].Expected = ""
	_ = area
	now, problems := d.Check()
	if now == nil {
		t.Fatal(problems)
	}
	var got []string
	for _, f := range Fates(Embedded(), now) {
		got = append(got, f.Clause+" "+f.Text)
	}
	want := []string{
		"B1.5a 新版没有这个评分点，已填的仍保存着，但不再计分",
		"B1.1a 类型由“按次数”改为“有或没有”",
		"B2.1a 不再有应有次数，须由支部自己填",
		"B2.2a 幅度或档次变了",
		"B3.2a 选项“无故推延 1 年以上”没有了",
		"B1.1b 新版新增，还没有人填过",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}
