package records

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"time"

	"baolei/internal/app"
	"baolei/internal/core/fault"
	"baolei/internal/core/record/table"
	"baolei/internal/store"
)

// Import is a table that somebody handed in, beside what is in the branch's
// book: what confirming it would do. Nothing of it is in the book before.
type Import struct {
	Place
	Form     table.Form
	ID       int64 // 0 where the table cannot be taken as it is
	FileName string
	Lines    []ImportLine // that add or change something, in order; numbers that are secret are masked
	Faults   []table.Fault
	Notices  []string
	Same     int    // rows that say just what is there
	Seal     string // of all that is shown; confirming does that and nothing else
	Late     bool   // something of a year that is submitted is changed: a reason is needed
	Until    time.Time
	// Of one that was confirmed.
	DoneAt         time.Time
	Added, Changed int
}

// ImportLine is a row that adds or changes something.
type ImportLine struct {
	Number        int      // of the row in the sheet
	Before, After []string // by the form's columns; Before is empty where the row adds
	Hidden        []bool   // which columns change under their mask; nil for none
}

// Limits of an import.
const (
	importRows  = 5000
	importLasts = 2 * time.Hour
)

// importKeeps is what of a table is kept, sealed, until it is confirmed.
type importKeeps struct {
	Table   table.Table
	Notices []string
}

func (s *Service) sealImport(id int64, k importKeeps) ([]byte, error) {
	text, err := json.Marshal(k)
	if err != nil {
		return nil, err
	}
	return s.Keys.Seal(app.ImportColumn, id, string(text)), nil
}

func (s *Service) openImport(p store.ImportPreview) (k importKeeps, err error) {
	text, err := s.Keys.Open(app.ImportColumn, p.ID, p.Rows)
	if err == nil {
		err = json.Unmarshal([]byte(text), &k)
	}
	return k, err
}

// tally counts what lines do.
func (i *Import) tally() {
	i.Added, i.Changed = 0, 0
	for _, l := range i.Lines {
		if len(l.Before) == 0 {
			i.Added++
		} else {
			i.Changed++
		}
	}
}

// seal is a digest of what a table would do to what is there now. It is keyed,
// for identity cards are among it.
func (s *Service) seal(lines []importLine) (string, error) {
	text, err := json.Marshal(lines)
	if err != nil {
		return "", err
	}
	return hex.EncodeToString(s.Keys.Digest("import", string(text))), nil
}

// ImportMoved tells that what is there has changed since the person looked at
// what an import would do. It carries what it would do now.
type ImportMoved struct{ Import }

// Error returns the words for the person.
func (i *ImportMoved) Error() string {
	if len(i.Faults) > 0 {
		return "预览之后记实本有了变化，这张表现在有几处不能导入。还没有写入任何内容；请改好后重新上传。"
	}
	return "预览之后记实本有了变化，还没有写入任何内容。请核对下面新的预览，再确认导入。"
}

// Unwrap makes it a conflict.
func (i *ImportMoved) Unwrap() error { return fault.New(fault.Conflict, i.Error()) }

func importGone() error {
	return fault.New(fault.NotFound, "这次导入的预览已经过期，或不在您的职责范围内。请回到导入页面重新上传。")
}

// faultFields are the fields of a refusal; nil for any other error.
func faultFields(err error) map[string]string {
	if f, ok := errors.AsType[*fault.Error](err); ok {
		return f.Fields
	}
	return nil
}
