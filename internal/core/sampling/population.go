package sampling

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// MaxTickets is the most tickets that a branch may hold.
const MaxTickets = 100

// AllStrata is the name under which figures over all strata are printed; no
// stratum may be called so.
const AllStrata = "*"

// Entry is one branch of the population.
type Entry struct {
	Code    string `json:"code"`    // branch code: not empty, without tab or line break
	Stratum string `json:"stratum"` // party committee, grade band, or one name for all
	Tickets int    `json:"tickets"` // 1 to MaxTickets; more tickets, more likely drawn
}

// Population is the frame of a draw, its codes rising byte by byte.
type Population []Entry

// Stratum is what a population holds of one stratum.
type Stratum struct {
	Name     string
	Branches int // number of branches, N in the formulas
	Tickets  int // tickets of all of them together
}

// NewPopulation sorts entries by code and checks them as ParsePopulation does.
// The error names the line that the entry would have in the file.
func NewPopulation(entries []Entry) (Population, error) {
	pop := Population(slices.Clone(entries))
	slices.SortStableFunc(pop, func(a, b Entry) int { return strings.Compare(a.Code, b.Code) })
	read, err := ParsePopulation(pop.Text())
	if err != nil {
		return nil, err
	}
	if !slices.Equal(read, pop) {
		return nil, errors.New("支部编码或分层名称中不能有制表符或换行符")
	}
	return pop, nil
}

// ParsePopulation reads a population file: lines of code, stratum and tickets,
// separated by tabs, each ended by LF, in UTF-8, codes rising byte by byte. The
// first line that breaks a rule is told as a *LineError.
func ParsePopulation(file []byte) (Population, error) { return parsePopulation(string(file)) }

func parsePopulation(file string) (Population, error) { return readLines(file, 3, parseEntry) }

func parseEntry(before []Entry, row []string) (Entry, string) {
	entry := Entry{Code: row[0], Stratum: row[1]}
	if message := orderFault(before, func(e Entry) string { return e.Code }, entry.Code); message != "" {
		return entry, message
	}
	switch entry.Stratum {
	case "":
		return entry, "分层名称为空"
	case AllStrata:
		return entry, "分层名称不能是 *，它留给全部分层的合计"
	}
	tickets, ok := ParseCount(row[2])
	if !ok || tickets < 1 || tickets > MaxTickets {
		return entry, fmt.Sprintf("票数 %q 应为 1 到 %d 的整数，不带符号和前导零", row[2], MaxTickets)
	}
	entry.Tickets = tickets
	return entry, ""
}

// ParseCount reads a whole number written in the one way that is allowed in
// published figures: ASCII digits, no sign, no leading zero, at most nine of them.
func ParseCount(text string) (int, bool) {
	if text == "" || len(text) > 9 || len(text) > 1 && text[0] == '0' || !isDigits(text) {
		return 0, false
	}
	count, err := strconv.Atoi(text)
	return count, err == nil
}

func isDigits(text string) bool {
	return strings.Trim(text, "0123456789") == ""
}

// lineLength is what a line of a population, or of reasons, rarely exceeds.
const lineLength = 32

// Text writes the population file. Its digest is what is published.
func (p Population) Text() []byte {
	file := make([]byte, 0, len(p)*lineLength)
	for _, e := range p {
		file = append(file, e.Code...)
		file = append(file, '\t')
		file = append(file, e.Stratum...)
		file = append(file, '\t')
		file = strconv.AppendInt(file, int64(e.Tickets), 10)
		file = append(file, '\n')
	}
	return file
}

// Strata sums up the population by stratum, names rising byte by byte.
func (p Population) Strata() []Stratum {
	byName := make(map[string]Stratum)
	for _, e := range p {
		s := byName[e.Stratum]
		byName[e.Stratum] = Stratum{e.Stratum, s.Branches + 1, s.Tickets + e.Tickets}
	}
	strata := make([]Stratum, 0, len(byName))
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		strata = append(strata, byName[name])
	}
	return strata
}

// Without leaves out the branches with these codes: a later draw of a cycle
// never draws again who was drawn before.
func (p Population) Without(codes []string) Population {
	gone := make(map[string]bool, len(codes))
	for _, code := range codes {
		gone[code] = true
	}
	return slices.DeleteFunc(slices.Clone(p), func(e Entry) bool { return gone[e.Code] })
}

// Digest is the SHA-256 of a file in lower-case hex, as it is published.
func Digest(file []byte) string {
	sum := sha256.Sum256(file)
	return hex.EncodeToString(sum[:])
}
