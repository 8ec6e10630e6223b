// Package names puts lists of names into a sentence.
package names

import (
	"fmt"
	"strings"
)

// Few names the first most of a list, and how many there are in all where that
// leaves some out: "甲、乙等 5 个". unit is the measure word.
func Few(list []string, most int, unit string) string {
	if len(list) <= most {
		return strings.Join(list, "、")
	}
	return fmt.Sprintf("%s等 %d %s", strings.Join(list[:most], "、"), len(list), unit)
}
