package sheet

import (
	"bytes"
	"encoding/xml"
	"path"
	"strings"
)

// decode scans a small part and reads it.
func (a *archive) decode(part string, to any) error {
	var text bytes.Buffer
	if a.parts[part] == nil {
		return odd()
	}
	if err := a.scan(part, &scan{limit: &a.trees, listener: single{}}, &text); err != nil {
		return err
	}
	if xml.Unmarshal(text.Bytes(), to) != nil {
		return odd()
	}
	return nil
}

type relations struct {
	List []struct {
		ID     string `xml:"Id,attr"`
		Type   string `xml:"Type,attr"`
		Target string `xml:"Target,attr"`
	} `xml:"Relationship"`
}

type workbook struct {
	Sheets []struct {
		Name  string `xml:"name,attr"`
		State string `xml:"state,attr"`
		ID    string `xml:"id,attr"`
	} `xml:"sheets>sheet"`
}

// choose finds the sheet to read and returns its part.
func (a *archive) choose(wanted string) (part string, err error) {
	var root, links relations
	var book workbook
	for part, to := range map[string]any{rootRels: &root, workbookPart: &book, workbookRels: &links} {
		if err := a.decode(part, to); err != nil {
			return "", err
		}
	}
	for _, r := range root.List {
		if strings.HasSuffix(r.Type, "/officeDocument") && strings.TrimPrefix(r.Target, "/") != workbookPart {
			return "", odd()
		}
	}
	id, err := a.pick(book, wanted)
	if err != nil {
		return "", err
	}
	for _, r := range links.List {
		switch {
		case r.ID != id:
		case part != "":
			return "", odd()
		default:
			part = target(r.Target)
		}
	}
	if part == "" {
		return "", odd()
	}
	return part, nil
}

// pick finds the sheet and returns the id of its relation.
func (a *archive) pick(book workbook, wanted string) (id string, err error) {
	seen := map[string]bool{}
	for _, s := range book.Sheets {
		low := strings.ToLower(s.Name)
		if seen[low] {
			return "", odd()
		}
		seen[low] = true
		if s.Name == wanted || a.name == "" && s.State != "hidden" && s.State != "veryHidden" {
			a.name, id = s.Name, s.ID
		}
	}
	a.rest = len(book.Sheets) - 1
	return id, nil
}

// target is the part that a relation of the workbook leads to.
func target(to string) string {
	if strings.HasPrefix(to, "/") {
		return strings.ToLower(path.Clean(to)[1:])
	}
	return strings.ToLower(path.Join("xl", to))
}
