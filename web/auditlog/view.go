package auditlog

import (
	"fmt"
	"maps"

	"baolei/internal/app/people"
	"baolei/internal/core/calendar"
	"baolei/web/page"
	"baolei/web/ui"
)

// listView is a page of the log.
type listView struct {
	Action, Outcome      ui.Select
	Account, From, Until ui.Text
	Mistakes             []ui.Mistake
	Table                ui.TableProps
	Pager                ui.PagerProps
}

func view(q query, list []people.LogEntry, more bool) listView {
	v := listView{
		Action:   ui.Select{ID: "action", Name: "action", Label: "做了什么", Value: q.Action, Empty: "全部"},
		Outcome:  ui.Select{ID: "outcome", Name: "outcome", Label: "结果", Value: q.Outcome, Empty: "全部", Options: []ui.Option{{Value: "done", Label: "办成"}, {Value: "refused", Label: "被拒绝"}}},
		Account:  ui.Text{ID: "account", Name: "account", Label: "账号", Value: q.Account, MaxLength: "40"},
		From:     ui.Text{ID: "from", Name: "from", Label: "起", Type: "date", Value: q.From, Error: q.wrong["from"]},
		Until:    ui.Text{ID: "until", Name: "until", Label: "止（含当日）", Type: "date", Value: q.Until, Error: q.wrong["until"]},
		Mistakes: page.Mistakes(q.wrong, "from", "until"), Table: table(list)}
	for _, w := range words {
		v.Action.Options = append(v.Action.Options, ui.Option{Value: string(w.action), Label: w.name})
	}
	v.Pager.Text = fmt.Sprintf("本页 %d 条", len(list))
	if q.Before > 0 {
		v.Pager.Previous = q.older(0)
		v.Pager.Text += "，“上一页”回到最新"
	}
	if more {
		v.Pager.Next = q.older(list[len(list)-1].ID)
	}
	return v
}

// told is an entry's detail with the account that it names by a number.
func told(e people.LogEntry) map[string]any {
	if e.Whom == "" {
		return e.Detail
	}
	detail := maps.Clone(e.Detail)
	detail["person"] = e.Whom
	return detail
}

func table(list []people.LogEntry) ui.TableProps {
	t := ui.TableProps{ID: "log", Caption: "日志", Hide: true, Empty: "没有符合条件的记录。",
		Columns: []ui.Column{{Label: "编号", Number: true}, {Label: "时间"}, {Label: "谁"}, {Label: "做了什么"}, {Label: "对象"}, {Label: "内容"}, {Label: "结果"}}}
	for _, e := range list {
		row := ui.TableRow{Cells: []ui.Cell{{Text: fmt.Sprint(e.ID)}, {Text: e.At.In(calendar.Shanghai).Format("2006-01-02 15:04:05")}, {Text: e.Name + "（" + e.Account + "）"},
			{Text: actionWord(e.Action)}, {Text: objectWord(e.Object, e.Subject, e.About)}, {Text: detailWords(told(e))}, {Text: "办成"}}}
		if e.Account == "" {
			row.Cells[2] = ui.Cell{Text: "未登录"}
		}
		if e.Refused {
			row.Tone, row.Cells[6] = ui.Lost, ui.Cell{Badge: ui.BadgeProps{Text: "被拒绝", Tone: ui.Lost}}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
