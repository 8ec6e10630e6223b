package examine

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"slices"
	"strconv"
)

// inTurn puts branches in the order in which a person goes through an item: by
// a keyed hash, so that it is the person's own, stays the same however often the
// page is opened, needs no keeping, and is another one at each item. Nobody is
// always judged last, and who submits later takes a place among the others
// without moving them.
func inTurn(person, cycle int64, item string, stops []Stop) {
	slices.SortFunc(stops, func(a, b Stop) int {
		return bytes.Compare(turn(person, cycle, item, a.Assessment), turn(person, cycle, item, b.Assessment))
	})
}

func turn(person, cycle int64, item string, assessment int64) []byte {
	mac := hmac.New(sha256.New, fmt.Appendf(nil, "review across\n%d\n%d\n%s", person, cycle, item))
	mac.Write(strconv.AppendInt(nil, assessment, 10)) // never fails
	return mac.Sum(nil)
}
