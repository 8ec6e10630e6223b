package ui

import "github.com/a-h/templ"

// Kind is the weight of a button.
type Kind string

const (
	Secondary Kind = ""
	Primary   Kind = "primary" // the one main action of the page
	Danger    Kind = "danger"  // cannot be undone, or takes something away
	Quiet     Kind = "quiet"   // looks like a link
)

func (k Kind) class(small bool) string {
	class := "btn"
	if k != Secondary {
		class += " btn-" + string(k)
	}
	if small {
		class += " btn-small"
	}
	return class
}

// ButtonProps is a button that submits its form.
type ButtonProps struct {
	ID, Label   string
	Kind        Kind
	Name, Value string // sent with the form when this button was pressed
	Form        string // id of the form, where the button stands outside it
	Key         string // shortcut, one lower-case letter
	Small       bool
	Disabled    bool
}

func (b ButtonProps) attributes() templ.Attributes {
	return present("id", b.ID, "name", b.Name, "value", b.Value, "form", b.Form, "data-key", b.Key)
}

// LinkButtonProps is a link that looks like a button: it only leads somewhere.
type LinkButtonProps struct {
	Label, Href string
	Kind        Kind
	Key         string
	Small       bool
}

// present makes attributes of those pairs whose value is not empty.
func present(pairs ...string) templ.Attributes {
	a := templ.Attributes{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			a[pairs[i]] = pairs[i+1]
		}
	}
	return a
}
