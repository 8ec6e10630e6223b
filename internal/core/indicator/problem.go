package indicator

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"
)

// Problem is one thing that is wrong with a set's file.
type Problem struct {
	File    string
	Line    int // from 1
	Message string
	// Path leads to what the problem is about, by keys and by places in lists from
	// 0: areas.0.items.2.clauses.0.amount, also where that is missing. It is empty
	// for the file as a whole.
	Path  string
	Plain string // Message with the words of people for the keys of the file
}

// String is FILE:LINE: message.
func (p Problem) String() string { return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Message) }

// report collects problems, so that all of them are told at once.
type report struct {
	file     string
	paths    map[*yaml.Node]string
	problems []Problem
}

// place is where something stands: its line, and its path as in Problem.
type place struct {
	line int
	path string
}

// of is the place of a node.
func (r *report) of(n *yaml.Node) place { return place{n.Line, r.paths[n]} }

// under is the place of a key that stands in the mapping n and may not be one.
func (r *report) under(n, key *yaml.Node) place { return place{key.Line, r.paths[n]} }

func (r *report) add(at place, format string, args ...any) {
	p := Problem{File: r.file, Line: max(at.line, 1), Path: at.path, Message: oneLine(fmt.Sprintf(format, args...))}
	p.Plain = oneLine(unspaced.Replace(fmt.Sprintf(format, plain(args)...)))
	r.problems = append(r.problems, p)
}

// pathsBelow are the paths of all nodes below a root.
func pathsBelow(root *yaml.Node) map[*yaml.Node]string {
	paths := map[*yaml.Node]string{}
	var walk func(n *yaml.Node, path string)
	walk = func(n *yaml.Node, path string) {
		paths[n] = path
		for i, below := range n.Content {
			switch {
			case n.Kind == yaml.SequenceNode:
				walk(below, join(path, strconv.Itoa(i)))
			case i%2 == 1:
				walk(below, join(path, n.Content[i-1].Value))
			}
		}
	}
	walk(root, "")
	return paths
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
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
