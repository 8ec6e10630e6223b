package signin

// DemoPassword opens every account of the demo. It is no secret: the demo's
// sign-in page shows it, and nothing but the demo makes such accounts.
const DemoPassword = "baolei-demo-2026"

// demoAccounts are one account for each role, told on the demo's sign-in page.
var demoAccounts = []DemoAccount{
	{"wangming", "支部书记", "财政局第二党支部"},
	{"liufang", "支部委员", "财政局第二党支部"},
	{"chenjing", "考核员", "财政局机关党委"},
	{"zhaogang", "党委书记", "财政局机关党委"},
	{"lishan", "工委经办", "市直机关工委"},
	{"zhanglei", "工委经办", "市直机关工委"},
	{"sunli", "抽查员", "市直机关工委"},
	{"zhoujie", "党员", "财政局第二党支部"},
	{"xitong", "系统管理员", "市直机关工委"},
	{"anquan", "安全管理员", "市直机关工委"},
	{"shenji", "审计管理员", "市直机关工委"},
}
