package indicators

import (
	"bytes"
	"errors"
	"net/http"
	"path"
	"strconv"
	"strings"

	"baolei/internal/app"
	"baolei/internal/app/indicators"
	"baolei/internal/app/records/sheet"
	"baolei/internal/core/fault"
	"baolei/internal/core/indicator"
	"baolei/internal/core/record/table"
	"baolei/web/page"
	"baolei/web/ui"
)

// importView is the form that takes a set in from a file.
type importView struct {
	Head                ui.HeadingProps
	Mistakes            []ui.Mistake
	Faulty              string
	Faults              ui.TableProps
	Form                ui.Form
	File                ui.FileField
	From                ui.Select
	Code, Name, Version ui.Text
}

const (
	// largestFile is how many bytes a file may have: the city's own table takes
	// some 30 KB in either form.
	largestFile = 2 << 20
	largestText = "文件超过 2 MB，不像是一套指标，没有导入。请检查选的是不是导出的指标文件。"
	// toldAtOnce is how many of a file's faults a page lists.
	toldAtOnce = 100
)

// ImportForm shows the form that takes a set in from a file.
func (s *Screen) ImportForm(w http.ResponseWriter, r *http.Request) error {
	return s.importForm(w, r, http.StatusOK, page.Blank(), "", nil)
}

func (s *Screen) importForm(w http.ResponseWriter, r *http.Request, status int, t *page.Typed, name string, faults []indicator.CellFault) error {
	shelf, err := s.sets.Shelf(r.Context(), s.Actor(r))
	if err != nil {
		return err
	}
	v := importView{Head: ui.HeadingProps{Title: "导入指标", Text: "用导出的 Excel 或 YAML 文件改好，再整套导入成一份草稿。有一处不对就整份不导入。", Back: ui.Link{Label: "指标体系", Href: page.SetsURL}},
		Mistakes: page.Mistakes(t.Wrong, "file", "from", "code", "name", "version"), Form: ui.Form{Action: page.ImportSetURL, Hidden: s.Hidden(r), Multipart: true},
		File: ui.FileField{ID: "file", Name: "file", Accept: ".xlsx,.yaml,.yml", MaxBytes: strconv.Itoa(largestFile), Single: true, Waits: true, Error: t.Wrong["file"], Limits: "xlsx 或 yaml 文件，2 MB 以内。"},
		From: ui.Select{ID: "from", Name: "from", Label: "接续哪一套", Value: t.Text("from"), Error: t.Wrong["from"], Empty: "新的一套", Hint: "接续的一套里有的编码照用；别的已发布指标用过的编码不能再用。"},
		Code: t.TextField("code", "代码", "不填就用文件里的。", false), Name: t.TextField("name", "名称", "不填就用文件里的。", false), Version: t.TextField("version", "版本", "不填就用文件里的。", false)}
	for _, one := range shelf.Sets {
		v.From.Options = append(v.From.Options, ui.Option{Value: strconv.FormatInt(one.ID, 10), Label: one.Name + "（" + one.Code + "）"})
	}
	if len(faults) > 0 {
		v.Faulty = "“" + name + "”有 " + number(len(faults)) + " 处要改，没有导入。请在文件里改好，重新上传整份。"
		if len(faults) > toldAtOnce {
			v.Faulty += "下面先列出前 " + number(toldAtOnce) + " 处。"
		}
		v.Faults = faultTable(faults[:min(len(faults), toldAtOnce)])
	}
	s.Render(w, r, status, importPage(s.narrow(r, "导入指标"), v))
	return nil
}

func faultTable(faults []indicator.CellFault) ui.TableProps {
	t := ui.TableProps{ID: "faults", Caption: "要改的地方", Hide: true, Columns: []ui.Column{{Label: "工作表"}, {Label: "行"}, {Label: "列"}, {Label: "怎么改"}}}
	for _, f := range faults {
		line, name := "整张表", f.Sheet
		if f.Line > 0 {
			line = "第 " + number(f.Line) + " 行"
		}
		if name == "" {
			name = "–"
		}
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: name}, {Text: line}, {Text: f.Column}, {Text: f.Text}}})
	}
	return t
}

