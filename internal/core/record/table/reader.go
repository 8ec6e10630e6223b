package table

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
)

// reader reads the cells of a row into a record. A column that the table does
// not have leaves the record as it is; an empty cell empties it.
type reader struct {
	form   Form
	table  *Table
	row    Row
	faults []Fault
}

// bad notes a fault of a column, one for each cell.
func (r *reader) bad(column int, text string) {
	heading := r.form.Columns[column].Heading
	for _, f := range r.faults {
		if f.Column == heading {
			return
		}
	}
	r.faults = append(r.faults, Fault{r.row.Line, heading, text})
}

func (r *reader) has(column int) bool { return r.table.Has[column] }

// text reads a text of at most so many characters.
func (r *reader) text(column, limit int, to *string) { r.words(column, limit, OneLine, to) }

// texts reads a text of several lines.
func (r *reader) texts(column, limit int, to *string) { r.words(column, limit, Clean, to) }

func (r *reader) words(column, limit int, clean func(string) string, to *string) {
	if !r.has(column) {
		return
	}
	text := clean(r.row.Cells[column].Text)
	if text == TooLong {
		return
	}
	if utf8.RuneCountInString(text) > limit {
		r.bad(column, fmt.Sprintf("最多 %d 字，请精简。", limit))
	}
	*to = text
}

// TooLong stands for a text that a cell cannot hold; reading it leaves the
// record as it is.
const TooLong = "（内容太长，没有导出）"

// cellLimit is how much a cell holds, in units of UTF-16.
const cellLimit = 32_767

// fit is a text as a cell holds it.
func fit(text string) string {
	if len(text) <= cellLimit {
		return text
	}
	n := 0
	for _, c := range text {
		if n++; c > 0xFFFF { // two units
			n++
		}
	}
	if n > cellLimit {
		return TooLong
	}
	return text
}

func (r *reader) empty(column int) bool { return Clean(r.row.Cells[column].Text) == "" }

func (r *reader) day(column int, to *calendar.Date) {
	if !r.has(column) {
		return
	}
	*to = calendar.Date{}
	if r.empty(column) {
		return
	}
	d, ok := day(r.row.Cells[column], r.table.From1904)
	if !ok {
		r.bad(column, "“"+r.shown(column)+"”不是日期，请写成 2026-03-01。")
		return
	}
	*to = d
}

func (r *reader) month(column int, to *calendar.Month) {
	if !r.has(column) {
		return
	}
	m, ok := month(r.row.Cells[column], r.table.From1904)
	if !ok {
		r.bad(column, "“"+r.shown(column)+"”不是月份，请写成 2026-03。")
		return
	}
	*to = m
}

// clock reads a time of day; -1 where the cell is empty.
func (r *reader) clock(column int, to *int) {
	if !r.has(column) {
		return
	}
	*to = -1
	if r.empty(column) {
		return
	}
	m, ok := clock(r.row.Cells[column])
	if !ok {
		r.bad(column, "“"+r.shown(column)+"”不是时间，请写成 15:00。")
		return
	}
	*to = m
}

// whole reads a whole number up to a bound; 0 where the cell is empty.
func (r *reader) whole(column, most int, unit string, to *int) {
	if !r.has(column) {
		return
	}
	*to = 0
	text := strings.TrimSuffix(narrow(r.row.Cells[column].Text), unit)
	if text == "" {
		return
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > most {
		r.bad(column, fmt.Sprintf("“%s”不对，请填 1 到 %d 的整数，或留空。", r.shown(column), most))
		return
	}
	*to = n
}

// money reads an amount; filled tells whether there is one.
func (r *reader) money(column int, to *record.Fen) (filled bool) {
	if !r.has(column) || r.empty(column) {
		return false
	}
	amount, err := record.ParseYuan(Clean(r.row.Cells[column].Text))
	if err != nil {
		r.bad(column, "“"+r.shown(column)+"”不是金额，请写成 4200.00，最多两位小数。")
		return true
	}
	*to = amount
	return true
}

// id reads a record's number; 0 where the cell is empty.
func (r *reader) id(column int) int64 {
	if !r.has(column) || r.empty(column) {
		return 0
	}
	id, err := strconv.ParseInt(narrow(r.row.Cells[column].Text), 10, 64)
	if err != nil || id < 1 {
		r.bad(column, "编号由系统导出，请不要改动；新增的请留空。")
		return 0
	}
	return id
}

// choice reads a word of a list into its code; the beginning of a single word
// will do.
func choice[T ~string](r *reader, column int, list []record.Named, to *T) {
	if !r.has(column) {
		return
	}
	*to = ""
	text := narrow(r.row.Cells[column].Text)
	if text == "" {
		return
	}
	code, ok := coded(text, list)
	if !ok {
		r.bad(column, "“"+r.shown(column)+"”不在选项里，请从这些词里选："+strings.Join(words(list), "、")+"。")
		return
	}
	*to = T(code)
}

func coded(text string, list []record.Named) (code string, ok bool) {
	var begins []string
	for _, n := range list {
		word := narrow(n.Chinese)
		if word == text {
			return n.Code, true
		}
		if utf8.RuneCountInString(text) >= 2 && strings.HasPrefix(word, text) {
			begins = append(begins, n.Code)
		}
	}
	if len(begins) == 1 {
		return begins[0], true
	}
	return "", false
}

func words(list []record.Named) []string {
	out := make([]string, len(list))
	for i, n := range list {
		out[i] = n.Chinese
	}
	return out
}

// shown is the beginning of what stands in a cell, for telling.
func (r *reader) shown(column int) string {
	text := []rune(OneLine(r.row.Cells[column].Text))
	if len(text) > 20 {
		return string(text[:20]) + "…"
	}
	return string(text)
}
