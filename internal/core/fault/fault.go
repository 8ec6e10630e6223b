// Package fault holds the few kinds of error that a person can meet, each with
// the words for that person. Everything else is an ordinary Go error: it is
// logged with an id, and the person sees the id.
//
// The words are plain Chinese and say what to do next. They never hold SQL,
// file names or another person's data.
package fault

import (
	"errors"
	"maps"
	"slices"
)

// Kind says what went wrong in a way that a caller can act upon.
type Kind uint8

// The kinds, each with the HTTP status that the web gives it.
const (
	Invalid     Kind = iota + 1 // 422: what was sent cannot be taken; the form comes back as typed
	Forbidden                   // 403: known to exist, not allowed for this person or in this state
	NotFound                    // 404: not there, or not for this person to know of
	Conflict                    // 409: somebody changed it meanwhile
	Unavailable                 // 503: the database or a limit; trying again later helps
	TooLarge                    // 413: a file or form above its limit
)

// Error is a refusal with words for the person who meets it.
type Error struct {
	Kind    Kind
	Message string            // plain Chinese, what to do
	Fields  map[string]string // form field → message, for Invalid; may be nil
	Cause   error             // for the log; may be nil
}

// Error returns the words for the person.
func (e *Error) Error() string { return e.Message }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }

// New makes an error of a kind.
func New(kind Kind, message string) *Error { return &Error{Kind: kind, Message: message} }

// Wrap makes an error of a kind that remembers its cause for the log.
func Wrap(kind Kind, message string, cause error) *Error {
	return &Error{Kind: kind, Message: message, Cause: cause}
}

// Field makes an Invalid error about one form field.
func Field(field, message string) *Error {
	return &Error{Kind: Invalid, Message: message, Fields: map[string]string{field: message}}
}

// KindOf returns the kind of err, or 0 where it is no Error.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return 0
}

// Fields makes an Invalid error about several form fields, or none where
// nothing is wrong. Its message is that of the first field by name.
func Fields(wrong map[string]string) error {
	if len(wrong) == 0 {
		return nil
	}
	first := slices.Sorted(maps.Keys(wrong))[0]
	return &Error{Kind: Invalid, Message: wrong[first], Fields: wrong}
}
