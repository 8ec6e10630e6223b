package yearbook

import (
	"slices"
	"strconv"

	"baolei/web/ui"
)

func (m maker) plans() block {
	b := block{Title: "计划", Empty: nothing}
	for _, p := range m.y.Plans {
		b.Empty = ""
		e := entry{Title: p.Kind.Chinese() + "：" + p.Title, Texts: texts("内容", p.Content)}
		e.Facts = texts("制定日期", day(p.On), "登记", late(p.On, p.Entry))
		if p.CleanGovernment {
			e.Facts = append(e.Facts, ui.Definition{Term: "廉政建设", Text: "已列入"})
		}
		if p.Files > 0 {
			e.Facts = append(e.Facts, ui.Definition{Term: "附件", Text: strconv.Itoa(p.Files) + " 件，存于系统"})
		}
		b.Entries = append(b.Entries, e)
	}
	return b
}

func (m maker) honours() block {
	t := table{Heads: []string{"日期", "名称", "类别", "级别", "颁发机关", "文号", "获得者"}}
	for _, h := range slices.Backward(m.y.Honours) {
		who := "本支部"
		if h.Member != 0 {
			who = h.MemberName
		}
		t.Rows = append(t.Rows, []string{day(h.On), h.Title, h.Kind.Chinese(), h.Level.Chinese(), h.Issuer, or(h.DocumentNo, unsaid), who})
	}
	return tabled("", nothing, t)
}

func (m maker) rules() block {
	b := block{Title: "制度文本", Empty: "没有登记制度。"}
	for _, u := range m.y.Rules {
		b.Empty = ""
		repealed := ""
		if !u.Repealed.IsZero() {
			repealed = day(u.Repealed)
		}
		b.Entries = append(b.Entries, entry{Title: u.Kind.Chinese() + "：" + u.Title, Facts: texts("通过日期", day(u.On), "废止日期", repealed), Texts: texts("内容", u.Content)})
	}
	return b
}

// sanctions lists decisions without their words, which stay sealed.
func (m maker) sanctions() block {
	t := table{Heads: []string{"决定日期", "姓名", "处分", "决定机关", "报告上级日期"}}
	for _, s := range slices.Backward(m.y.Sanctions) {
		t.Rows = append(t.Rows, []string{day(s.On), s.MemberName, s.Kind.Chinese(), s.Issuer, day(s.Reported)})
	}
	return tabled("", nothing, t)
}
