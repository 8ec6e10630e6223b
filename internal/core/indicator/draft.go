package indicator

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"go.yaml.in/yaml/v3"

	"baolei/internal/core/scoring/jsonscan"
)

// Draft is a set as somebody works on it: what its file says, in the words in
// which it was written, whether sound or not. What is empty does not stand in
// the file.
type Draft struct {
	Code       string          `yaml:"code,omitempty"`
	Name       string          `yaml:"name,omitempty"`
	Version    string          `yaml:"version,omitempty"`
	Subject    string          `yaml:"subject,omitempty"`
	Kinds      []DraftKind     `yaml:"kinds,omitempty"`
	Categories []DraftCategory `yaml:"categories,omitempty"`
	Grades     []DraftGrade    `yaml:"grades,omitempty"`
	VetoGrade  string          `yaml:"veto_grade,omitempty"`
	Areas      []DraftArea     `yaml:"areas,omitempty"`
}

// DraftKind is a kind of branch of a draft.
type DraftKind struct {
	Code string `yaml:"code,omitempty"`
	Name string `yaml:"name,omitempty"`
}

// DraftCategory is a category of a draft.
type DraftCategory struct {
	Code        string `yaml:"code,omitempty"`
	Name        string `yaml:"name,omitempty"`
	Weight      Figure `yaml:"weight,omitempty"`
	EarnsAtMost Figure `yaml:"earns_at_most,omitempty"`
	LosesAtMost Figure `yaml:"loses_at_most,omitempty"`
}

// DraftGrade is a grade of a draft, the lowest first.
type DraftGrade struct {
	Code string `yaml:"code,omitempty"`
	Name string `yaml:"name,omitempty"`
	From Figure `yaml:"from,omitempty"`
}

// DraftArea is an area of a draft.
type DraftArea struct {
	Code        string      `yaml:"code,omitempty"`
	Title       string      `yaml:"title,omitempty"`
	Category    string      `yaml:"category,omitempty"`
	Weight      Figure      `yaml:"weight,omitempty"`
	EarnsAtMost Figure      `yaml:"earns_at_most,omitempty"`
	LosesAtMost Figure      `yaml:"loses_at_most,omitempty"`
	Items       []DraftItem `yaml:"items,omitempty"`
}

// DraftItem is an item of a draft.
type DraftItem struct {
	Code      string        `yaml:"code,omitempty"`
	Title     string        `yaml:"title,omitempty"`
	Ask       string        `yaml:"ask,omitempty"`
	Text      string        `yaml:"text,omitempty"`
	Weight    Figure        `yaml:"weight,omitempty"`
	AtMost    Figure        `yaml:"at_most,omitempty"`
	Direction string        `yaml:"direction,omitempty"`
	Kinds     []string      `yaml:"kinds,omitempty,flow"`
	Clauses   []DraftClause `yaml:"clauses,omitempty"`
}

// DraftClause is a clause of a draft.
type DraftClause struct {
	Code      string        `yaml:"code,omitempty"`
	Kind      string        `yaml:"kind,omitempty"`
	Label     string        `yaml:"label,omitempty"`
	Amount    Figure        `yaml:"amount,omitempty"`
	Unit      string        `yaml:"unit,omitempty"`
	Expected  Figure        `yaml:"expected,omitempty"`
	Min       Figure        `yaml:"min,omitempty"`
	Max       Figure        `yaml:"max,omitempty"`
	Step      Figure        `yaml:"step,omitempty"`
	From      Figure        `yaml:"from,omitempty"`
	Flat      Figure        `yaml:"flat,omitempty"`
	Occurred  string        `yaml:"occurred,omitempty"`
	Otherwise string        `yaml:"otherwise,omitempty"`
	Effect    string        `yaml:"effect,omitempty"`
	Options   []DraftOption `yaml:"options,omitempty"`
	Measure   *DraftMeasure `yaml:"measure,omitempty"`
}

// DraftOption is an option of a clause of a draft.
type DraftOption struct {
	Code   string `yaml:"code,omitempty"`
	Label  string `yaml:"label,omitempty"`
	Amount Figure `yaml:"amount,omitempty"`
}

// DraftMeasure is the measure of a clause of a draft.
type DraftMeasure struct {
	Name     string   `yaml:"name,omitempty"`
	Kinds    []string `yaml:"kinds,omitempty,flow"`
	Each     string   `yaml:"each,omitempty"`
	By       string   `yaml:"by,omitempty"`
	Months   Figure   `yaml:"months,omitempty"`
	From     Figure   `yaml:"from,omitempty"`
	Late     string   `yaml:"late,omitempty"`
	OverYear string   `yaml:"over_a_year,omitempty"`
}

// Figure is a number as somebody wrote it. What is none is kept as it is and
// told by the check.
type Figure string

// MarshalYAML writes numbers without quotes.
func (f Figure) MarshalYAML() (any, error) {
	if !jsonscan.IsNumber(string(f)) {
		return string(f), nil
	}
	return &yaml.Node{Kind: yaml.ScalarNode, Value: string(f)}, nil
}

// ReadDraft reads the text of a set that is well-formed, though it need not be
// sound: unknown keys, keys twice and several documents are refused.
func ReadDraft(text []byte) (*Draft, error) {
	var d Draft
	dec := yaml.NewDecoder(bytes.NewReader(text))
	dec.KnownFields(true)
	if err := dec.Decode(&d); err != nil {
		return nil, fmt.Errorf("read a draft: %w", err)
	}
	return &d, nil
}

// Text writes the draft as the file of a set.
func (d *Draft) Text() []byte { return textOf(d) }

func textOf(part any) []byte {
	var b bytes.Buffer
	enc := yaml.NewEncoder(&b)
	enc.SetIndent(2)
	if err := enc.Encode(part); err != nil {
		panic(fmt.Sprintf("a draft cannot be written: %v", err)) // it holds texts and lists only
	}
	if err := enc.Close(); err != nil {
		panic(fmt.Sprintf("a draft cannot be written: %v", err))
	}
	return b.Bytes()
}

// Check tells what is wrong with a draft, by the places of its file.
func (d *Draft) Check() (*Set, []Problem) { return Read(d.Code, bytes.NewReader(d.Text())) }

// Mark names the state of a part of a draft, so that a change made meanwhile by
// somebody else shows: the SHA-256 of its text.
func Mark(part any) string {
	sum := sha256.Sum256(textOf(part))
	return hex.EncodeToString(sum[:])
}

// General is a draft without its areas: what one page of the editor shows.
func (d *Draft) General() Draft {
	g := *d
	g.Areas = nil
	return g
}

// WithoutItems is an area without its items.
func (a *DraftArea) WithoutItems() DraftArea {
	w := *a
	w.Items = nil
	return w
}
