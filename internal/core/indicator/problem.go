package indicator

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Problem is one thing that is wrong with a set's file.
type Problem struct {
	File    string
	Line    int // from 1
	Message string
}

// String is FILE:LINE: message.
func (p Problem) String() string { return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Message) }

// report collects problems, so that all of them are told at once.
type report struct {
	file     string
	problems []Problem
}

func (r *report) add(line int, format string, args ...any) {
	r.problems = append(r.problems, Problem{r.file, max(line, 1), oneLine(fmt.Sprintf(format, args...))})
}

// oneLine writes out what the file quoted in a message must not do to a
// terminal or to the lines of the report: break them, or move about in them.
func oneLine(message string) string {
	var b strings.Builder
	for _, c := range message {
		if unicode.IsPrint(c) {
			b.WriteRune(c)
		} else {
			b.WriteString(strings.Trim(strconv.QuoteRuneToASCII(c), "'"))
		}
	}
	return b.String()
}

// sorted are the problems by line; those of one line stay as they were found.
func (r *report) sorted() []Problem {
	slices.SortStableFunc(r.problems, func(a, b Problem) int { return cmp.Compare(a.Line, b.Line) })
	return r.problems
}
