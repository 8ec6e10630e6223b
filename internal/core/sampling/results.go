package sampling

import (
	"fmt"
	"math/big"
	"strings"
)

// Result is what the spot check of one branch found, both figures in points.
type Result struct {
	Code   string
	Review *big.Rat
	Spot   *big.Rat // the raw figure of the spot check, whatever was decided after it
}

// MismatchError names the branches that are drawn but without a result, have a
// result but are not drawn, or have more than one.
type MismatchError struct {
	Codes []string // rising byte by byte, each once
}

// Error names the branches concerned.
func (e *MismatchError) Error() string {
	return "抽查结果与抽出的支部不一致：" + strings.Join(e.Codes, "、")
}

// maxFigureLength bounds a figure's text, without its sign, so that its
// value stays well within what floating point can take.
const maxFigureLength = 40

// ParseResults reads lines of branch code, review and spot check, separated by
// tabs, in any order. Figures are plain decimals, perhaps with a minus sign. The
// first malformed line is told as a *LineError; a code given twice is no such
// fault, EstimateInflation tells it.
func ParseResults(file []byte) ([]Result, error) {
	return readLines(string(file), 3, func(_ []Result, row []string) (Result, string) {
		if row[0] == "" {
			return Result{}, "编码为空"
		}
		review, reviewed := parseFigure(row[1])
		spot, spotted := parseFigure(row[2])
		if !reviewed || !spotted {
			return Result{}, fmt.Sprintf("分数 %q、%q 应为十进制小数，最多 %d 个字符，例如 86.50", row[1], row[2], maxFigureLength)
		}
		return Result{row[0], review, spot}, ""
	})
}

func parseFigure(text string) (*big.Rat, bool) {
	magnitude, negative := strings.CutPrefix(text, "-")
	figure, ok := parseDecimal(magnitude, maxFigureLength)
	if ok && negative {
		figure.Neg(figure)
	}
	return figure, ok
}
