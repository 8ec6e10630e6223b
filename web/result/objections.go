package result

import (
	"strings"

	"baolei/internal/app"
	"baolei/internal/app/oversee"
	"baolei/internal/core/indicator"
	"baolei/web/figures"
	"baolei/web/ui"
)

// objectionsTo lists the objections to an item with their decisions. They stay
// for ever.
func objectionsTo(r *oversee.Result, code string) []ui.Remark {
	var list []ui.Remark
	for i := range r.Objections {
		o := &r.Objections[i]
		if o.Item != code {
			continue
		}
		said := ui.Remark{Who: app.Who(*o), When: figures.Moment(o.At), Text: o.Reason}
		if o.Open() {
			said.Badge = ui.BadgeProps{Text: "待处理", Tone: ui.Warn}
			list = append(list, said)
			continue
		}
		answer := ui.Remark{Who: o.DecidedName, When: figures.Moment(o.DecidedAt), Text: o.Answer, Mine: true, Badge: ui.BadgeProps{Text: "不采纳"}}
		if o.Upheld {
			answer.Badge, answer.Text = ui.BadgeProps{Text: "已采纳", Tone: ui.Good}, o.Answer+"\n"+changed(r, o)
		}
		list = append(list, said, answer)
	}
	return list
}

// changed tells what an upheld objection changed, clause by clause.
func changed(r *oversee.Result, o *app.Objection) string {
	var parts []string
	for _, c := range o.Changes {
		clause, _ := r.Set.Find(c.Clause)
		if clause == nil {
			continue
		}
		line := clause.Label + "：" + stated(r, clause, c.Before) + " → " + stated(r, clause, c.After)
		if c.BeforeReason != "" {
			line += "（原理由：" + c.BeforeReason + "，" + c.BeforeName + "）"
		}
		parts = append(parts, line)
	}
	return strings.Join(append(parts, "总分 "+figures.Points(o.Before)+" → "+figures.Points(o.After)), "\n")
}

// stated writes a stored finding in a few words.
func stated(r *oversee.Result, clause *indicator.Clause, value []byte) string {
	if len(value) == 0 {
		return figures.Unanswered
	}
	f, bad := r.Set.Table().DecodeFinding(value)
	if bad != nil {
		return figures.Unanswered
	}
	return figures.Said(clause, f)
}
