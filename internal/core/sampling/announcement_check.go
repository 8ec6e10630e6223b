package sampling

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Check tells in Chinese why nothing could be drawn from an announcement,
// whatever the seed: a malformed file, tickets without a reason, a size that does not fit, a branch drawn
// before that is in the population again, words that would break the notice.
func (a Announcement) Check() error {
	_, err := a.Lists()
	return err
}

// Lists are the files of an announcement, read.
type Lists struct {
	Population Population
	Inspectors []Inspector
}

// Lists reads the files and gives the errors of Check.
func (a Announcement) Lists() (Lists, error) {
	pop, err := parsePopulation(a.Population)
	if err != nil {
		return Lists{}, fmt.Errorf("总体名单：%w", err)
	}
	inspectors, err := ParseInspectors([]byte(a.Inspectors))
	if err != nil {
		return Lists{}, fmt.Errorf("检查人员名单：%w", err)
	}
	if a.Tickets != nil {
		if err := a.Tickets.check(pop); err != nil {
			return Lists{}, err
		}
	}
	return Lists{pop, inspectors}, errors.Join(a.checkSizes(pop), a.checkDrawnBefore(pop), a.checkWords(), a.checkFigures())
}

func (a Announcement) checkSizes(pop Population) error {
	for i := 1; i < len(a.Sizes); i++ {
		if a.Sizes[i-1].Stratum >= a.Sizes[i].Stratum {
			return fmt.Errorf("抽取数应按分层名称的字节顺序排列且不重复，%q 的位置不对", a.Sizes[i].Stratum)
		}
	}
	return CheckSizes(pop, a.SizeMap())
}

func (a Announcement) checkDrawnBefore(pop Population) error {
	before := make(map[string]bool, len(a.DrawnBefore))
	for i, code := range a.DrawnBefore {
		if i > 0 && a.DrawnBefore[i-1] >= code {
			return fmt.Errorf("本周期已抽过的支部应按编码的字节顺序排列且不重复，%q 的位置不对", code)
		}
		before[code] = true
	}
	for _, e := range pop {
		if before[e.Code] {
			return fmt.Errorf("支部 %q 本周期已经抽过，不能再列入总体名单", e.Code)
		}
	}
	return nil
}

func (a Announcement) checkWords() error {
	words := []string{a.Title, a.SeedSource, a.By}
	words = append(append(words, a.Items...), a.DrawnBefore...)
	for _, w := range words {
		if err := checkWord(w); err != nil {
			return err
		}
	}
	return nil
}

// checkWord refuses what would not stand on one line of the notice.
func checkWord(word string) error {
	if strings.TrimSpace(word) == "" || !utf8.ValidString(word) || strings.ContainsFunc(word, unicode.IsControl) {
		return fmt.Errorf("%q 不能为空，也不能含有制表符、换行符等控制字符", word)
	}
	return nil
}

func (a Announcement) checkFigures() error {
	if a.PerBranch < 1 {
		return errors.New("每个支部至少要有 1 名检查人员")
	}
	if min(a.Tolerances.Item, a.Tolerances.Branch, a.Tolerances.Committee) < 0 {
		return errors.New("允许差不能为负数")
	}
	if a.At.IsZero() {
		return errors.New("缺少公布时间")
	}
	return nil
}
