package ui

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"
)

// Row is what every control has in common. The zero Tone of Amount is neutral; Lost shows it red.
type Row struct {
	ID         string // see the package's notes on ids
	Label      string // the question
	Hint       string // "每少 1 次扣 1 分，本项最多还能扣 1 分"
	Amount     string // effect on the score: "−2.0", "0"; empty: "–"
	AmountTone Tone
	Error      string
	Key        string // shortcut that jumps to the control, one lower-case letter
	Disabled   bool   // shown as a control that cannot be used
	ReadOnly   bool   // shown as text
}

// describedBy lists the ids of hint, amount and error, where they are there.
func (r Row) describedBy() templ.Attributes {
	a := r.described()
	if r.Error != "" {
		a["aria-invalid"] = "true"
	}
	return a
}

// described is describedBy for a group that is no input: it cannot be invalid itself.
func (r Row) described() templ.Attributes {
	var ids []string
	if r.Hint != "" {
		ids = append(ids, r.ID+"-hint")
	}
	if r.Amount != "" {
		ids = append(ids, r.ID+"-amount")
	}
	if r.Error != "" {
		ids = append(ids, r.ID+"-error")
	}
	return present("aria-describedby", strings.Join(ids, " "))
}

func (r Row) class() string {
	if r.Error != "" {
		return "row row-error"
	}
	return "row"
}

// group is the name that ties the options of a row together. Disabled ones may stand outside any
// form, where rows of one name would be taken for one group and lose their marks; nothing is sent
// of them, so the id serves.
func (r Row) group(name string) string {
	if r.Disabled {
		return r.ID
	}
	return name
}

// optionID is the id of one option: a dot in a value, as in "1.5", is an underscore there.
func optionID(id, value string) string { return id + "-" + strings.ReplaceAll(value, ".", "_") }

// keyFor puts the shortcut on the option to land on: the chosen one, else the first.
func (r Row) keyFor(options []Option, i int, value string) templ.Attributes {
	land := 0
	for j, o := range options {
		if o.Value == value {
			land = j
		}
	}
	if r.Key == "" || i != land {
		return nil
	}
	return templ.Attributes{"data-key": r.Key}
}

// unset is what is shown where nothing was answered.
const unset = "未填"

// Once asks whether something was so: two segments that post "true" and "false".
type Once struct {
	Row
	Name    string
	Value   string // "true", "false", or empty for not answered
	Yes, No string // words of the segments, "未开展" and "已开展"
	YesLost bool   // Yes costs points
	NoFirst bool   // the segment for false stands first
}

func (o Once) options() []Option {
	yes := Option{Value: "true", Label: o.Yes, Lost: o.YesLost}
	no := Option{Value: "false", Label: o.No}
	if o.NoFirst {
		return []Option{no, yes}
	}
	return []Option{yes, no}
}

// Option is one of several that exclude each other.
type Option struct {
	Value, Label string
	Amount       string // shown beside the label of a choice: "−1.0"
	Lost         bool   // choosing it costs points
}

// Segments is a bare choice of a few, for lists in which every line has one.
type Segments struct {
	ID, Name, Value string
	Label           string // for screen readers: what stands beside it says it to the others
	Options         []Option
}

// Range is a row of steps, 0 among them.
type Range struct {
	Row
	Name, Value string
	Steps       []Option
}

// Choice is a list of options, "none of these" among them, one below the other.
type Choice struct {
	Row
	Name, Value string
	Options     []Option
}

// Veto is a Once that says in a sentence what it means when it is so.
type Veto struct {
	Once
	Meaning string
}

// Stepper counts. It serves counts of cases and, with Of or OfName, what was held out of what was due.
type Stepper struct {
	Row
	Name, Value string // an empty value is not answered
	Unit        string // "次"
	Min, Max    int64  // Max 0: no upper bound
	Start       string // where the first press of + or − begins; empty: + begins at Min+1, − at Min
	Of          string // what was due, as text: "10 / 12 次"
	OfName      string // what was due may be typed: name of its field, Of is its value
	OfLabel     string // and its label, "应谈人数"
}

func (s Stepper) bounds() templ.Attributes {
	a := templ.Attributes{"min": strconv.FormatInt(s.Min, 10)}
	if s.Max > 0 {
		a["max"] = strconv.FormatInt(s.Max, 10)
	}
	return a
}

// text is the value in words, for a row that is only read.
func (s Stepper) text() string {
	if s.Value == "" {
		return unset
	}
	if s.Of != "" {
		return s.Value + " / " + s.Of + " " + s.Unit
	}
	return s.Value + " " + s.Unit
}

// Tiers is a table of levels with a count at each.
type Tiers struct {
	Row
	Unit   string // "项"
	Levels []Level
}

// Level is one line of Tiers.
type Level struct {
	Name   string // of the form field
	Value  string // empty: not answered
	Label  string // "省级"
	Each   string // "每项 +5.0"
	Amount string
	Tone   Tone // of the amount
	Error  string
}

// level makes the stepper of a line.
func (t Tiers) stepper(i int) Stepper {
	l := t.Levels[i]
	row := Row{ID: t.ID + "-" + strconv.Itoa(i+1), Label: l.Label, Error: l.Error, Disabled: t.Disabled, ReadOnly: t.ReadOnly}
	return Stepper{Row: row, Name: l.Name, Value: l.Value, Unit: t.Unit}
}

// NotApplicable is the small form by which a question is set aside with a reason, or taken up again.
type NotApplicable struct {
	ID         string
	Form       Form
	On         bool // set aside now
	Summary    string
	ReasonName string
	Reason     string
	Hint       string
	Error      string
	Disabled   bool
	Undo       *Form // takes it up again; shown when On
}

// chosen finds the words of a value among the options.
func chosen(options []Option, value string) string {
	for _, o := range options {
		if o.Value == value {
			return o.Label
		}
	}
	return unset
}
