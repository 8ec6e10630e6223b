package indicator

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestASetIsTheSameOnceItHasBeenInSheets(t *testing.T) {
	for name, text := range sources(t) {
		want := Tidy(*draftOf(t, text))
		got, faults := FromSheets(want.Sheets())
		if len(faults) > 0 {
			t.Errorf("%s: %v", name, faults)
			continue
		}
		if !reflect.DeepEqual(got, &want) {
			t.Errorf("%s is another set once it has been in sheets: %+v", name, Compare(&want, got))
		}
	}
}

// Whatever is changed in a sound set in one text goes into the sheets and comes
// back, or is told as a fault of the sheet and row where it stands.
func TestWhatIsWrittenInSheetsComesBackOrIsTold(t *testing.T) {
	texts := sources(t)
	names := []string{"small", "jinhua-2018", "pioneer-2026", "county-2026", "member-2026"}
	rapid.Check(t, func(t *rapid.T) {
		d, err := ReadDraft(texts[rapid.SampledFrom(names).Draw(t, "set")])
		if err != nil {
			t.Fatal(err)
		}
		var all []reflect.Value
		leaves(reflect.ValueOf(d), "", &all)
		at := rapid.IntRange(0, len(all)-1).Draw(t, "place")
		all[at].SetString(typed(t, "text"))
		want := Tidy(*d)
		got, faults := FromSheets(want.Sheets())
		_, problems := want.Check()
		switch {
		case len(faults) > 0:
			for _, f := range faults {
				if f.Sheet == "" || f.Line < 2 || f.Text == "" {
					t.Fatalf("fault %+v", f)
				}
			}
			if len(problems) == 0 {
				t.Fatalf("told of a sound set: %v", faults)
			}
		case len(Compare(&want, got)) > 0:
			t.Fatalf("came back as another: %+v", Compare(&want, got))
		}
	})
}

func TestFaultsAreToldBySheetRowAndColumn(t *testing.T) {
	sheets := func(change func(name string, s *Sheet)) []Sheet {
		list := draftOf(t, Source()).Sheets()
		for i := range list {
			change(list[i].Name, &list[i])
		}
		return list
	}
	set := func(sheet string, row int, heading, text string) []Sheet {
		return sheets(func(name string, s *Sheet) {
			if name == sheet {
				s.Rows[row].Cells[slices.Index(s.Headings, heading)] = text
			}
		})
	}
	for _, c := range []struct {
		name string
		in   []Sheet
		want CellFault
	}{
		{"a weight", set("考评内容", 0, "权重分", "四"), CellFault{"考评内容", 2, "权重分", "须是 0 到"}},
		{"an amount", set("评分点", 2, "分值", ""), CellFault{"评分点", 4, "分值", "缺少“分值”"}},
		{"a kind", set("评分点", 0, "类型", "按心情"), CellFault{"评分点", 2, "类型", "“按心情”不存在，可用：一票否决、有或没有"}},
		{"a measure", set("评分点", 5, "口径：名称", "x"), CellFault{"评分点", 7, "口径：名称", "x"}},
		{"no parent", set("评分点", 0, "所属考评内容", "B9.9"), CellFault{"评分点", 2, "所属考评内容", "B9.9"}},
		{"code twice", set("考评内容", 1, "编码", "B1.1"), CellFault{"考评内容", 3, "编码", "重复"}},
		{"no code", set("考评内容", 1, "编码", ""), CellFault{"考评内容", 3, "编码", "请填写"}},
		{"an option", set("选项", 1, "分值", "-1"), CellFault{"选项", 3, "分值", "-1"}},
		{"an area's sum", set("项目", 0, "权重分", "16"), CellFault{"项目", 2, "权重分", "各条相加是 15"}},
		{"a grade", set("等次", 2, "起点", "70"), CellFault{"等次", 4, "起点", "须大于"}},
		{"no name", set("基本情况", 0, "名称", ""), CellFault{"基本情况", 2, "名称", "缺少"}},
		{"no sheet", slices.DeleteFunc(sheets(func(string, *Sheet) {}), func(s Sheet) bool { return s.Name == "选项" }), CellFault{"选项", 0, "", "缺少工作表"}},
		{"no column", sheets(func(name string, s *Sheet) {
			if name == "等次" {
				s.Headings[2] = "分数线"
			}
		}), CellFault{"等次", 1, "起点", "缺少"}},
	} {
		got, faults := FromSheets(c.in)
		told := slices.ContainsFunc(faults, func(f CellFault) bool {
			return f.Sheet == c.want.Sheet && f.Line == c.want.Line && f.Column == c.want.Column && strings.Contains(f.Text, c.want.Text)
		})
		if got != nil || !told {
			t.Errorf("%s: %+v, want %+v", c.name, faults, c.want)
		}
	}
}
