package auditlog

import (
	"fmt"
	"sort"
	"strings"

	"baolei/internal/core/access"
	"baolei/internal/core/rectify"
	"baolei/internal/core/workflow"
)

// words names the actions of the log, in the order in which they are offered.
var words = []struct {
	action access.Action
	name   string
}{
	{"session.sign_in", "登录"}, {"session.sign_out", "退出"}, {"session.prove", "签署前再次输入密码"}, {"password.change", "修改密码"},
	{access.ManageAccounts, "账号管理"}, {access.Appoint, "任命与结束任职"}, {access.ManageOrgs, "组织管理"}, {access.ViewOrgs, "查看组织"},
	{access.OpenCycle, "开启考评周期"}, {access.ViewCycle, "查看考评周期"}, {"cycle.amend", "调整周期设置"}, {access.Extend, "延长自评期限"}, {"indicator_set.publish", "发布指标"}, {access.KeepSets, "编制指标"}, {access.MoveCycle, "换用新版指标"},
	{access.SaveFinding, "填写自评"}, {"note.save", "填写说明"}, {"evidence.add", "添加佐证"}, {"evidence.remove", "移除佐证"},
	{access.Submit, "提交自评"}, {access.Withdraw, "撤回自评"}, {"remark.reply", "答复退回意见"},
	{access.SaveReview, "填写考核"}, {"review.agree", "同意自评"}, {"remark.add", "写退回意见"}, {"remark.drop", "删退回意见"},
	{access.Return, "退回自评"}, {access.Sign, "签署考核"}, {access.Report, "报送结果"},
	{access.Publicise, "公示结果"}, {access.Object, "提出异议"}, {access.DecideObjection, "处理异议"}, {access.ViewReports, "查看报送"}, {access.DecideReport, "接收或退回报送"}, {access.Reopen, "重新考核"},
	{access.AnswerSpot, "答复抽查"}, {access.ProposeSpot, "提出抽查认定"}, {access.ConfirmSpot, "确认抽查认定"}, {access.Close, "结束考评周期"}, {"cycle.propose_close", "提出结束周期"}, {"cycle.refuse_close", "退回结束周期"}, {"cycle.resume_close", "接着归档"}, {"cycle.closed", "周期已结束"},
	{access.ViewOutcome, "查看结果运用"}, {access.ViewRectification, "查看整改"}, {access.KeepRectification, "填写整改"}, {access.CheckRectification, "检查整改"}, {access.EndRectification, "整改销号"},
	{access.ManageDraw, "抽查管理"}, {"draw.publish", "公布抽查名单"}, {"draw.enter_seed", "录入种子"}, {"draw.confirm_seed", "确认种子并抽取"},
	{"draw.refuse_seed", "退回种子"}, {"draw.replace", "更换抽查员"}, {"draw.escalate", "决定是否全部复核"}, {access.ViewDraw, "查看抽查"},
	{access.SaveSpot, "填写抽查"}, {"spot.note", "填写抽查说明"}, {access.HandIn, "交回抽查"}, {access.ViewSpot, "查看抽查结果"}, {"member.found_elsewhere", "按身份证号得知所在支部"},
	{access.SaveRecord, "填写记实本"}, {"record.import", "导入记录"}, {access.ViewRecords, "查看记实本"}, {access.SaveSanction, "登记党纪处分"}, {access.ViewSanction, "查看党纪处分"},
	{access.Unmask, "查看完整证件号码和电话"}, {access.OwnPages, "查看本人情况"}, {access.CheckMember, "核对党员自评"},
	{access.KeepCalendar, "工作日历"}, {access.ViewBurden, "查看基层负担"}, {access.KeepHandbook, "编写工作手册"}, {access.ReadHandbook, "查看工作手册"},
	{workflow.MemberSave, "填写先锋指数"}, {workflow.MemberSubmit, "提交先锋指数"}, {workflow.MemberWithdraw, "撤回先锋指数"}, {workflow.MemberCheck, "核定先锋指数"},
	{workflow.MemberReopen, "重新核定先锋指数"}, {"reminders.set", "设置提醒"}, {"member.export", "导出本人资料"}, {access.ViewOutlook, "查看年中进度"}, {access.ViewBoard, "查看统计"}, {"city_average.take", "取定党员平均分"}, {access.OwnPages, "查看本人页面"}, {access.CheckMember, "查看党员先锋指数"},
	{access.ExportResults, "导出结果"}, {"work.retry", "再试后台事项"},
	{access.ViewCalibration, "查看尺度对照"}, {access.PrintSlip, "打印扣分依据单"}, {access.CheckSlip, "核验打印件"}, {"evaluation.answer", "参加党员测评"},
	{access.ViewAssessment, "查看考评"}, {access.ViewSelf, "查看考评得分"}, {access.ViewDesk, "查看自评"}, {access.ReadAudit, "查看日志"}, {"system.set_up", "系统初始化"},
}

