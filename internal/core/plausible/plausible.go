// Package plausible looks for what a reviewer should look at twice in a
// branch's records: entries made in a batch just before the deadline, people at
// two places at once, files and texts that repeat, attendance of people who had
// left. It gives hints, never points: each has an honest explanation as often as
// not, and only a person decides.
//
// It is pure, and says the same whatever the order of what it is given.
package plausible

import (
	"cmp"
	"slices"
	"time"

	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
)

// Kind is what a hint is about.
type Kind string

// The kinds of hint.
const (
	Burst      Kind = "burst"       // entered long afterwards, many on one day or just before the deadline
	AtOnce     Kind = "at_once"     // one person at two activities at the same time
	SameFile   Kind = "same_file"   // one file in several records or branches
	SameText   Kind = "same_text"   // texts that repeat each other
	NotPresent Kind = "not_present" // attendance of somebody not on the roster that day
)

// Hint is one thing to look at.
type Hint struct {
	Kind    Kind         `json:"kind"`
	Text    string       `json:"text"` // one plain sentence
	Records []record.Ref `json:"records"`
}

// Book is what the hints are taken from.
type Book struct {
	Members    []record.Member
	Activities []record.Activity // with their texts
	Entries    []Entry           // all records of the year, of every kind
	Files      []Use
	Deadline   calendar.Date // of the self-assessment
}

// Entry tells when something happened and when it was entered.
type Entry struct {
	Ref        record.Ref
	Occurred   calendar.Date
	RecordedAt time.Time
}

// Use is one place where a file is used. Branch is empty where it is this one.
type Use struct {
	Digest string
	Name   string // of the file
	Ref    record.Ref
	Where  string // how the place is told: "主题党日 3月12日"
	Branch string // name of another branch
}

// Hints returns everything worth a second look, the gravest kinds first.
func Hints(b Book) []Hint {
	var hints []Hint
	hints = append(hints, notPresent(b)...)
	hints = append(hints, atOnce(b)...)
	hints = append(hints, sameFiles(b)...)
	hints = append(hints, sameTexts(b)...)
	return append(hints, bursts(b)...)
}

// byDay orders activities so that hints do not depend on how they were given.
func byDay(list []record.Activity) []record.Activity {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b record.Activity) int {
		return cmp.Or(a.On.UTC().Compare(b.On.UTC()), cmp.Compare(a.Begins, b.Begins), cmp.Compare(a.ID, b.ID))
	})
	return list
}

func ref(a *record.Activity) record.Ref { return record.Ref{Kind: record.ActivityRecord, ID: a.ID} }
