// Package board shows how a city, a committee or a general branch stands in a
// cycle, as charts with their tables, and a branch its own years. Every figure
// leads to the list behind it, every table comes as an Excel file, and all of it
// prints.
package board

import (
	"net/http"
	"strconv"

	"baolei/internal/app/board"
	"baolei/web/page"
)

// Screen is the boards.
type Screen struct {
	*page.Site
	boards *board.Service
}

// New makes the screen.
func New(site *page.Site, boards *board.Service) *Screen { return &Screen{site, boards} }

// Show shows a board, or to those who work at a branch its years.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	actor, at := s.Actor(r), asked(r)
	if at.Place == 0 && len(board.Places(actor)) == 0 {
		return s.history(w, r)
	}
	b, err := s.boards.Board(r.Context(), actor, board.Ask{Cycle: at.Cycle, At: at.Place, Page: at.Page})
	if err != nil {
		return err
	}
	frame := s.Frame(r, "统计")
	frame.Sheets = []string{"boards.css"}
	if b.Cycle.ID == 0 {
		s.Render(w, r, http.StatusOK, nonePage(frame))
		return nil
	}
	if len(b.Sealed) > 0 {
		s.Render(w, r, http.StatusOK, sealedPage(frame, sealedOf(b, at)))
		return nil
	}
	v, err := viewOf(b, at, s.boards.Today())
	if err != nil {
		return err
	}
	frame.Title = strconv.Itoa(b.Cycle.Year) + " 年统计"
	s.Render(w, r, http.StatusOK, boardPage(frame, v))
	return nil
}

func asked(r *http.Request) page.BoardAt {
	q := r.URL.Query()
	return page.BoardAt{Cycle: page.QueryID(q, "cycle"), Place: page.QueryID(q, "at"), Page: page.QueryPage(q), Print: q.Get("print") == "1"}
}

func (s *Screen) history(w http.ResponseWriter, r *http.Request) error {
	h, err := s.boards.History(r.Context(), s.Actor(r))
	if err != nil {
		return err
	}
	frame := s.Frame(r, "历年情况")
	frame.Sheets = []string{"boards.css"}
	v, err := historyOf(h)
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, historyPage(frame, v))
	return nil
}