// actionWord names an action; one that is new here keeps its code.
func actionWord(a access.Action) string {
	for _, w := range words {
		if w.action == a {
			return w.name
		}
	}
	return string(a)
}

var objects = map[string]string{"assessment": "考评", "report": "报送", "committee": "党委", "outlook": "年中进度", "organisation": "组织", "member": "党员", "person": "账号", "appointment": "任职", "cycle": "周期", "draw": "抽查",
	"branch": "支部记实本", "activity": "会议活动", "study_plan": "计划", "honour": "荣誉", "branch_rule": "制度", "committee_term": "任期", "seat": "委员职位",
	"transfer": "转接", "sanction": "处分", "dues_month": "党费", "party_group": "党小组",
	"task": "后台事项", "indicator_set": "指标", "indicator_draft": "指标草稿", "session": "登录", "route": "页面", "audit": "日志", "handbook": "手册", "calendar": "工作日历", "burden": "基层负担", "slip": "打印件", "rectification": "整改台账", "system": "系统"}

// objectWord names what an entry is about: by the name that people know it by,
// else by its number.
func objectWord(kind string, id int64, about string) string {
	word, ok := objects[kind]
	switch {
	case !ok:
		word = kind
	case about != "":
		return word + "：" + about
	}
	if id == 0 {
		return word
	}
	return fmt.Sprintf("%s %d", word, id)
}

// shown are the parts of a detail that are told, with the words around them.
// Values that were filled in are not: a reason may name somebody.
var shown = map[string]string{"clause": "条款 %s", "item": "项目 %s", "change": "%s", "field": "%s", "form": "%s", "added": "新增 %s 条", "changed": "更正 %s 条", "members": "%s 人", "code": "%s", "role": "%s", "organisation": "%s", "from": "从“%s”", "to": "到“%s”",
	"until": "至 %s", "set": "指标 %s", "level": "%s", "parent": "上级 %s", "person": "账号 %s", "attempt": "第 %s 次", "round": "第 %s 轮", "year": "%s 年",
	"chapter": "第 %s 章", "edition": "第 %s 版"}

var values = map[string]string{"add": "新增", "change": "更正", "remove": "撤销", "add_file": "添加文件", "remove_file": "移除文件", "succeed": "任职变动", "transfer_in": "登记转入", "transfer_out": "登记转出", "assign_groups": "调整党小组", "identity": "身份证号", "phone": "电话",
	"dues": "党费", "roster": "党员名册", "honours": "荣誉成果", "activities": "会议活动", "export": "导出", "handed_up": "上缴与公示",
	"rename": "改名", "kind": "填类型", "reset": "重置密码", "disable": "停用", "enable": "启用", "appoint": "任命", "end": "结束",
	"accept": "接收", "return": "退回", "take_back": "收回", "paste": "粘贴放假通知", "text": "内容", "general": "名称、总分和等次",
	"self": "自评", "review": "考核", "spot": "抽查"}

// detailWords tells what an entry was about.
func detailWords(detail map[string]any) string {
	keys := make([]string, 0, len(detail))
	for k := range detail {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	var parts []string
	for _, k := range keys {
		name, ok := shown[k]
		value := valueWord(detail[k])
		if !ok || value == "" {
			continue
		}
		parts = append(parts, fmt.Sprintf(name, value))
	}
	return strings.Join(parts, "，")
}

func valueWord(v any) string {
	text := fmt.Sprint(v)
	if v == nil {
		return ""
	}
	if code, of := strings.CutPrefix(text, "area "); of { // a part of a draft of indicators
		return "项目 " + code
	}
	if word, ok := values[text]; ok {
		return word
	}
	for _, s := range workflow.States() {
		if string(s) == text {
			return s.Chinese()
		}
	}
	if word := workflow.MemberState(text).Chinese(); word != "" {
		return word
	}
	if word := rectify.Action(text).Chinese(); word != "" {
		return word
	}
	if word := access.Role(text).Chinese(); word != "" {
		return word
	}
	if word := access.Level(text).Chinese(); word != "" {
		return word
	}
	return text
}
