package sampling

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Drawn is a drawn branch with the number that drew it.
type Drawn struct {
	Entry
	Number string `json:"number"` // the branch's smallest ticket, lower-case hex
}

// number is a SHA-256; as bytes it sorts just as its lower-case hex does.
type number [sha256.Size]byte

type numbered struct {
	Entry
	number number
}

// Draw draws sizes[stratum] branches from each stratum named in sizes: those
// with the smallest numbers, equal numbers by code. Strata come in bytewise
// order, within one the branches by number. Ticket t (1, 2, …) of a branch is
// the SHA-256 of "<seed>\n<branch code>\n<t>"; the branch's number is its
// smallest ticket. Errors are plain Chinese: no size, a size below 1 or above
// its stratum, an unknown stratum, a seed that CheckSeed refuses.
func Draw(pop Population, seed string, sizes map[string]int) ([]Drawn, error) {
	ranked, err := rank(pop, seed, sizes)
	if err != nil {
		return nil, err
	}
	var drawn []Drawn
	for _, stratum := range slices.Sorted(maps.Keys(sizes)) {
		for _, n := range ranked[stratum][:sizes[stratum]] {
			drawn = append(drawn, Drawn{n.Entry, hex.EncodeToString(n.number[:])})
		}
	}
	return drawn, nil
}

// rank numbers every branch of the strata that are drawn from and sorts each
// stratum by number.
func rank(pop Population, seed string, sizes map[string]int) (map[string][]numbered, error) {
	if err := errors.Join(CheckSeed(seed), CheckSizes(pop, sizes)); err != nil {
		return nil, err
	}
	ranked := make(map[string][]numbered, len(sizes))
	for _, e := range pop {
		if sizes[e.Stratum] > 0 {
			ranked[e.Stratum] = append(ranked[e.Stratum], numbered{e, smallestTicket(seed, e)})
		}
	}
	for _, stratum := range ranked {
		slices.SortFunc(stratum, func(a, b numbered) int {
			if c := bytes.Compare(a.number[:], b.number[:]); c != 0 {
				return c
			}
			return strings.Compare(a.Code, b.Code)
		})
	}
	return ranked, nil
}

// CheckSizes tells in Chinese what is wrong with the sizes of a draw, the
// strata in bytewise order and one sentence a line.
func CheckSizes(pop Population, sizes map[string]int) error {
	if len(sizes) == 0 {
		return errors.New("没有说明从哪一层抽几个支部")
	}
	branches := make(map[string]int)
	for _, s := range pop.Strata() {
		branches[s.Name] = s.Branches
	}
	var faults []error
	for _, stratum := range slices.Sorted(maps.Keys(sizes)) {
		switch size, n := sizes[stratum], branches[stratum]; {
		case n == 0:
			faults = append(faults, fmt.Errorf("总体名单中没有分层 %q", stratum))
		case size < 1:
			faults = append(faults, fmt.Errorf("分层 %q 的抽取数至少为 1", stratum))
		case size > n:
			faults = append(faults, fmt.Errorf("分层 %q 只有 %d 个支部，不能抽 %d 个", stratum, n, size))
		}
	}
	return errors.Join(faults...)
}

func smallestTicket(seed string, e Entry) number {
	text := append(make([]byte, 0, 128), seed...)
	text = append(text, '\n')
	text = append(text, e.Code...)
	text = append(text, '\n')
	prefix := len(text)
	smallest := number(sha256.Sum256(append(text, '1')))
	for t := 2; t <= e.Tickets; t++ {
		ticket := sha256.Sum256(strconv.AppendInt(text[:prefix], int64(t), 10))
		if bytes.Compare(ticket[:], smallest[:]) < 0 {
			smallest = ticket
		}
	}
	return smallest
}
