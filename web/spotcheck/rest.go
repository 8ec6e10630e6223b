package spotcheck

import (
	"net/http"

	"baolei/internal/app/spotcheck"
	"baolei/internal/core/scoring"
	"baolei/web/page"
	"baolei/web/ui"
)

// rest is the form below the cards of an area, in which a checker ticks the items
// that were looked at without finding anything: one form instead of a card each.
type rest struct {
	Form  ui.Form
	Items []ui.Check
	Error string
	Typed string // items whose figures only a count on the spot can give
}

// rest offers the items of an area that are still open. Nothing is ticked
// beforehand: each tick says that this item was looked at.
func (s *Screen) rest(r *http.Request, sheet *spotcheck.Sheet, area scoring.AreaPart, t trouble) *rest {
	if !sheet.CanSave {
		return nil
	}
	v := &rest{Form: ui.Form{Action: page.SpotNothingURL(sheet.ID), Hidden: s.Hidden(r, "area", area.Area), Submit: "勾选的都看过，没有发现问题"}, Error: t.fields["item"]}
	of := map[string]bool{}
	for _, it := range area.Items {
		of[it.Item] = true
	}
	for _, item := range sheet.NotLooked() {
		title := sheet.Set.Number(item.Code) + " " + item.Title
		switch {
		case !of[item.Code]:
		case !sheet.Nothing(item):
			v.Typed += title + "；"
		default:
			v.Items = append(v.Items, ui.Check{ID: "nothing-" + page.CardID(item.Code), Name: "item", Value: item.Code, Label: title})
		}
	}
	if len(v.Items) == 0 {
		return nil
	}
	return v
}

// FoundNothing states that nothing was found in the items that were ticked.
func (s *Screen) FoundNothing(w http.ResponseWriter, r *http.Request) error {
	id, key, err := s.act(r)
	if err != nil {
		return err
	}
	sheet, err := s.spot.FoundNothing(r.Context(), s.Actor(r), id, key, r.PostForm["item"])
	wrong, invalid := page.Wrong(err)
	switch {
	case err == nil:
		area, ok := areaOf(sheet, r.PostFormValue("area"))
		if !ok {
			return page.NotFound()
		}
		return page.See(w, r, page.Done(page.SpotAreaURL(id, area.Area), "spot-nothing"))
	case !invalid:
		return err
	}
	if sheet, err = s.spot.Sheet(r.Context(), s.Actor(r), id); err != nil {
		return err
	}
	area, ok := areaOf(sheet, r.PostFormValue("area"))
	if !ok {
		return page.NotFound()
	}
	s.Render(w, r, http.StatusUnprocessableEntity, s.desk(r, sheet, area, trouble{fields: wrong}))
	return nil
}
