package indicators

import (
	"testing"

	"pgregory.net/rapid"

	"baolei/internal/app"
	"baolei/internal/core/indicator"
)

// Whatever people write into a set comes back from its Excel file and from its
// YAML file as it was.
func TestASetComesBackFromItsFilesAsItWas(t *testing.T) {
	source, err := indicator.ReadDraft(indicator.Source())
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		text := func(name string) string {
			return rapid.OneOf(rapid.SampledFrom([]string{"=1+1", "+1", "-1", "@a", "'a", "007", "1e3", "2026-01-02", "true", "一\n二", "a_x000D_b", "_x0041_", "<b>&amp;", "“引”", "# a", "a: b", "null", "~", "a、b；c", "😀"}),
				rapid.StringMatching(`[ -~一-龥]{1,12}`)).Draw(t, name)
		}
		d, err := indicator.ReadDraft(source.Text())
		if err != nil {
			t.Fatal(err)
		}
		area := &d.Areas[rapid.IntRange(0, len(d.Areas)-1).Draw(t, "area")]
		item := &area.Items[rapid.IntRange(0, len(area.Items)-1).Draw(t, "item")]
		d.Name, d.Version, area.Title, item.Title, item.Ask, item.Text, item.Clauses[0].Label = text("name"), text("version"), text("area title"), text("title"), text("ask"), text("text"), text("label")
		want := indicator.Tidy(*d)
		if _, problems := want.Check(); len(problems) > 0 {
			return // it is not published, and not taken in
		}
		file, err := excelOf(&want)
		if err != nil {
			t.Fatal(err)
		}
		for name, data := range map[string][]byte{"a.xlsx": file, "a.yaml": want.Text()} {
			got, faults, err := readFile(app.Upload{Name: name, Data: data})
			if err != nil || len(faults) > 0 {
				t.Fatalf("%s: %v %v", name, faults, err)
			}
			if changes := indicator.Compare(&want, got); len(changes) > 0 {
				t.Fatalf("%s came back as another: %+v", name, changes)
			}
		}
	})
}
