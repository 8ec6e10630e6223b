package record

import (
	"fmt"
	"strconv"
	"strings"
)

// Fen is an amount of money, in hundredths of a yuan.
type Fen int64

// String returns the amount in yuan with two decimals: "4200.00".
func (f Fen) String() string {
	sign := ""
	if f < 0 {
		sign, f = "−", -f
	}
	return fmt.Sprintf("%s%d.%02d", sign, f/100, f%100)
}

// mostDigits keeps an amount well within an int64.
const mostDigits = 12

// spoken are the ways in which people write what does not count.
var spoken = strings.NewReplacer(",", "", "，", "", " ", "", "　", "", "元", "", "¥", "", "￥", "", "．", ".", "。", ".")

// widths turns the digits of a Chinese keyboard into plain ones.
var widths = strings.NewReplacer("０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8", "９", "9")

// ParseYuan reads an amount that was typed in yuan with up to two decimals:
// "4200", "4,200.5", "4200.00 元". Signs are not taken.
func ParseYuan(text string) (Fen, error) {
	plain := widths.Replace(spoken.Replace(text))
	whole, part, dotted := strings.Cut(plain, ".")
	if len(part) > 2 || len(whole) > mostDigits || whole == "" || dotted && part == "" {
		return 0, fmt.Errorf("%q is no amount of the form 4200.00", text)
	}
	n, err := strconv.ParseUint(whole+(part + "00")[:2], 10, 62)
	if err != nil {
		return 0, fmt.Errorf("%q is no amount of the form 4200.00", text)
	}
	return Fen(n), nil
}
