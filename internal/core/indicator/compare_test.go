package indicator

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestAVersionDoesNotDifferFromItself(t *testing.T) {
	for name, text := range sources(t) {
		if got := Compare(draftOf(t, text), draftOf(t, text)); len(got) != 0 {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestChangesAreToldByItemAndClause(t *testing.T) {
	was, now := draftOf(t, Source()), draftOf(t, Source())
	item, area, _ := now.Item("B1.1")
	item.Weight, item.Clauses[0].Amount = "3.50", "1.00"
	area.Weight = "14.5"
	now.RemoveItem("B1.5")
	area.Items = append(area.Items, DraftItem{Code: "B1.6", Title: "新的一条", Weight: "2", Clauses: []DraftClause{{Code: "B1.6a", Kind: "once", Label: "有无", Amount: "2"}}})
	now.Grades[2].From = "90.0" // the same figure
	want := []Change{
		{AreaPart, Changed, "B1", "政治建设", "", []Line{{"权重分", "15", "14.5"}}},
		{ItemPart, Changed, "B1.1", "贯彻上级部署", "", []Line{{"权重分", "4", "3.5"}}},
		{ClausePart, Changed, "B1.1a", "未及时学习贯彻的部署", "B1.1", []Line{{"分值", "2", "1"}}},
		{ItemPart, Added, "B1.6", "新的一条", "", []Line{{"项目", "", "B1"}, {"标题", "", "新的一条"}, {"权重分", "", "2"}}},
		{ClausePart, Added, "B1.6a", "有无", "B1.6", []Line{{"考评内容", "", "B1.6"}, {"类型", "", "有或没有"}, {"填写内容", "", "有无"}, {"分值", "", "2"}}},
		{ItemPart, Removed, "B1.5", "主流信息推送", "", []Line{{"项目", "B1", ""}, {"标题", "主流信息推送", ""}, {"要求", "通过微信群等向党员及时推送主流信息。", ""}, {"权重分", "2", ""}}},
		{ClausePart, Removed, "B1.5a", "群内推送主流信息", "B1.5", []Line{{"考评内容", "B1.5", ""}, {"类型", "有或没有", ""}, {"填写内容", "群内推送主流信息", ""}, {"分值", "2", ""}, {"发生时的说法", "未落实", ""}, {"没有发生时的说法", "已落实", ""}}},
	}
	if got := Compare(was, now); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestOrderCounts(t *testing.T) {
	was, now := draftOf(t, Source()), draftOf(t, Source())
	now.MoveItem("B1.1", "B1", 1)
	want := []Change{{AreaPart, Changed, "B1", "政治建设", "", []Line{{"考评内容的顺序", "B1.1、B1.2、B1.3、B1.4、B1.5", "B1.2、B1.1、B1.3、B1.4、B1.5"}}}}
	if got := Compare(was, now); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v", got)
	}
}

// Codes are for files: people read what grades, categories, kinds and options are
// called. What is called otherwise now stands under no name.
func TestComparingShowsNames(t *testing.T) {
	was, now := draftOf(t, Source()), draftOf(t, Source())
	now.Grades[2].From, now.Grades[3].Name, now.VetoGrade = "95", "示范", "not_attained"
	_, area, _ := now.Item("P1")
	area.Category = "base"
	item, _, _ := now.Item("B3.2")
	item.Clauses[0].Options = item.Clauses[0].Options[1:]
	want := []Change{
		{WholeSet, Changed, "", now.Name, "", []Line{{"一票否决后的等次", "后进整转", "未达标"}, {"等次“达标”", "达标，90 分起", "达标，95 分起"}, {"等次", "优秀，110 分起", "示范，110 分起"}}},
		{AreaPart, Changed, area.Code, area.Title, "", []Line{{"类别", "先锋分", "基本分"}}},
	}
	got := Compare(was, now)
	for _, w := range want {
		if at := slices.IndexFunc(got, func(c Change) bool { return c.Part == w.Part && c.Code == w.Code }); at < 0 || !reflect.DeepEqual(got[at], w) {
			t.Errorf("got %+v\nwant %+v", got, w)
		}
	}
	for _, c := range got {
		for _, l := range c.Lines {
			if c.Part == ClausePart && (!strings.HasPrefix(l.Word, "选项“") || l.Now != "") {
				t.Errorf("an option that is gone: %+v", l)
			}
		}
	}
}

// leaves are all texts that a draft holds, but its code and the codes of its
// parts, which name what is compared.
func leaves(v reflect.Value, name string, to *[]reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			leaves(v.Elem(), name, to)
		}
	case reflect.Slice:
		for i := range v.Len() {
			leaves(v.Index(i), name, to)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			leaves(v.Field(i), v.Type().Field(i).Name, to)
		}
	case reflect.String:
		if name != "Code" {
			*to = append(*to, v)
		}
	default:
	}
}

// Whatever is written differently in one place is told in one change, and the
// other way round as the same change mirrored.
func TestEveryDifferenceIsTold(t *testing.T) {
	texts := sources(t)
	names := []string{"small", "jinhua-2018", "pioneer-2026", "county-2026", "member-2026"}
	rapid.Check(t, func(t *rapid.T) {
		text := texts[rapid.SampledFrom(names).Draw(t, "set")]
		was, err := ReadDraft(text)
		if err != nil {
			t.Fatal(err)
		}
		now, _ := ReadDraft(text)
		var all []reflect.Value
		leaves(reflect.ValueOf(now), "", &all)
		at := rapid.IntRange(0, len(all)-1).Draw(t, "place")
		all[at].SetString(all[at].String() + rapid.SampledFrom([]string{"x", "9", "改"}).Draw(t, "more"))
		forth, back := Compare(was, now), Compare(now, was)
		if was.Subject == "" && now.Subject != "" {
			return // nothing was said, so nothing was changed either
		}
		if len(forth) != 1 || len(forth[0].Lines) != 1 || forth[0].How != Changed {
			t.Fatalf("got %+v", forth)
		}
		if len(back) != 1 || back[0].Lines[0] != (Line{forth[0].Lines[0].Word, forth[0].Lines[0].Now, forth[0].Lines[0].Was}) {
			t.Fatalf("back: %+v, forth: %+v", back, forth)
		}
	})
}

// What is added one way is removed the other way, and nothing is told twice.
func TestAddedAndRemovedMirrorEachOther(t *testing.T) {
	text := Source()
	rapid.Check(t, func(t *rapid.T) {
		was, err := ReadDraft(text)
		if err != nil {
			t.Fatal(err)
		}
		now, _ := ReadDraft(text)
		gone := rapid.SliceOfN(rapid.SampledFrom([]string{"B1.1", "B2.4", "B3.3", "P1", "L6"}), 0, 4).Draw(t, "gone")
		for _, code := range gone {
			now.RemoveItem(code)
		}
		count := func(list []Change, how How) (codes []string) {
			for _, c := range list {
				if c.How == how {
					codes = append(codes, c.Code)
				}
			}
			slices.Sort(codes)
			return codes
		}
		forth, back := Compare(was, now), Compare(now, was)
		if r, a := count(forth, Removed), count(back, Added); !slices.Equal(r, a) || len(slices.Compact(slices.Clone(r))) != len(r) {
			t.Fatalf("removed %s, added %s", strings.Join(r, " "), strings.Join(a, " "))
		}
		if len(count(forth, Changed)) != 0 || len(count(forth, Added)) != 0 {
			t.Fatalf("more than removed: %+v", forth)
		}
	})
}
