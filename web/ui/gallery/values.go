package gallery

import (
	"github.com/a-h/templ"

	"baolei/web/ui"
)

func frame(title, current string, top templ.Component) ui.PageProps {
	nav := []ui.NavItem{
		{Label: "年度自评", Href: "/"}, {Label: "控件", Href: "/controls"}, {Label: "考核验收", Href: "/review"},
		{Label: "抽查", Href: "/draw"}, {Label: "统计", Href: "/data"}, {Label: "表单", Href: "/forms"},
	}
	for i := range nav {
		nav[i].Current = nav[i].Href == current
	}
	return ui.PageProps{
		Title: title, Nav: nav, Top: top, Person: "财政局第二党支部 · 书记 王明",
		SignOut: &ui.Form{Action: "/save/kept"},
	}
}

func bar() ui.Bar {
	return ui.Bar{
		Total: "96.5", Grade: ui.BadgeProps{Text: "达标", Tone: ui.Good}, Fill: 804,
		Marks:    []ui.Mark{{At: 667, Value: "80", Label: ""}, {At: 750, Value: "90", Label: "达标"}, {At: 917, Value: "110", Label: "优秀"}},
		Next:     "距优秀还差 13.5 分",
		Progress: "已答 47 / 52 项", Deadline: "12月31日截止 · 还有 8 天",
		Action: ui.LinkButton(ui.LinkButtonProps{Label: "检查并提交", Href: "/forms", Kind: ui.Primary}),
	}
}

func areas() []ui.AreaGroup {
	return []ui.AreaGroup{
		{Title: "基本分 80", Areas: []ui.AreaLink{
			{Label: "政治建设", Href: "/", State: "15 / 15", Done: true},
			{Label: "思想建设", Href: "/", State: "13 / 15", Current: true},
			{Label: "组织建设", Href: "/", State: "18.5 / 20"},
			{Label: "作风建设", Href: "/", State: "10 / 10", Done: true},
			{Label: "纪律建设", Href: "/", State: "3 项未答"},
			{Label: "制度建设", Href: "/", State: "2 项未答"},
		}},
		{Title: "先锋分 40", Areas: []ui.AreaLink{{Label: "先锋加分", Href: "/", State: "+21"}}},
		{Title: "底线分", Areas: []ui.AreaLink{{Label: "底线", Href: "/", State: "0", Done: true}}},
	}
}

func row(id, label, hint, amount string, tone ui.Tone) ui.Row {
	return ui.Row{ID: id, Label: label, Hint: hint, Amount: amount, AmountTone: tone}
}

func meetings(id string) ui.Stepper {
	return ui.Stepper{
		Row:  row(id, "全年应开展 12 次，实际开展", "每少 1 次扣 1 分，本项最多还能扣 1 分", "−2.0", ui.Lost),
		Name: "actual", Value: "10", Unit: "次", Of: "12", Start: "12",
	}
}

func talks(id string) ui.Stepper {
	return ui.Stepper{
		Row:  row(id, "书记、副书记与党员谈话", "每少 1 人扣 0.5 分", "", ui.Neutral),
		Name: "actual", Unit: "人", Of: "15", OfName: "expected", OfLabel: "应谈人数",
	}
}

func analysis(id, value string) ui.Once {
	return ui.Once{Row: row(id, "党员思想状况分析", "未开展扣 1 分", "0", ui.Neutral), Name: "occurred", Value: value, Yes: "未开展", No: "已开展", YesLost: true, NoFirst: true}
}

func fronts(id, value string) ui.Range {
	return ui.Range{Row: row(id, "党建双阵地未按要求落实", "视情扣 1–3 分", "0", ui.Neutral), Name: "amount", Value: value, Steps: []ui.Option{
		{Value: "0", Label: "已落实"}, {Value: "1", Label: "1", Lost: true}, {Value: "1.5", Label: "1.5", Lost: true},
		{Value: "2", Label: "2", Lost: true}, {Value: "2.5", Label: "2.5", Lost: true}, {Value: "3", Label: "3", Lost: true},
	}}
}

func election(id, value string) ui.Choice {
	return ui.Choice{Row: row(id, "支部换届", "无正当理由延期的扣分", "−1.0", ui.Lost), Name: "option", Value: value, Options: []ui.Option{
		{Value: "none", Label: "按期换届", Amount: "0"},
		{Value: "late", Label: "延期不到一年", Amount: "−1.0", Lost: true},
		{Value: "over_a_year", Label: "延期一年以上", Amount: "−2.0", Lost: true},
	}}
}

func honours(id string) ui.Tiers {
	return ui.Tiers{Row: row(id, "服务中心工作受到表彰", "同一事项取最高级别，本项最多 12 分", "+9.0", ui.Good), Unit: "项", Levels: []ui.Level{
		{Name: "n1", Label: "国家级", Each: "每项 +6.0"},
		{Name: "n2", Label: "省级", Each: "每项 +5.0", Value: "1", Amount: "+5.0"},
		{Name: "n3", Label: "市级", Each: "每项 +4.0", Value: "1", Amount: "+4.0"},
		{Name: "n4", Label: "市直机关工委", Each: "每项 +3.0", Value: "0", Amount: "0"},
		{Name: "n5", Label: "上级党委（党组）", Each: "每项 +2.0", Value: "0", Amount: "0"},
	}}
}

