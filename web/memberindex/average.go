package memberindex

import (
	"fmt"
	"net/http"

	"baolei/internal/app/memberindex"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// Average shows the average of the city's members.
func (s *Screen) Average(w http.ResponseWriter, r *http.Request) error {
	id, err := page.PathID(r, "cycle")
	if err != nil {
		return err
	}
	c, err := s.index.City(r.Context(), s.Actor(r), id)
	if err != nil {
		return err
	}
	s.average(w, r, http.StatusOK, c, "")
	return nil
}

// averageView is the page on which the city's average is taken.
type averageView struct {
	Back    ui.Link
	Problem string
	Confirm ui.ConfirmProps
	Taken   ui.TableProps
}

func (s *Screen) average(w http.ResponseWriter, r *http.Request, status int, c memberindex.City, problem string) {
	v := averageView{Back: ui.Link{Label: fmt.Sprintf("%d 年考评", c.Cycle.Year), Href: page.CycleURL(c.Cycle.ID)}, Problem: problem}
	v.Confirm = ui.ConfirmProps{ID: "take", Title: "取定现在的平均分", Text: "取定后随周期保存，用于各支部先锋考评的比较。以后可以再取，以最后一次为准，以前的都保留。", Cancel: v.Back,
		Form: ui.Form{Action: page.CityAverageURL(c.Cycle.ID), Hidden: s.Hidden(r), Submit: "取定平均分"}, Disabled: c.Checked == 0,
		Facts: []ui.Definition{{Term: "已核定的党员", Text: fmt.Sprintf("%d / %d 人", c.Checked, c.All)}, {Term: "现在的平均分", Text: averageText(memberindex.Average{Average: c.Now(), Members: c.Checked})}}}
	v.Taken = ui.TableProps{ID: "taken", Caption: "已取定的平均分", Hide: true, Empty: "还没有取定过。", Columns: []ui.Column{{Label: "平均分", Number: true}, {Label: "党员", Number: true}, {Label: "经办"}, {Label: "时间"}}}
	for i, a := range c.Taken {
		row := ui.TableRow{Cells: []ui.Cell{{Text: figures.Points(a.Average)}, {Text: fmt.Sprint(a.Members)}, {Text: a.TakenName}, {Text: figures.Moment(a.TakenAt)}}}
		if i == 0 {
			row.Cells[3].Badge = ui.BadgeProps{Text: "以此为准", Tone: ui.Good}
		}
		v.Taken.Rows = append(v.Taken.Rows, row)
	}
	s.Render(w, r, status, averagePage(s.Frame(r, "党员平均分"), v))
}

// Take takes the city's average.
func (s *Screen) Take(w http.ResponseWriter, r *http.Request) error {
	id, err := page.PathID(r, "cycle")
	if err != nil {
		return err
	}
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	err = s.index.Take(r.Context(), s.Actor(r), id, key)
	if wrong, ok := page.Wrong(err); ok {
		c, err := s.index.City(r.Context(), s.Actor(r), id)
		if err != nil {
			return err
		}
		s.average(w, r, http.StatusUnprocessableEntity, c, wrong[""])
		return nil
	}
	if err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.CityAverageURL(id), "average"))
}
