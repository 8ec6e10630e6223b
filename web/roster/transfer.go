package roster

import (
	"errors"
	"net/http"
	"strconv"

	"baolei/internal/app"
	"baolei/internal/app/records"
	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
	"baolei/web/page"
	"baolei/web/ui"
)

// transferFields are from or to where, when asked, when done.
func transferFields(t *page.Typed, other, otherHint, doneHint string) []ui.Text {
	f := t.TextField("other", other, otherHint, true)
	f.MaxLength = "80"
	return []ui.Text{f, t.DayField("asked", "提出日期", "", true), t.DayField("done", "办结日期", doneHint, false)}
}

const (
	outDone = "转出当天起不再计入本支部；还没有办完的留空，办完再来填。"
	inDone  = "从这一天起计入本支部；还没有办完的留空，办完再来填。"
)

// InForm shows the form for a member who comes from elsewhere.
func (s *Screen) InForm(w http.ResponseWriter, r *http.Request) error {
	return s.inForm(w, r, http.StatusOK, page.Blank("stage", string(record.Full), "asked", s.records.Today().String()))
}

// In records that a member comes from elsewhere. What the form for a new member
// carries on is only shown again.
func (s *Screen) In(w http.ResponseWriter, r *http.Request) error {
	c, t, err := s.posted(r)
	if err != nil {
		return err
	}
	if t.Text("offered") != "" {
		return s.inForm(w, r, http.StatusOK, t)
	}
	in := records.TransferIn{MemberFacts: facts(t), Other: t.Text("other"), Asked: t.Day("asked"), Done: t.Day("done")}
	if len(t.Wrong) == 0 {
		err = s.records.TransferIn(r.Context(), s.Actor(r), c, in)
		t.Add(err)
	}
	if len(t.Wrong) > 0 {
		return s.inForm(w, r, http.StatusUnprocessableEntity, t)
	}
	if err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.RosterURL(c.Branch), "added"))
}

func (s *Screen) inForm(w http.ResponseWriter, r *http.Request, status int, t *page.Typed) error {
	m, err := s.blank(r)
	if err != nil {
		return err
	}
	v := formView{Title: "登记转入", Text: "本市其他支部的党员只要填身份证号和姓名，其余资料随组织关系转来。", Back: ui.Link{Label: "党员名册", Href: page.RosterURL(m.Book.Branch)},
		Refused: "没有登记", Mistakes: page.Mistakes(t.Wrong, order...), Fields: fieldsOf(t, m.Groups, nil), Submit: "登记转入"}
	v.Fields.HasSince = false
	v.Transfer = transferFields(t, "原党组织", "", inDone)
	v.Form = ui.Form{Action: page.TransferInURL(m.Book.Branch), Hidden: s.Hidden(r)}
	s.Render(w, r, status, formPage(s.narrow(r, m.Book, v.Title), v))
	return nil
}

// OutForm shows the form for a member who leaves. A branch that waits for the
// member is filled in.
func (s *Screen) OutForm(w http.ResponseWriter, r *http.Request) error {
	m, err := s.member(r)
	if err != nil {
		return err
	}
	other, asked := "", s.records.Today()
	for _, x := range m.Awaited {
		if x.Transfer.Member == m.ID {
			other, asked = x.BranchName, x.Asked
		}
	}
	return s.outForm(w, r, http.StatusOK, m, page.Blank("other", other, "asked", asked.String()))
}

// Out records that a member leaves.
func (s *Screen) Out(w http.ResponseWriter, r *http.Request) error {
	c, t, err := s.posted(r)
	if err != nil {
		return err
	}
	m, err := s.member(r)
	if err != nil {
		return err
	}
	in := records.TransferOut{Member: m.ID, Other: t.Text("other"), Asked: t.Day("asked"), Done: t.Day("done")}
	if len(t.Wrong) == 0 {
		err = s.records.TransferOut(r.Context(), s.Actor(r), c, in)
		t.Add(err)
	}
	if len(t.Wrong) > 0 {
		return s.outForm(w, r, http.StatusUnprocessableEntity, m, t)
	}
	if err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.MemberURL(c.Branch, m.ID), "saved"))
}

