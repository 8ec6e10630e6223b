package figures

import (
	"slices"
	"strconv"
	"strings"

	"baolei/internal/app"
)

// Lost tells of what was stated and does not count any more since the cycle
// moved to another version of its set; "" where there is nothing to tell. Where it
// can be stated anew, whoever shows it says so.
func Lost(list []app.LostFinding, levels ...app.Level) string {
	var names []string
	for _, f := range list {
		name := strings.TrimSpace(f.Clause + " " + f.Label)
		if slices.Contains(levels, f.Level) && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "换用新版指标后，以前填的 " + strconv.Itoa(len(names)) + " 处不再计分，内容都保留着：" + strings.Join(names, "、") + "。"
}
