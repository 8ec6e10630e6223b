package document

import "bytes"

// watch looks for words in a text that goes by, keeping none of it but the end
// of each piece, in which a word may have begun.
type watch struct {
	piece []byte
	seen  [len(watched)]bool
}

const (
	macroEnabled = iota
	macroProject
	doctype
	entityDeclared
	template
	external
)

var watched = [...]string{macroEnabled: "macroEnabled", macroProject: "vbaProject", doctype: "<!DOCTYPE", entityDeclared: "<!ENTITY",
	template: "attachedTemplate", external: "External"}

// overlap is one byte less than the longest word.
const overlap = len("attachedTemplate") - 1

// Write looks at the next piece.
func (w *watch) Write(p []byte) (int, error) {
	w.piece = append(w.piece, p...)
	for i, word := range watched {
		w.seen[i] = w.seen[i] || bytes.Contains(w.piece, []byte(word))
	}
	w.piece = append(w.piece[:0], w.piece[max(0, len(w.piece)-overlap):]...)
	return len(p), nil
}

// judge refuses what makes a reader do more than show: macro-enabled types,
// entities, and templates from elsewhere.
func (w *watch) judge() error {
	switch {
	case w.seen[macroEnabled], w.seen[macroProject]:
		return refuse(macros)
	case w.seen[doctype], w.seen[entityDeclared]:
		return refuse(torn)
	case w.seen[template] && w.seen[external]:
		return refuse(active)
	}
	return nil
}