func veto(id, value string) ui.Veto {
	v := ui.Veto{Once: ui.Once{Row: row(id, "领导班子成员受到刑事处罚", "", "–", ui.Neutral), Name: "occurred", Value: value, Yes: "发生", No: "没有发生", YesLost: true, NoFirst: true}}
	if value == "true" {
		v.Meaning = "一票否决：无论总分多少，本年度定为后进整转。"
	}
	return v
}

func notApplicable(id string) ui.NotApplicable {
	return ui.NotApplicable{ID: id, Form: form(id, ""), ReasonName: "reason", Hint: "例如：未设党小组"}
}

func upload(id string) ui.Upload {
	return ui.Upload{Form: form(id, ""), FileField: ui.FileField{
		ID: id, Name: "file", Accept: ".jpg,.jpeg,.png,.pdf,.docx,.xlsx,.ofd",
		Limits: "jpg、png、pdf、docx、xlsx、ofd，每个不超过 20 MB", MaxBytes: "20971520", Camera: true,
	}}
}

func files() []ui.File {
	return []ui.File{
		{ID: "e1", Name: "主题党日记录 10 条", Href: "/"},
		{ID: "e2", Name: "7月会议照片.jpg", Href: "/", Note: "2.1 MB", Remove: &ui.Form{Action: "/save/kept"}},
	}
}

func openUpload() ui.Upload {
	u := upload("u-open")
	u.Error = "“名册.xlsx”有 31 MB，每个不能超过 20 MB"
	return u
}

func withFlash(p ui.PageProps) ui.PageProps {
	p.Flash = &ui.Message{Text: "没有开启：有两处需要改正。", Tone: ui.Warn}
	return p
}

func reviewBar() ui.Bar {
	return ui.Bar{
		Total: "94.0", Grade: ui.BadgeProps{Text: "达标", Tone: ui.Good}, Beside: "自评 96.5",
		Subject: "财政局第二党支部", Progress: "已核 31 / 52 项", Deadline: "1月20日截止 · 逾期 2 天", Late: true,
		Action: reviewActions(),
	}
}

func queue() []ui.QueueItem {
	return []ui.QueueItem{
		{Number: "2.3", Title: "读书活动", Meta: "2.0 → 2.0", Href: "/review", Badge: ui.BadgeProps{Text: "同意", Tone: ui.Good}},
		{Number: "2.4", Title: "每月开展主题党日", Meta: "1.0 → 0.0", Href: "/review", Badge: ui.BadgeProps{Text: "改动", Tone: ui.Warn}, Current: true},
		{Number: "2.6", Title: "思想分析与谈心谈话", Meta: "1.5", Href: "/review", Badge: ui.BadgeProps{Text: "未核"}},
		{Number: "先锋 1", Title: "服务中心", Meta: "+9", Href: "/review", Badge: ui.BadgeProps{Text: "建议不同", Tone: ui.Info}},
	}
}

func branches() ui.TableProps {
	line := func(name, committee, self, verified, diff string, tone ui.Tone, grade ui.BadgeProps) ui.TableRow {
		return ui.TableRow{Tone: tone, Cells: []ui.Cell{
			{Text: name, Href: "/data", Sub: committee}, {Text: self}, {Text: verified}, {Text: diff, Tone: tone}, {Badge: grade}, {Text: "已核定"},
		}}
	}
	return ui.TableProps{
		ID: "t-branches", Caption: "支部", Hide: true, Empty: "没有符合条件的支部。",
		Columns: []ui.Column{{Label: "支部", Sort: "/data"}, {Label: "自评", Number: true, Sort: "/data"}, {Label: "核定", Number: true, Sort: "/data", Sorted: "descending"}, {Label: "差", Number: true, Sort: "/data"}, {Label: "等次"}, {Label: "状态"}},
		Rows: []ui.TableRow{
			line("财政局第二党支部", "财政局机关党委", "96.5", "94.0", "−2.5", ui.Lost, ui.BadgeProps{Text: "达标", Tone: ui.Good}),
			line("教育局第一党支部", "教育局机关党委", "112.0", "112.0", "0", ui.Neutral, ui.BadgeProps{Text: "优秀", Tone: ui.Info}),
			line("市场监管局稽查支队党支部", "市场监管局机关党委", "88.5", "79.0", "−9.5", ui.Lost, ui.BadgeProps{Text: "后进整转", Tone: ui.Lost}),
			line("文化和广电旅游局机关党支部", "文旅局机关党委", "91.0", "89.5", "−1.5", ui.Lost, ui.BadgeProps{Text: "未达标", Tone: ui.Warn}),
		},
	}
}

func keys() []ui.Shortcut {
	return []ui.Shortcut{
		{Key: "j", Label: "下一项"}, {Key: "k", Label: "上一项"}, {Key: "a", Label: "同意"}, {Key: "e", Label: "改"},
		{Key: "o", Label: "看佐证"}, {Key: "r", Label: "理由"}, {Key: "?", Label: "全部"},
	}
}

func renderRange(value string) templ.Component { return ui.RangeControl(fronts("x", value)) }

func signature() ui.SignatureProps {
	return ui.SignatureProps{Digest: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
		Password: &ui.Text{ID: "password", Name: "password", Label: "登录密码", Type: "password", Autocomplete: "current-password", Required: true,
			Hint: "签署前请再输一次，确认是您本人。5 分钟内再签其他的不用重输。"}}
}
