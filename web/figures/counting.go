package figures

import (
	"strings"

	"baolei/internal/core/indicator"
)

// ForSpot names the items for which the spot check counts, in table order:
// "2.4 主题党日、6.1 规章制度".
func ForSpot(set *indicator.Set, decided map[string]bool) string {
	var names []string
	for _, area := range set.Areas {
		for _, item := range area.Items {
			if decided[item.Code] {
				names = append(names, set.Number(item.Code)+" "+item.Title)
			}
		}
	}
	return strings.Join(names, "、")
}