// Import takes a set in from a file: the whole of it, or nothing.
func (s *Screen) Import(w http.ResponseWriter, r *http.Request) error {
	files, key, err := s.ReadFiles(w, r, "file")
	t := page.Posted(r)
	if err == nil && len(files) != 1 {
		err = fault.Field("file", "请选择一个文件，一次只能导入一个。")
	}
	if err != nil {
		if !t.Add(err) && fault.KindOf(err) != fault.TooLarge {
			return err
		}
		return s.importForm(w, r, page.Status(err), withFault(t, err), "", nil)
	}
	content, faults, err := readFile(files[0])
	var id int64
	if err == nil && len(faults) == 0 {
		in := indicators.Import{Key: key, Content: content, Code: t.Text("code"), Name: t.Text("name"), Version: t.Text("version")}
		if from := t.Text("from"); from != "" {
			in.From = t.ID("from")
		}
		id, err = s.sets.Import(r.Context(), s.Actor(r), in)
	}
	switch {
	case len(faults) > 0:
		return s.importForm(w, r, http.StatusUnprocessableEntity, t, files[0].Name, faults)
	case err == nil:
		return page.See(w, r, page.Done(page.DraftURL(id), "draft-made"))
	case t.Add(err) || fault.KindOf(err) == fault.TooLarge:
		return s.importForm(w, r, page.Status(err), withFault(t, err), "", nil)
	}
	return err
}

// withFault puts what is wrong with the file as a whole beside its field.
func withFault(t *page.Typed, err error) *page.Typed {
	if f, ok := errors.AsType[*fault.Error](err); ok && (len(f.Fields) == 0 || f.Kind == fault.TooLarge) {
		t.Wrong["file"] = f.Message
		delete(t.Wrong, "")
	}
	return t
}

// readFile reads a set from a file, or tells what is wrong by sheet, line and
// column.
func readFile(f app.Upload) (*indicator.Draft, []indicator.CellFault, error) {
	if len(f.Data) > largestFile {
		return nil, nil, fault.New(fault.TooLarge, largestText)
	}
	switch strings.ToLower(path.Ext(f.Name)) {
	case ".yaml", ".yml":
		return readYAML(f.Data)
	case ".xlsx":
		return readExcel(f)
	}
	return nil, nil, fault.Field("file", "请选择 xlsx 或 yaml 文件。")
}

func readYAML(data []byte) (*indicator.Draft, []indicator.CellFault, error) {
	_, problems := indicator.Read("set.yaml", bytes.NewReader(data))
	if len(problems) == 0 {
		d, err := indicator.ReadDraft(data)
		if err != nil {
			return nil, nil, fault.Wrap(fault.Invalid, "没有读懂这个文件，请从导出的文件改起。", err)
		}
		tidied := indicator.Tidy(*d)
		return &tidied, nil, nil
	}
	var faults []indicator.CellFault
	for _, p := range problems {
		faults = append(faults, indicator.CellFault{Line: p.Line, Text: p.Message})
	}
	return nil, faults, nil
}

// readExcel reads all sheets of a set; each is read within the limits by itself.
func readExcel(f app.Upload) (*indicator.Draft, []indicator.CellFault, error) {
	var sheets []indicator.Sheet
	var faults []indicator.CellFault
	for _, name := range indicator.SheetNames() {
		grid, err := sheet.Read(f.Name, f.Data, name)
		if err != nil {
			return nil, nil, err
		}
		if grid.Sheet != name {
			continue // it is not there; what must be is told
		}
		one, bad := sheetOf(name, grid)
		sheets, faults = append(sheets, one), append(faults, bad...)
	}
	if len(faults) > 0 {
		return nil, faults, nil
	}
	d, faults := indicator.FromSheets(sheets)
	return d, faults, nil
}

// sheetOf takes the texts of a sheet. What is computed or covered is no text that
// anybody wrote there.
func sheetOf(name string, g table.Grid) (indicator.Sheet, []indicator.CellFault) {
	s := indicator.Sheet{Name: name}
	var faults []indicator.CellFault
	for i, l := range g.Lines {
		cells := make([]string, len(l.Cells))
		for c, cell := range l.Cells {
			cells[c] = cell.Text
			if cell.Kind == table.Formula || cell.Kind == table.Failed || cell.Kind == table.Covered {
				column := ""
				if c < len(s.Headings) {
					column = s.Headings[c]
				}
				faults = append(faults, indicator.CellFault{Sheet: name, Line: l.Number, Column: column, Text: "这一格是公式、出错的值或合并的格，请改成普通的文字"})
			}
		}
		if i == 0 {
			s.Headings = trimmed(cells)
			continue
		}
		s.Rows = append(s.Rows, indicator.SheetRow{Number: l.Number, Cells: cells})
	}
	return s, faults
}

func trimmed(cells []string) []string {
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return cells
}
