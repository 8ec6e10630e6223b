package handbook

import (
	"slices"
	"strings"
)

// Change tells what became of a line between two versions.
type Change int8

// The changes.
const (
	Kept Change = iota
	Dropped
	Added
)

// DiffLine is a line of a comparison. Of a line that was rewritten, the pieces
// that differ are marked.
type DiffLine struct {
	Change Change
	Pieces []Piece
	From   int // its line in the old version, from 1; 0 where it is not there
	To     int // so in the new one
}

// cells bounds the table by which lines are matched; longer rewritings are told
// as dropped and added whole.
const cells = 4_000_000

// Diff compares two versions of a text line by line.
func Diff(old, now string) []DiffLine {
	a, b := lines(old), lines(now)
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	d := differ{a: a, b: b}
	d.keep(head)
	d.middle(len(a)-tail, len(b)-tail)
	d.keep(tail)
	return rewritten(d.out)
}

func lines(text string) []string {
	return strings.Split(strings.TrimRight(text, "\n"), "\n")
}

// differ walks through both texts, i in the old one and j in the new one.
type differ struct {
	a, b []string
	i, j int
	out  []DiffLine
}

func (d *differ) keep(n int) {
	for range n {
		d.out = append(d.out, DiffLine{Kept, []Piece{{Text: d.a[d.i]}}, d.i + 1, d.j + 1})
		d.i, d.j = d.i+1, d.j+1
	}
}

func (d *differ) drop() {
	d.out = append(d.out, DiffLine{Dropped, []Piece{{Text: d.a[d.i]}}, d.i + 1, 0})
	d.i++
}

func (d *differ) add() {
	d.out = append(d.out, DiffLine{Added, []Piece{{Text: d.b[d.j]}}, 0, d.j + 1})
	d.j++
}

// middle walks to the given lines along a longest common subsequence.
func (d *differ) middle(toA, toB int) {
	a, b := d.a[d.i:toA], d.b[d.j:toB]
	length := common(a, b)
	fromA, fromB := d.i, d.j
	for d.i < toA || d.j < toB {
		i, j := d.i-fromA, d.j-fromB
		switch {
		case i < len(a) && j < len(b) && length != nil && a[i] == b[j]:
			d.keep(1)
		case j == len(b) || i < len(a) && (length == nil || length[i+1][j] >= length[i][j+1]):
			d.drop()
		default:
			d.add()
		}
	}
}

// common returns, for every two places, how many lines the rests behind them
// have in common; nil where that would be too long a table.
func common(a, b []string) [][]int32 {
	if len(a) == 0 || len(b) == 0 || len(a)*len(b) > cells {
		return nil
	}
	table := make([][]int32, len(a)+1)
	table[len(a)] = make([]int32, len(b)+1)
	for i := len(a) - 1; i >= 0; i-- {
		table[i] = make([]int32, len(b)+1)
		for j := len(b) - 1; j >= 0; j-- {
			table[i][j] = max(table[i+1][j], table[i][j+1])
			if a[i] == b[j] {
				table[i][j] = table[i+1][j+1] + 1
			}
		}
	}
	return table
}

// rewritten marks what differs where as many lines were dropped as were then
// added: they are taken for the same lines in another wording.
func rewritten(list []DiffLine) []DiffLine {
	for i := 0; i < len(list); {
		dropped := run(list[i:], Dropped)
		added := run(list[i+dropped:], Added)
		if dropped == added {
			for k := range dropped {
				list[i+k].Pieces, list[i+dropped+k].Pieces = apart(list[i+k].Pieces[0].Text, list[i+dropped+k].Pieces[0].Text)
			}
		}
		i += max(dropped+added, 1)
	}
	return list
}

func run(list []DiffLine, c Change) int {
	n := 0
	for n < len(list) && list[n].Change == c {
		n++
	}
	return n
}

// apart marks the stretch in which two wordings differ. Wordings that have
// little in common are left unmarked.
func apart(old, now string) (was, is []Piece) {
	a, b := []rune(old), []rune(now)
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	if 4*(head+tail) < max(len(a), len(b)) {
		return []Piece{{Text: old}}, []Piece{{Text: now}}
	}
	return threefold(a, head, tail), threefold(b, head, tail)
}

func threefold(text []rune, head, tail int) []Piece {
	pieces := []Piece{{Text: string(text[:head])}, {Text: string(text[head : len(text)-tail]), Marked: true}, {Text: string(text[len(text)-tail:])}}
	return slices.DeleteFunc(pieces, func(p Piece) bool { return p.Text == "" })
}
