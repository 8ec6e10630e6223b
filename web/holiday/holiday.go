// Package holiday is the officers' desk for the calendar of working days: the
// days off and the days made up for, year by year.
package holiday

import (
	"net/http"
	"strconv"

	"baolei/internal/app/oversee"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/web/page"
)

// Screen is the desk.
type Screen struct {
	*page.Site
	office *oversee.Service
}

// New makes the screen.
func New(site *page.Site, office *oversee.Service) *Screen { return &Screen{site, office} }

// Show shows a year's calendar, with the forms that change it.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	return s.show(w, r, http.StatusOK, int(page.QueryID(r.URL.Query(), "year")), forms{add: page.Blank("sort", "off"), paste: page.Blank()})
}

func (s *Screen) show(w http.ResponseWriter, r *http.Request, status, year int, f forms) error {
	y, err := s.office.WorkingYear(r.Context(), s.Actor(r), year)
	if err != nil {
		return err
	}
	s.Render(w, r, status, yearPage(s.Frame(r, "工作日历"), s.viewOf(r, y, f)))
	return nil
}

// Add adds a run of days.
func (s *Screen) Add(w http.ResponseWriter, r *http.Request) error {
	in, t := oversee.AddHoliday{}, page.Posted(r)
	return s.change(w, r, forms{add: t, paste: page.Blank()}, t, func(key string, year int) error {
		in = oversee.AddHoliday{Key: key, Year: year, Name: t.Text("name"), Off: t.Text("sort") != "work", First: t.Day("first"), Last: t.Day("last")}
		if len(t.Wrong) > 0 {
			return fault.Fields(t.Wrong)
		}
		return s.office.AddHoliday(r.Context(), s.Actor(r), in)
	})
}

// Paste takes a year's arrangement from the text that announces it.
func (s *Screen) Paste(w http.ResponseWriter, r *http.Request) error {
	t := page.Posted(r)
	return s.change(w, r, forms{add: page.Blank("sort", "off"), paste: t}, t, func(key string, year int) error {
		return s.office.PasteHolidays(r.Context(), s.Actor(r), oversee.PasteHolidays{Key: key, Year: year, Text: t.Text("text"), Replace: t.Text("replace") == "true"})
	})
}

// Remove takes a run of days out of the calendar.
func (s *Screen) Remove(w http.ResponseWriter, r *http.Request) error {
	t := page.Posted(r)
	f := forms{add: page.Blank("sort", "off"), paste: page.Blank()}
	return s.change(w, r, f, t, func(key string, year int) error {
		span := calendar.Span{Window: calendar.Window{From: t.Day("first"), Until: t.Day("last")}, Off: t.Text("sort") == "off", Name: t.Text("name")}
		return s.office.RemoveHoliday(r.Context(), s.Actor(r), oversee.RemoveHoliday{Key: key, Year: year, Span: span})
	})
}

// change answers one of the forms: the page with what was typed where it is not
// taken, and the year as it is now where it has been changed meanwhile.
func (s *Screen) change(w http.ResponseWriter, r *http.Request, f forms, typed *page.Typed, do func(key string, year int) error) error {
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	year, err := strconv.Atoi(r.PostFormValue("year"))
	if err != nil || year < 1 {
		return page.NotFound() // no form of ours sends this
	}
	if err = do(key, year); typed.Add(err) {
		return s.show(w, r, http.StatusUnprocessableEntity, year, f)
	}
	if fault.KindOf(err) == fault.Conflict {
		f.changed = err.Error()
		return s.show(w, r, http.StatusConflict, year, f)
	}
	if err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.CalendarOfURL(year), "calendar"))
}
