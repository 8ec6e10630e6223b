package sampling

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Inspector is somebody who may be drawn to check a branch.
type Inspector struct {
	Code string // account code: not empty, without tab or line break

	// StandsBack holds the codes of the branches that the inspector must not
	// check, because of an appointment there or at the committee above, now or
	// within the past two years.
	StandsBack []string
}

// NewInspectors sorts inspectors and what they stand back from, and checks them
// as ParseInspectors does.
func NewInspectors(inspectors []Inspector) ([]Inspector, error) {
	sorted := make([]Inspector, len(inspectors))
	for i, in := range inspectors {
		sorted[i] = Inspector{in.Code, slices.Sorted(slices.Values(in.StandsBack))}
	}
	slices.SortStableFunc(sorted, func(a, b Inspector) int { return strings.Compare(a.Code, b.Code) })
	read, err := ParseInspectors(InspectorsText(sorted))
	if err != nil {
		return nil, err
	}
	same := func(a, b Inspector) bool { return a.Code == b.Code && slices.Equal(a.StandsBack, b.StandsBack) }
	if !slices.EqualFunc(read, sorted, same) {
		return nil, errors.New("检查人员账号或回避支部编码中不能有制表符、换行符或逗号，也不能为空")
	}
	return sorted, nil
}

// ParseInspectors reads an inspectors' file: lines of account code and the
// branches stood back from, comma-separated and possibly none, as strict as
// ParsePopulation. The first line that breaks a rule is told as a *LineError.
func ParseInspectors(file []byte) ([]Inspector, error) {
	return readLines(string(file), 2, func(before []Inspector, row []string) (Inspector, string) {
		if message := orderFault(before, func(in Inspector) string { return in.Code }, row[0]); message != "" {
			return Inspector{}, message
		}
		back, message := parseStandsBack(row[1])
		return Inspector{row[0], back}, message
	})
}

func parseStandsBack(list string) ([]string, string) {
	if list == "" {
		return nil, ""
	}
	codes := strings.Split(list, ",")
	seen := make(map[string]bool, len(codes))
	for _, code := range codes {
		if code == "" {
			return nil, "回避的支部编码之间只用一个逗号分隔，不能有空的编码"
		}
		if seen[code] {
			return nil, fmt.Sprintf("回避的支部编码 %q 重复", code)
		}
		seen[code] = true
	}
	return codes, ""
}

// InspectorsText writes the inspectors' file.
func InspectorsText(inspectors []Inspector) []byte {
	var file []byte
	for _, in := range inspectors {
		file = append(file, in.Code...)
		file = append(file, '\t')
		file = append(file, strings.Join(in.StandsBack, ",")...)
		file = append(file, '\n')
	}
	return file
}
