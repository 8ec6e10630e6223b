package review

import (
	"net/http"
	"strconv"

	"baolei/internal/app/examine"
	"baolei/web/page"
	"baolei/web/ui"
)

// byItem is what the field by says where a reviewer goes through the branches
// of an item.
const byItem = "item"

// round is where a card is shown: at an item of a branch, on the way through
// the branch's items or through the branches of the item. Everything around the
// card depends on it, the card itself does not.
type round struct {
	v      examine.View
	it     examine.Item
	show   filter
	across *examine.Across // nil on the way through a branch
}

// round reads which way the request is on.
func (s *Screen) round(r *http.Request, v examine.View, it examine.Item) (round, error) {
	k := round{v: v, it: it, show: showing(r.FormValue("show"))}
	if r.FormValue("by") != byItem {
		return k, nil
	}
	x, err := s.examine.Across(r.Context(), s.Actor(r), v.Cycle.ID, it.Code)
	k.across = &x
	return k, err
}

func (k round) way() way {
	if k.across != nil {
		return along(k.across, k.it.Code)
	}
	return through(k.v)
}

// at is the key of the stop.
func (k round) at() string {
	if k.across != nil {
		return strconv.FormatInt(k.v.ID, 10)
	}
	return k.it.Code
}

// hidden are the fields by which a form comes back to the same way.
func (k round) hidden() []string {
	if k.across != nil {
		return []string{"show", k.show.code, "by", byItem}
	}
	return []string{"show", k.show.code}
}

// href leads to the stop itself.
func (k round) href() string { return k.way().href(k.at(), k.show.code) }

// look is the form that shows the stop as it stands now.
func (k round) look() *ui.Form {
	if k.across == nil {
		return &ui.Form{Action: page.ReviewURL(k.v.ID), Get: true, Hidden: []ui.Hidden{{Name: "item", Value: k.it.Code}, {Name: "show", Value: k.show.code}}}
	}
	return &ui.Form{Action: page.AcrossURL(k.it.Code), Get: true,
		Hidden: []ui.Hidden{{Name: "cycle", Value: strconv.FormatInt(k.v.Cycle.ID, 10)}, {Name: "branch", Value: k.at()}, {Name: "show", Value: k.show.code}}}
}
