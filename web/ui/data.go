package ui

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"
)

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
