package slip

import (
	"strconv"
	"time"

	"baolei/internal/app/slip"
	"baolei/internal/core/calendar"
	"baolei/web/figures"
	"baolei/web/ui"
)

// proof is what a print proves.
type proof struct {
	Say   ui.Message
	Facts []ui.Definition
}

func calendarDay(t time.Time) string { return calendar.DateOf(t).Chinese() }

func proofOf(p slip.Proof) proof {
	v := proof{Facts: []ui.Definition{{Term: "支部", Text: p.Body.Branch}, {Term: "年度", Text: strconv.Itoa(p.Body.Year) + " 年"},
		{Term: "总分", Text: figures.Points(p.Body.Total)}, {Term: "等次", Text: p.Body.GradeName},
		{Term: "生成", Text: dated(p.MadeAt)}, {Term: "摘要", Text: grouped(p.Digest)}}}
	switch p.Now {
	case slip.Same:
		v.Say = ui.Message{Text: "这张扣分依据单由本系统生成，与现在的结果一致。请核对纸上的支部、总分、等次和摘要与下面相同。", Tone: ui.Good}
	case slip.Reworded:
		v.Say = ui.Message{Text: "这张扣分依据单由本系统生成，得分至今没有变化；名称、签署等其他内容有更新，需要时请重新打印。", Tone: ui.Good}
	case slip.Changed:
		v.Say = ui.Message{Text: "这张扣分依据单由本系统生成，但结果后来有变化：现在是 " + figures.Points(p.Total) + " 分，" + p.Grade + "。请以重新打印的为准。", Tone: ui.Warn}
	case slip.Reopened:
		v.Say = ui.Message{Text: "这张扣分依据单由本系统生成，但该支部正在重新考核，纸上的结果现在不作数。", Tone: ui.Warn}
	}
	return v
}

// find is the form for the letters.
type find struct {
	Code  ui.Text
	Wrong []ui.Mistake
}

func findOf(typed, wrong string) find {
	f := find{Code: ui.Text{ID: "code", Name: "code", Label: "核验码", Value: typed, Error: wrong, Required: true, Hint: "印在二维码下面的 26 个字母和数字，空格不用输。"}}
	if wrong != "" {
		f.Wrong = []ui.Mistake{{Field: "code", Text: wrong}}
	}
	return f
}
