package ui

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/a-h/templ"
)

// TableProps is a table of data. Without rows its Empty text is shown.
type TableProps struct {
	ID      string
	Caption string
	Hide    bool // the caption is for screen readers only
	Columns []Column
	Rows    []TableRow
	Empty   string
}

// Column is a head of a table. The first column names its row.
type Column struct {
	Label  string
	Sort   string // address that sorts by this column; empty: cannot be sorted
	Sorted string // "ascending", "descending", or empty
	Number bool   // right-aligned, tabular figures
}

// TableRow is one line of a table.
type TableRow struct {
	Cells []Cell
	Tone  Tone
}

// Cell is one field; Body, where given, takes the place of the text.
type Cell struct {
	Text, Href, Sub string
	Tone            Tone
	Badge           BadgeProps
	Body            templ.Component
}

// blank tells a cell with nothing in it, which phones leave out.
func (c Cell) blank() bool { return c.Text == "" && c.Sub == "" && c.Badge.Text == "" && c.Body == nil }

// plain tells a cell that is its text alone: most are, and a page of tables weighs
// half as much without marks around each.
func (c Cell) plain() bool {
	return c.Body == nil && c.Href == "" && c.Sub == "" && c.Badge.Text == "" && numbers[c.Tone] == ""
}

// numbers are the classes of figures that are lost or won.
var numbers = map[Tone]string{Lost: "num-lost", Good: "num-good"}

func (c Column) class() string {
	if c.Number {
		return "n"
	}
	return ""
}

// class is that of a cell in a column.
func (t TableProps) class(column int, c Cell) string {
	if c.blank() {
		return strings.TrimSpace(t.column(column).class() + " blank")
	}
	return t.column(column).class()
}

func (r TableRow) class() string {
	if r.Tone == Neutral {
		return ""
	}
	return r.Tone.class("tr")
}

func (t TableProps) column(i int) Column {
	if i < len(t.Columns) {
		return t.Columns[i]
	}
	return Column{}
}

// arrow shows the order in which a column is sorted.
func (c Column) arrow() string {
	switch c.Sorted {
	case "ascending":
		return "↑"
	case "descending":
		return "↓"
	}
	return "↕"
}

// Filter is one chip that narrows a list.
type Filter struct {
	Label, Href, Count string
	On                 bool
}

// PagerProps leads through the pages of a list.
type PagerProps struct {
	Text           string // "第 21–40 条，共 60 条"
	Previous, Next string // addresses; empty: there is none
}

// Turn makes a pager that leads from a page, counted from 1, to the one before it
// and, where there is more, to the one after it.
func Turn(text string, at int, more bool, to func(page int) string) PagerProps {
	p := PagerProps{Text: text}
	if at > 1 {
		p.Previous = to(at - 1)
	}
	if more {
		p.Next = to(at + 1)
	}
	return p
}

// TurnRows tells which of total rows, all of them at hand, the page at shows, size to
// a page, and makes its pager; an empty one where one page holds them all. A page
// that is not there is the nearest one.
func TurnRows(total, size, at int, to func(page int) string) (from, until int, p PagerProps) {
	from, until, at = RowsAt(total, size, at)
	if total > size {
		p = Turn(RowsText(from, until, total), at, until < total, to)
	}
	return from, until, p
}

// RowsAt tells which of total rows a page shows, size to a page, and which page that
// is: one that is not there is the nearest one.
func RowsAt(total, size, at int) (from, until, page int) {
	page = min(max(at, 1), max(1, (total+size-1)/size))
	return (page - 1) * size, min(page*size, total), page
}

// RowsText says where the rows of a page lie among all.
func RowsText(from, until, total int) string {
	return fmt.Sprintf("第 %d–%d 个，共 %d 个", from+1, until, total)
}

// ProgressProps is how much of something is done; without a Total it is not
// known how much there is.
type ProgressProps struct {
	ID, Label   string
	Done, Total int
	Text        string // "12 / 60"
}

func (p ProgressProps) values() templ.Attributes {
	if p.Total == 0 {
		return nil
	}
	return templ.Attributes{"value": strconv.Itoa(p.Done), "max": strconv.Itoa(p.Total)}
}

func live(from string) templ.Attributes {
	if from == "" {
		return nil
	}
	return templ.Attributes{"hx-get": string(templ.URL(from)), "hx-trigger": "every 2s", "hx-swap": "outerHTML"}
}

// Definition is a term and what it is.
type Definition struct {
	Term, Text, Href string
	Body             templ.Component
}

// StepState tells where a step stands.
type StepState string

const (
	Waiting StepState = "waiting"
	Active  StepState = "active"
	Done    StepState = "done"
)

// Step is one of a few steps that follow each other.
type Step struct {
	ID    string
	Title string
	State StepState
	Badge BadgeProps
	Body  templ.Component
}

func (s Step) word() string {
	switch s.State {
	case Done:
		return "已完成"
	case Active:
		return "进行中"
	case Waiting:
		return "未开始"
	}
	return ""
}

// Derivation explains a figure: each line is a step of the sum, Total its result.
type Derivation struct {
	ID, Caption string
	Lines       []DerivationLine
	Total       string
	TotalLabel  string // empty: 得分
}

// DerivationLine is one step.
type DerivationLine struct {
	Label string // "2.4 主题党日"
	How   string // "应开展 12，实开展 10，少 2 次 × 1 分"
	Who   string // "王明 12月23日 18:02"
	Value string // "−2.0"
	Tone  Tone
	Href  string
}

// ConfirmProps is a page that asks once more before something that counts.
type ConfirmProps struct {
	ID       string
	Title    string
	Text     string
	Facts    []Definition // what is about to happen, in figures
	Form     Form
	Danger   bool
	Cancel   Link
	Disabled bool
}

func (c ConfirmProps) kind() Kind {
	if c.Danger {
		return Danger
	}
	return Primary
}

func pressed(on bool) templ.Attributes {
	if !on {
		return nil
	}
	return templ.Attributes{"aria-current": "true"}
}

func currentStep(on bool) templ.Attributes {
	if !on {
		return nil
	}
	return templ.Attributes{"aria-current": "step"}
}

// spaced keeps a screen reader from reading digits as one number.
func spaced(digits string) string { return strings.Join(strings.Split(digits, ""), " ") }

// grouped breaks a digest into groups of four, which is how people compare one.
func grouped(value string) string {
	var b strings.Builder
	for i, r := range value {
		if i > 0 && i%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// fives cuts digits into groups of five, the way dice are read out.
func fives(digits string) []string {
	var groups []string
	for len(digits) > 5 {
		groups, digits = append(groups, digits[:5]), digits[5:]
	}
	return append(groups, digits)
}
