package page

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"baolei/internal/core/access"
	"baolei/web/ui"
)

// entry is one place of the main navigation, for the roles that work there.
type entry struct {
	label, href string
	roles       []access.Role
	mending     []access.Role // those who work there only once they have something to mend
}

var navigation = []entry{
	{"首页", HomeURL, access.Roles(), nil},
	{"工作记实本", BookListURL, []access.Role{access.BranchClerk, access.BranchSecretary}, nil},
	{"年度自评", SelfListURL, []access.Role{access.BranchClerk, access.BranchSecretary}, nil},
	{"我的", MeURL, []access.Role{access.Member}, nil},
	{"年中进度", OutlookURL, []access.Role{access.Reviewer, access.CommitteeSecretary, access.Officer}, nil},
	{"考核验收", ReviewListURL, []access.Role{access.Reviewer, access.CommitteeSecretary}, nil},
	{"公示", PublicityURL, []access.Role{access.CommitteeSecretary}, nil},
	{"报送", ReportURL, []access.Role{access.CommitteeSecretary}, nil},
	{"现场抽查", SpotListURL, []access.Role{access.SpotChecker}, nil},
	{"考评周期", CyclesURL, []access.Role{access.Officer}, nil},
	{"指标体系", SetsURL, []access.Role{access.Officer}, nil},
	{"报送", ReportsURL, []access.Role{access.Officer}, nil},
	{"抽查", DrawsURL, []access.Role{access.Officer}, nil},
	{"结果", ResultsURL, []access.Role{access.Officer, access.Reviewer, access.CommitteeSecretary, access.BranchClerk, access.BranchSecretary, access.Member}, nil},
	{"统计", BoardsURL, []access.Role{access.Officer, access.Reviewer, access.CommitteeSecretary, access.BranchClerk, access.BranchSecretary}, nil},
	{"结果运用", OutcomesURL, []access.Role{access.Officer, access.CommitteeSecretary}, nil},
	{"整改", RectificationsURL, []access.Role{access.Officer, access.CommitteeSecretary}, []access.Role{access.BranchSecretary, access.BranchClerk}},
	{"工作手册", HandbookURL, access.Roles(), nil},
	{"组织", OrganisationsURL, []access.Role{access.Officer, access.SystemAdmin, access.SecurityAdmin}, nil},
	{"账号", AccountsURL, []access.Role{access.SystemAdmin}, nil},
	{"任职", AppointmentsURL, []access.Role{access.SecurityAdmin}, nil},
	{"日志", AuditURL, []access.Role{access.Auditor}, nil},
}

// Frame makes the page's frame for whoever makes the request.
func (s *Site) Frame(r *http.Request, title string) ui.PageProps {
	actor := s.Actor(r)
	p := ui.PageProps{Title: title, Home: HomeURL, Flash: told(r)}
	if actor.Person == 0 {
		return p
	}
	p.Person = describe(actor)
	p.Account = []ui.Link{{Label: noticesLabel(s.Sessions.GetInt(r.Context(), unreadKey)), Href: NoticesURL}, {Label: "修改密码", Href: PasswordURL}}
	p.SignOut = &ui.Form{Action: SignOutURL, Hidden: s.Hidden(r), Submit: "退出"}
	if !actor.MustChangePass {
		p.Nav = nav(actor, s.Sessions.GetBool(r.Context(), mendsKey), r.URL.Path)
	}
	return p
}

// noticesLabel names the list of notices, with how many of them are new.
func noticesLabel(n int) string {
	switch {
	case n > 99:
		return "提醒 99+"
	case n > 0:
		return "提醒 " + strconv.Itoa(n)
	}
	return "提醒"
}

// Hidden makes the hidden fields that every form carries: the token, and pairs
// of name and value besides.
func (s *Site) Hidden(r *http.Request, pairs ...string) []ui.Hidden {
	hidden := []ui.Hidden{{Name: TokenField, Value: s.Token(r)}}
	for i := 0; i+1 < len(pairs); i += 2 {
		hidden = append(hidden, ui.Hidden{Name: pairs[i], Value: pairs[i+1]})
	}
	return hidden
}

// nav is the main navigation; mends tells whether a branch of the actor's has a
// rectification file.
func nav(actor access.Actor, mends bool, path string) []ui.NavItem {
	var items []ui.NavItem
	for _, e := range navigation {
		roles := e.roles
		if mends {
			roles = append(slices.Clone(roles), e.mending...)
		}
		for _, role := range roles {
			if actor.Is(role) {
				here := path == e.href || e.href != HomeURL && strings.HasPrefix(path, e.href+"/")
				items = append(items, ui.NavItem{Label: e.label, Href: e.href, Current: here})
				break
			}
		}
	}
	return items
}

