package paper

import (
	"net/http"
	"strconv"

	"baolei/internal/app/records"
	"baolei/internal/core/calendar"
	"baolei/web/book"
	"baolei/web/page"
	"baolei/web/ui"
)

// List is the list of a branch's records of a kind.
type List struct {
	Place   records.Place
	Year    int
	Years   []ui.Filter // none where the list is not of a year
	Actions []ui.LinkButtonProps
	Missing []string // what is wanted and not there
	Begin   []ui.Link
	Table   ui.TableProps
	CanSave bool
}

// yearsShown is from how many years one can choose.
const yearsShown = 4

// Years are the years to choose from.
func Years(branch int64, part book.Part, year int, today calendar.Date) []ui.Filter {
	var list []ui.Filter
	for y := today.Year; y > today.Year-yearsShown; y-- {
		list = append(list, ui.Filter{Label: strconv.Itoa(y) + " 年", Href: page.BookPartURL(branch, string(part), y), On: y == year})
	}
	return list
}

// List answers with a list.
func (s *Screen) List(w http.ResponseWriter, r *http.Request, l List) error {
	words := s.kind.Words()
	if l.CanSave {
		l.Actions = append([]ui.LinkButtonProps{{Label: "登记" + words.Noun, Href: page.NewPaperURL(l.Place.Branch, s.part()), Kind: ui.Primary}}, l.Actions...)
	}
	title := words.Part.Chinese()
	s.Render(w, r, http.StatusOK, listPage(s.frame(r, Paper{Detail: records.Detail{Attached: records.Attached{Place: l.Place}}, Year: l.Year}, title), title, l))
	return nil
}

// Branch takes the branch from the address, and the year, the current one where
// none is said.
func Branch(r *http.Request, today calendar.Date) (branch int64, year int, err error) {
	branch, err = page.PathID(r, "branch")
	return branch, book.Year(r.URL.Query(), today), err
}
