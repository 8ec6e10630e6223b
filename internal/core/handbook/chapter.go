package handbook

import (
	"embed"
	"strings"
	"sync"
)

// Text is a chapter as it is read: what the product ships, or a version of it.
type Text struct {
	Chapter string // code
	Title   string
	Body    string // Markdown; lines end in "\n"
}

// Limits of a chapter, in characters.
const (
	TitleLimit = 40
	BodyLimit  = 20000
	NoteLimit  = 200 // what a version changed
)

// codes are the chapters in the order of the book; they are in addresses.
var codes = []string{"work", "branches", "organisation", "rules", "development", "dues", "examination"}

// Known tells whether there is a chapter of a code.
func Known(code string) bool { return Place(code) > 0 }

// Place is the number of a chapter in the book, from 1; 0 for an unknown code.
func Place(code string) int {
	for i, c := range codes {
		if c == code {
			return i + 1
		}
	}
	return 0
}

//go:embed chapters
var shipped embed.FS

// First is the handbook as the product ships it: version 1 of every chapter.
func First() []Text { return append([]Text(nil), first()...) }

var first = sync.OnceValue(func() []Text {
	var texts []Text
	for _, code := range codes {
		file, err := shipped.ReadFile("chapters/" + code + ".md")
		if err != nil {
			panic("handbook: " + err.Error()) // it is embedded, and a test reads it
		}
		title, body, _ := strings.Cut(string(file), "\n")
		texts = append(texts, Text{Chapter: code, Title: strings.TrimPrefix(title, "# "), Body: strings.TrimSpace(body) + "\n"})
	}
	return texts
})
