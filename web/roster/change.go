package roster

import (
	"errors"
	"net/http"
	"strconv"

	"baolei/internal/app"
	"baolei/internal/app/records"
	"baolei/internal/core/calendar"
	"baolei/web/page"
	"baolei/web/ui"
)

// ChangeForm shows the form that changes a member.
func (s *Screen) ChangeForm(w http.ResponseWriter, r *http.Request) error {
	m, err := s.member(r)
	if err != nil {
		return err
	}
	return s.changeForm(w, r, http.StatusOK, m, typedOf(&m.Member), nil)
}

// Change changes a member.
func (s *Screen) Change(w http.ResponseWriter, r *http.Request) error {
	c, t, err := s.posted(r)
	if err != nil {
		return err
	}
	m, err := s.member(r)
	if err != nil {
		return err
	}
	version, err := page.Version(r, "version")
	if err != nil {
		return err
	}
	in := records.ChangeMember{MemberFacts: facts(t), Member: m.ID, Version: version, NoPhone: t.Text("no_phone") != ""}
	saw := m
	saw.Version = version // a form that is refused stays about what it was made for
	if len(t.Wrong) > 0 {
		return s.changeForm(w, r, http.StatusUnprocessableEntity, saw, t, nil)
	}
	err = s.records.ChangeMember(r.Context(), s.Actor(r), c, in)
	if other, ok := errors.AsType[*records.Changed](err); ok {
		if m, err = s.member(r); err != nil {
			return err
		}
		return s.changeForm(w, r, http.StatusConflict, m, t, other)
	}
	if t.Add(err) {
		return s.changeForm(w, r, http.StatusUnprocessableEntity, saw, t, nil)
	}
	if err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.MemberURL(c.Branch, m.ID), "saved"))
}

func (s *Screen) changeForm(w http.ResponseWriter, r *http.Request, status int, m records.MemberPage, t *page.Typed, other *records.Changed) error {
	if !m.CanSave {
		return app.NotFound()
	}
	v := formView{Title: "更正资料：" + m.Name, Back: ui.Link{Label: m.Name, Href: page.MemberURL(m.Book.Branch, m.ID)}, Refused: "没有保存",
		Mistakes: page.Mistakes(t.Wrong, order...), Fields: fieldsOf(t, m.Groups, withOwn(m)), Submit: "保存"}
	v.Form = ui.Form{Action: page.ChangeMemberURL(m.Book.Branch, m.ID), Hidden: s.Hidden(r, "version", strconv.Itoa(m.Version))}
	if m.IdentityMask != "" {
		v.Fields.Identity.Hint = "已登记 " + m.IdentityMask + "。不改请留空。"
	}
	if m.PhoneMask != "" {
		v.Fields.Phone.Hint = "已登记 " + m.PhoneMask + "。不改请留空。"
		v.NoPhone = &ui.Check{ID: "no_phone", Name: "no_phone", Label: "删除已登记的电话", On: t.Text("no_phone") != ""}
	}
	if other != nil {
		v.Submit, v.Conflict = "用我填写的内容保存", conflictOf(m, t, other)
	}
	s.Render(w, r, status, formPage(s.narrow(r, m.Book, v.Title), v))
	return nil
}

// withOwn adds the account that the member is tied to, where it has no
// appointment here any more.
func withOwn(m records.MemberPage) []records.BranchAccount {
	for _, a := range m.Accounts {
		if a.Person == m.Person {
			return m.Accounts
		}
	}
	if m.Person == 0 {
		return m.Accounts
	}
	return append(m.Accounts, records.BranchAccount{Person: m.Person, Name: "现在关联的账号"})
}

// conflictOf sets what differs between the saved member and the typed one side
// by side. What is sealed is not told.
func conflictOf(m records.MemberPage, t *page.Typed, other *records.Changed) *ui.Conflict {
	c := &ui.Conflict{ID: "conflict", Who: other.By, When: calendar.Minute(other.At)}
	mine := facts(t)
	both := func(term, theirs, my string) {
		if theirs != my {
			c.Theirs = append(c.Theirs, ui.Definition{Term: term, Text: said(theirs)})
			c.Mine = append(c.Mine, ui.Definition{Term: term, Text: said(my)})
		}
	}
	both("姓名", m.Name, mine.Name)
	both("性别", m.Sex.Chinese(), mine.Sex.Chinese())
	both("出生日期", day(m.Born), day(mine.Born))
	both("入党日期", day(m.Joined), day(mine.Joined))
	both("党员身份", m.Stage.Chinese(), mine.Stage.Chinese())
	both("转正日期", day(m.FullOn), day(mine.FullOn))
	both("党小组", groupName(m.Groups, m.Group), groupName(m.Groups, mine.Group))
	both("职务", m.Duty, mine.Duty)
	both("来本支部", day(m.Since), day(mine.Since))
	both("登录账号", accountName(m.Accounts, m.Person), accountName(m.Accounts, mine.Account))
	return c
}
