package sheet

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"baolei/internal/core/record/table"
)

// read reads a file that must be taken.
func read(t *testing.T, data []byte, wanted string) table.Grid {
	t.Helper()
	g, err := Read("名册.xlsx", data, wanted)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// made lets a test fill a file by the library, as other programs do.
func made(t *testing.T, fill func(f *excelize.File) error) []byte {
	t.Helper()
	f := excelize.NewFile()
	var b bytes.Buffer
	if err := errors.Join(fill(f), f.Write(&b), f.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestCellsAreReadAsWhatTheyAre(t *testing.T) {
	g := read(t, honest(`<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2"><v>0.10000000000000001</v></c><c r="D2" s="3"><v>46082</v></c>`+
		`<c r="E2" t="inlineStr"><is><t xml:space="preserve"> 张三 </t></is></c><c r="F2"><f>C2*2</f><v>0.2</v></c><c r="G2" t="str"><f>A2</f><v>姓名</v></c>`+
		`<c r="H2" t="e"><v>#N/A</v></c><c r="I2" t="b"><v>1</v></c><c r="J2" t="d"><v>2026-03-01</v></c><c r="K2"><v>1.38E+10</v></c></row>`).pack(t), "")
	want := []table.Cell{{Text: "姓名"}, {}, {Text: "0.1", Kind: table.Number}, {Text: "46082", Kind: table.Number}, {Text: " 张三 "}, {Text: "0.2", Kind: table.Formula},
		{Text: "姓名", Kind: table.Formula}, {Text: "#N/A", Kind: table.Failed}, {Text: "1", Kind: table.Failed}, {Text: "2026-03-01"}, {Text: "13800000000", Kind: table.Number}}
	if len(g.Lines) != 1 || g.Lines[0].Number != 2 || !slices.Equal(g.Lines[0].Cells, want) {
		t.Errorf("%+v", g.Lines)
	}
}

// A formula that was never computed has no text; the cell is there all the same.
func TestAFormulaWithoutAResultIsNotBlank(t *testing.T) {
	g := read(t, honest(`<row r="1"><c r="B1"><f>HYPERLINK("http://example.com")</f></c></row>`).pack(t), "")
	if len(g.Lines) != 1 || len(g.Lines[0].Cells) != 2 || g.Lines[0].Cells[1].Kind != table.Formula {
		t.Errorf("%+v", g.Lines)
	}
}

func TestPrefixedTagsAndMissingPlacesAreRead(t *testing.T) {
	b := honest("").with(sheetPart, declaration+`<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>`+
		`<x:row><x:c t="s"><x:v>0</x:v></x:c><x:c><x:f>1+1</x:f><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>`)
	g := read(t, b.pack(t), "")
	if len(g.Lines) != 1 || g.Lines[0].Cells[0].Text != "姓名" || g.Lines[0].Cells[1].Kind != table.Formula {
		t.Errorf("%+v", g.Lines)
	}
}

func TestHiddenAndBlankAndMergedLines(t *testing.T) {
	data := made(t, func(f *excelize.File) error {
		return errors.Join(f.SetCellStr("Sheet1", "A1", "姓名"), f.SetCellStr("Sheet1", "A3", "   "), f.SetCellStr("Sheet1", "A4", "张三"), f.SetCellStr("Sheet1", "B4", "一"),
			f.SetCellStr("Sheet1", "B5", "二"), f.SetCellStr("Sheet1", "A6", "李四"), f.MergeCell("Sheet1", "A4", "A5"), f.SetRowVisible("Sheet1", 6, false))
	})
	g := read(t, data, "")
	var numbers []int
	for _, l := range g.Lines {
		numbers = append(numbers, l.Number)
	}
	if !slices.Equal(numbers, []int{1, 4, 5, 6}) || !slices.Equal(g.Hidden, []int{6}) {
		t.Errorf("lines %v, hidden %v", numbers, g.Hidden)
	}
	if a := g.Lines[2].Cells[0]; a.Kind != table.Covered || a.Text != "" {
		t.Errorf("the merged cell of line 5 is %+v", a)
	}
}

func TestTheSheetIsChosen(t *testing.T) {
	data := made(t, func(f *excelize.File) error {
		_, one := f.NewSheet("说明")
		_, two := f.NewSheet("名册")
		return errors.Join(one, two, f.SetCellStr("Sheet1", "A1", "隐藏"), f.SetCellStr("说明", "A1", "说明的字"), f.SetCellStr("名册", "A1", "名册的字"), func() error {
			f.SetActiveSheet(1)
			return f.SetSheetVisible("Sheet1", false)
		}())
	})
	for wanted, want := range map[string]string{"名册": "名册的字", "没有这张": "说明的字", "": "说明的字", "Sheet1": "隐藏"} {
		if g := read(t, data, wanted); len(g.Lines) != 1 || g.Lines[0].Cells[0].Text != want || g.Others != 2 {
			t.Errorf("%q: sheet %q, %+v, %d others", wanted, g.Sheet, g.Lines, g.Others)
		}
	}
}

func TestDaysFrom1904AreTold(t *testing.T) {
	yes := true
	data := made(t, func(f *excelize.File) error {
		return errors.Join(f.SetCellInt("Sheet1", "A1", 44620), f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}))
	})
	if g := read(t, data, ""); !g.From1904 {
		t.Error("not told")
	}
}

// Links to elsewhere are not followed; what they came to is a formula's result.
func TestLinksToOtherFilesAreOnlyFormulas(t *testing.T) {
	b := honest(`<row r="1"><c r="A1"><f>[1]Sheet1!A1</f><v>7</v></c><c r="B1"><f>cmd|'/c calc'!A1</f><v>0</v></c></row>`).
		with("xl/externalLinks/externalLink1.xml", declaration+`<externalLink `+mainSpace+`/>`).
		with("xl/externalLinks/_rels/externalLink1.xml.rels", relationships(`<Relationship Id="rId1" Type="x/externalLinkPath" Target="http://127.0.0.1:1/a.xlsx" TargetMode="External"/>`))
	g := read(t, b.pack(t), "")
	for _, c := range g.Lines[0].Cells {
		if c.Kind != table.Formula {
			t.Errorf("%+v", c)
		}
	}
}

// nasty draws texts that files, formulas or escapes could break.
func nasty() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.SampledFrom([]string{"", "=1+1", "+1", "-1", "@SUM(A1)", "\tx", "=cmd|'/c calc'!A1", "_x0041_", "_x005F_", "_x005F_x0041_", "x_x000D_", "a\nb", "\n", "  a  ", "]]>",
			"<c>&amp;</c>", "&#65;", "'0123", "330702198503021238", "1E5", "2026-03-01", "TRUE", "#N/A", "😀", "\u202egpj", "零\u200b宽", "\"", "张三、李四", `\`, "(", "（）"}),
		rapid.StringOfN(rapid.RuneFrom([]rune("=+-@\t\n_x05FAD<>&;\"' 、，中文é😀")), 0, 40, -1),
		rapid.String().Filter(func(s string) bool {
			return !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' && r != '\t' && r != '\n' || r == 0xFFFE || r == 0xFFFF })
		}),
	)
}

// What is written is read again as it was, every cell a text.
func TestWhatIsWrittenIsReadAgain(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(r, "columns")
		s := Sheet{Name: "名册", Notes: rapid.Bool().Draw(r, "notes")}
		for range n {
			s.Columns = append(s.Columns, Column{Heading: "题", Note: "注", Width: 10})
		}
		s.Rows = rapid.SliceOfN(rapid.SliceOfN(nasty(), n, n), 0, 8).Draw(r, "rows")
		data, err := Write(s)
		if err != nil {
			r.Fatal(err)
		}
		g, err := Read("a.xlsx", data, "名册")
		if err != nil {
			r.Fatal(err)
		}
		lines := map[int]table.Line{}
		for _, l := range g.Lines {
			lines[l.Number] = l
		}
		for i, row := range s.Rows {
			l := lines[i+s.first()]
			for j, text := range row {
				var got table.Cell
				if j < len(l.Cells) {
					got = l.Cells[j]
				}
				if strings.TrimSpace(strings.Join(row, "")) != "" && (got != table.Cell{Text: text}) {
					r.Fatalf("row %d column %d: wrote %q, read %+v", i, j, text, got)
				}
			}
		}
	})
}

// The scan takes only what the decoder reads to its end; else rows could be
// lost without a word.
func TestTheDecoderReadsWhatTheScanTakes(t *testing.T) {
	pieces := []string{"<a>", "</a>", "<b>", "</b>", "<a/>", "<x:a>", "</x:a>", `<a b="c">`, `<a b='c"'/>`, `<a b="1"c="2"/>`, "<a b/>", "<a b=c/>", "<a />", "< a>", "<a/ >", "</a >", "<1>", "<a:b:c/>",
		"text", "&amp;", "&lt", "&#65;", "&#x41;", "&#xFFFE;", "&bad;", "&#0;", "]]>", "<!-- -->", "<![CDATA[]]>", "<!DOCTYPE a>", "<?a?>", `<?xml version="1.0"?>`, "\x01", "\xff", "\xe4\xbd", "\xa0", "长", "<", ">", "\"", "'", "\ufffe", "\n"}
	r, taken := rand.New(rand.NewPCG(1, 2)), 0
	for range 200_000 {
		var b strings.Builder
		b.WriteString("<r>")
		for range r.IntN(8) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		text := b.String() + "</r>"
		if !takes(text, 1+r.IntN(7)) {
			continue
		}
		taken++
		for d := xml.NewDecoder(strings.NewReader(text)); ; {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%q is taken, and the decoder says %v", text, err)
			}
		}
	}
	if taken < 10_000 {
		t.Errorf("only %d texts were taken", taken)
	}
}

// takes tells whether the scan takes a text that comes in pieces of a size.
func takes(text string, size int) bool {
	limit := 1000
	s := scan{limit: &limit, listener: single{}}
	for rest := text; rest != ""; rest = rest[min(size, len(rest)):] {
		if _, err := s.Write([]byte(rest[:min(size, len(rest))])); err != nil {
			return false
		}
	}
	return s.end() == nil
}

// No file makes reading fail other than with words.
func FuzzRead(f *testing.F) {
	for name, data := range hostile(f) {
		if len(data) < 4096 {
			f.Add(name, data)
		}
	}
	f.Add("a.xlsx", honest(oneRow).pack(f))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		g, err := Read(name, data, "")
		if err != nil && err.Error() == "" {
			t.Error("refused without a word")
		}
		for _, l := range g.Lines {
			if l.Number < 1 || l.Number > MaxRows || len(l.Cells) > MaxColumns {
				t.Errorf("line %d of %d cells", l.Number, len(l.Cells))
			}
		}
	})
}

// FuzzSheet changes the text of a sheet within an archive that is whole, which
// chance alone hardly ever makes.
func FuzzSheet(f *testing.F) {
	f.Add(oneRow, `<si><t>a</t></si>`)
	f.Add(`<row r="1"><c r="B1"><f>1</f><v>2</v></c></row><row r="7" hidden="1"><c t="inlineStr"><is><t>x</t></is></c></row>`, "")
	f.Fuzz(func(t *testing.T, sheet, texts string) {
		data := honest(sheet).with("xl/sharedStrings.xml", sst(texts)).pack(t)
		if _, err := Read("a.xlsx", data, ""); err != nil && err.Error() == "" {
			t.Error("refused without a word")
		}
	})
}