// describe names a person the way the frame does: place, role, name.
func describe(a access.Actor) string {
	if len(a.Appointments) == 0 {
		return a.Name
	}
	first := a.Appointments[0]
	return first.Name + " · " + first.Role.Chinese() + " " + a.Name
}

// Done is the query that makes the next page tell what an action did.
func Done(address, code string) string {
	if strings.Contains(address, "?") {
		return address + "&done=" + code
	}
	return address + "?done=" + code
}

// done lists what a page may tell; the address holds only the code.
var done = map[string]string{
	"submitted":          "已提交，等待上级党组织考核。",
	"withdrawn":          "已撤回，可以继续修改。",
	"suggestions_taken":  "已采用勾选的建议，请再看一遍各项。",
	"index-submitted":    "已提交，等支部核定。核定前可以撤回。",
	"index-checked":      "已核定。",
	"evaluated":          "已交卷，谢谢。",
	"average":            "已取定，以这一次为准。",
	"saved":              "已保存。",
	"replied":            "已答复。",
	"returned":           "已退回，支部会看到您的意见。",
	"reviewed":           "本支部已全部核完，等待党委书记签署。",
	"reviewed-item":      "这一项没有待您核的支部了，请换下一项。",
	"agreed":             "已同意勾选的项目，其余请逐项考核。",
	"signed":             "已签署。",
	"publicised":         "已公示，支部会收到提醒。公示稿可以打印张贴。",
	"objection-decided":  "已处理，提出异议的人会收到提醒。",
	"objected":           "已提出，等党委书记处理。处理后会提醒您。",
	"accepted":           "已接收，党委会收到提醒。",
	"given-back":         "已退回，党委会收到提醒。",
	"reopened":           "已退回党委重新考核，党委和支部会收到提醒。",
	"reported":           "已报送，等工委接收。",
	"opened":             "考评周期已开启，各支部从自评开始日起填报。",
	"published":          "名单已公布，之后不能再改。",
	"published-chapter":  "已发布，大家看到的就是这一版。",
	"seeded":             "种子已录入，请另一位经办核对确认。",
	"refused":            "已退回该种子，理由已记录。",
	"drawn":              "抽取完成，任何人都可以重算。",
	"assigned":           "已分派。",
	"escalated":          "决定已记录。",
	"handed-in":          "已交回，三方结果已并列显示。",
	"spot-nothing":       "已记下。其余请逐项查看。",
	"spot-answered":      "已答复，等工委认定。",
	"spot-proposed":      "已提出，等另一位经办确认。",
	"spot-confirmed":     "已认定，计入的得分按认定结果。",
	"spot-sent-back":     "已退回，提出的经办会看到理由。",
	"spots-proposed":     "已提出，等另一位经办确认。",
	"spots-confirmed":    "已确认。",
	"password":           "密码已修改。",
	"signed-out":         "已退出。",
	"added":              "已添加。",
	"draft-made":         "草稿已建立，发布之前怎么改都可以。",
	"set-moved":          "已换用新版，所有支部的得分已重算。",
	"set-published":      "已发布，从此不再改动。",
	"ended":              "已结束，从下一次操作起不再有效。",
	"appointed":          "已任命，从下一次操作起生效。",
	"kinds":              "已填类型。",
	"renamed":            "已改名。",
	"calendar":           "已改好。以后计算期限按现在的日历；已经定下的截止日期不变。",
	"disabled":           "已停用，该账号的登录已全部结束。",
	"enabled":            "已启用，可以重新登录。",
	"closing-proposed":   "已提出，等另一位经办核对确认。",
	"closing-confirmed":  "已确认，正在后台归档，完成后会提醒。",
	"closing-sent-back":  "已退回，提出的经办会收到提醒。",
	"closing-taken-back": "已收回，核对后可以重新提出。",
	"mending-measure":    "措施已保存。",
	"mending-start":      "已开始整改，完成一项登记一项。",
	"mending-progress":   "进展已登记。",
	"mending-hand_over":  "已提请党委检查。",
	"mending-pass":       "检查通过，等工委销号。",
	"mending-fail":       "已退回，支部会收到提醒。",
	"mending-replan":     "已退回重新制定措施，支部会收到提醒。",
	"mending-end":        "已销号。",
	"mending-give_back":  "已退回，支部会收到提醒。",
	"amended":            "已调整，各党委和支部会收到通知。",
	"extended":           "已延期，支部可以继续填报。",
	"removed":            "已撤销。",
}

func told(r *http.Request) *ui.Message {
	if text, ok := done[r.URL.Query().Get("done")]; ok {
		return &ui.Message{Text: text, Tone: ui.Good}
	}
	return nil
}