func (s *Screen) outForm(w http.ResponseWriter, r *http.Request, status int, m records.MemberPage, t *page.Typed) error {
	if !m.CanSave {
		return app.NotFound()
	}
	v := formView{Title: "登记转出：" + m.Name, Text: "去世或出党的也在这里办结，接收组织写“去世”或“出党”。", Back: ui.Link{Label: m.Name, Href: page.MemberURL(m.Book.Branch, m.ID)},
		Refused: "没有登记", Mistakes: page.Mistakes(t.Wrong, order...), Submit: "登记转出"}
	v.Transfer = transferFields(t, "接收党组织", "", outDone)
	v.Form = ui.Form{Action: page.TransferOutURL(m.Book.Branch, m.ID), Hidden: s.Hidden(r)}
	s.Render(w, r, status, formPage(s.narrow(r, m.Book, v.Title), v))
	return nil
}

// ShowTransfer shows one transfer.
func (s *Screen) ShowTransfer(w http.ResponseWriter, r *http.Request) error {
	x, err := s.transfer(r)
	if err != nil {
		return err
	}
	t := page.Blank("other", x.Other, "asked", page.DayText(x.Asked), "done", page.DayText(x.Done))
	return s.showTransfer(w, r, http.StatusOK, x, t, nil)
}

// SaveTransfer changes or completes a transfer.
func (s *Screen) SaveTransfer(w http.ResponseWriter, r *http.Request) error {
	return s.onTransfer(w, r, "saved", func(c records.Change, t *page.Typed, id int64, version int) error {
		in := records.SaveTransfer{Transfer: id, Version: version, Other: t.Text("other"), Asked: t.Day("asked"), Done: t.Day("done"), Group: t.ID("group")}
		if len(t.Wrong) > 0 {
			return nil
		}
		return s.records.SaveTransfer(r.Context(), s.Actor(r), c, in)
	})
}

// DropTransfer takes a transfer back.
func (s *Screen) DropTransfer(w http.ResponseWriter, r *http.Request) error {
	return s.onTransfer(w, r, "removed", func(c records.Change, _ *page.Typed, id int64, version int) error {
		return s.records.DropTransfer(r.Context(), s.Actor(r), c, id, version)
	})
}

// onTransfer does something to a transfer and leads back to the roster.
func (s *Screen) onTransfer(w http.ResponseWriter, r *http.Request, done string, act func(records.Change, *page.Typed, int64, int) error) error {
	c, t, err := s.posted(r)
	if err != nil {
		return err
	}
	version, err := page.Version(r, "version")
	if err != nil {
		return err
	}
	x, err := s.transfer(r)
	if err != nil {
		return err
	}
	err = act(c, t, x.ID, version)
	if other, ok := errors.AsType[*records.Changed](err); ok {
		if x, err = s.transfer(r); err != nil {
			return err
		}
		return s.showTransfer(w, r, http.StatusConflict, x, t, other)
	}
	if t.Add(err); len(t.Wrong) > 0 {
		x.Version = version
		return s.showTransfer(w, r, http.StatusUnprocessableEntity, x, t, nil)
	}
	if err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.RosterURL(c.Branch), done))
}

func (s *Screen) transfer(r *http.Request) (records.TransferPage, error) {
	branch, err := page.PathID(r, "branch")
	if err != nil {
		return records.TransferPage{}, err
	}
	id, err := page.PathID(r, "transfer")
	if err != nil {
		return records.TransferPage{}, err
	}
	return s.records.Transfer(r.Context(), s.Actor(r), branch, id)
}

func (s *Screen) showTransfer(w http.ResponseWriter, r *http.Request, status int, x records.TransferPage, t *page.Typed, other *records.Changed) error {
	v := transferOf(x)
	v.Mistakes = page.Mistakes(t.Wrong, "other", "asked", "done", "group", "reason")
	if x.CanSave {
		hidden := func() []ui.Hidden { return s.Hidden(r, "version", strconv.Itoa(x.Version)) }
		v.Save = &ui.Form{Action: page.TransferURL(x.Book.Branch, x.ID), Hidden: hidden()}
		v.fill(x, t)
		if x.Done.IsZero() {
			v.Drop = &ui.Form{Action: page.DropTransferURL(x.Book.Branch, x.ID), Hidden: hidden()}
		}
	}
	if other != nil {
		v.Conflict = &ui.Conflict{ID: "conflict", Who: other.By, When: calendar.Minute(other.At), Theirs: sides(x.Other, x.Asked, x.Done), Mine: sides(t.Text("other"), t.Day("asked"), t.Day("done"))}
		v.Submit = "用我填写的内容保存"
	}
	s.Render(w, r, status, transferPage(s.narrow(r, x.Book, v.Title), v))
	return nil
}
