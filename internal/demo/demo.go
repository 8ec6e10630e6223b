// Package demo fills an empty database with a believable city: a work
// committee, 6 party committees, 60 branches, one account for each role, and a
// cycle with assessments in every state. All of it comes about through the use
// cases that people have, with the clock set to the days on which they would
// have acted, so that the demo is also a test of them.
package demo

import (
	"fmt"
	"time"

	"baolei/internal/app/people"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
)

// committees of the demo, with the number of branches of each: 60 in all. The
// first has a general branch with three of its branches below it.
var committees = []struct {
	code, name, short string
	branches          int
}{
	{"CZ", "财政局机关党委", "财政局", 12},
	{"JY", "教育局机关党委", "教育局", 10},
	{"WJ", "卫生健康委机关党委", "卫健委", 11},
	{"ZJ", "住房和城乡建设局机关党委", "住建局", 10},
	{"WL", "文化广电旅游局机关党委", "文旅局", 8},
	{"SJ", "市场监督管理局机关党委", "市场监管局", 9},
}

// since is when everybody of the demo took office.
var since = calendar.Date{Year: 2024, Month: time.January, Day: 1}

var ordinals = []string{"第一", "第二", "第三", "第四", "第五", "第六", "第七", "第八", "第九", "第十", "第十一", "第十二"}

// tree returns the demo's organisations, parents first.
func tree() []people.SetupOrganisation {
	list := []people.SetupOrganisation{{Level: access.WorkCommittee, Code: "GW", Name: "市直机关工委"}}
	for _, c := range committees {
		list = append(list, people.SetupOrganisation{Level: access.PartyCommittee, Parent: "GW", Code: c.code, Name: c.name})
		below := c.code
		for i := range c.branches {
			if c.code == "CZ" && i == 9 { // the last three stand below a general branch
				below = "CZ-Z1"
				list = append(list, people.SetupOrganisation{Level: access.GeneralBranch, Parent: "CZ", Code: below, Name: "财政局直属单位党总支"})
			}
			list = append(list, people.SetupOrganisation{Level: access.Branch, Parent: below,
				Code: fmt.Sprintf("%s-%02d", c.code, i+1), Name: c.short + ordinals[i] + "党支部"})
		}
	}
	return list
}

// person makes an account that took office with everybody else.
func person(hash, account, name string, appointments ...people.SetupAppointment) people.SetupPerson {
	for i := range appointments {
		appointments[i].From = since
	}
	return people.SetupPerson{Account: account, Name: name, PasswordHash: hash, Appointments: appointments}
}

func at(role access.Role, code string) people.SetupAppointment {
	return people.SetupAppointment{Role: role, At: code}
}

// named are the accounts that the sign-in page shows, and those that the cycle
// needs besides: second officers, checkers, reviewers.
func named(hash string) []people.SetupPerson {
	return []people.SetupPerson{
		person(hash, "wangming", "王明", at(access.BranchSecretary, "CZ-02")),
		person(hash, "liufang", "刘芳", at(access.BranchClerk, "CZ-02")),
		person(hash, "zhoujie", "周洁", at(access.Member, "CZ-02")),
		person(hash, "chenjing", "陈静", at(access.Reviewer, "CZ")),
		person(hash, "zhaogang", "赵刚", at(access.CommitteeSecretary, "CZ")),
		person(hash, "heping", "何平", at(access.Reviewer, "CZ-Z1")),
		person(hash, "lishan", "李珊", at(access.Officer, "GW")),
		person(hash, "zhanglei", "张磊", at(access.Officer, "GW")),
		person(hash, "sunli", "孙丽", at(access.SpotChecker, "GW")),
		person(hash, "maqiang", "马强", at(access.SpotChecker, "GW")),
		person(hash, "gaoyan", "高燕", at(access.SpotChecker, "GW")),
		person(hash, "xitong", "钱系统", at(access.SystemAdmin, "GW")),
		person(hash, "anquan", "冯安全", at(access.SecurityAdmin, "GW")),
		person(hash, "shenji", "沈审计", at(access.Auditor, "GW")),
	}
}

// others are the secretaries of the remaining branches, and the reviewers and
// secretaries of the remaining committees.
func others(hash string) []people.SetupPerson {
	var list []people.SetupPerson
	for _, c := range committees {
		low := map[string]string{"CZ": "cz", "JY": "jy", "WJ": "wj", "ZJ": "zj", "WL": "wl", "SJ": "sj"}[c.code]
		if c.code != "CZ" {
			list = append(list, person(hash, low+"-kaohe", name(len(list)), at(access.Reviewer, c.code)),
				person(hash, low+"-shuji", name(len(list)+1), at(access.CommitteeSecretary, c.code)))
		}
		for i := range c.branches {
			code := fmt.Sprintf("%s-%02d", c.code, i+1)
			if code != "CZ-02" {
				list = append(list, person(hash, fmt.Sprintf("%s-%02d", low, i+1), name(len(list)), at(access.BranchSecretary, code)))
			}
		}
	}
	return list
}
