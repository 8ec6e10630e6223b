package ui

import "github.com/a-h/templ"

// Text is a labelled field for typing.
type Text struct {
	ID, Name, Label, Value string
	Hint, Error            string
	Type                   string // "text" when empty; "password", "date", "number", "search", "tel"
	Autocomplete           string // the token of the HTML standard: "username", "current-password"
	InputMode              string // "numeric" for codes
	MaxLength              string // in characters, as text; empty: none
	Required, Disabled     bool
	Offered                []string // usual answers to pick from
	Rows                   int      // more than 0: a text area of so many lines
}

func (t Text) attributes() templ.Attributes {
	a := Row{ID: t.ID, Hint: t.Hint, Error: t.Error}.describedBy()
	if len(t.Offered) > 0 {
		a["list"] = t.ID + "-offered"
	}
	for name, value := range present("autocomplete", t.Autocomplete, "inputmode", t.InputMode, "maxlength", t.MaxLength) {
		a[name] = value
	}
	return a
}

// Select is a labelled list to pick from.
type Select struct {
	ID, Name, Label, Value string
	Hint, Error            string
	Options                []Option
	Empty                  string // words of the first, empty option; none when empty
	Required, Disabled     bool
}

// Check is one box to tick.
type Check struct {
	ID, Name, Label, Value string // Value is posted when ticked; empty: "true"
	Hint, Error            string
	On, Required, Disabled bool
}

// Radios is a group of options in an ordinary form.
type Radios struct {
	ID, Name, Label, Value string
	Hint, Error            string
	Options                []Option
	Disabled               bool
}

// Mistake is one line of an error summary; Field is the id of the field it is about.
type Mistake struct{ Field, Text string }
