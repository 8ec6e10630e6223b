package review

import (
	"strconv"

	"baolei/internal/app/examine"
)

// draft is a branch that has not submitted.
type draft struct{ Title, Text string }

func draftOf(v examine.View) draft {
	return draft{v.BranchName + "还在自评", "已填 " + strconv.Itoa(v.Self.Answered) + " / " + strconv.Itoa(v.SelfScore.Clauses) + " 处，" +
		"自评到" + v.FillUntil().Chinese() + "截止。提交后，这里会出现逐项考核的页面。"}
}
