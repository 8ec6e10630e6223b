package result

import (
	"net/http"
	"strconv"

	"baolei/internal/app/oversee"
	"baolei/internal/core/access"
	"baolei/web/page"
	"baolei/web/ui"
)

// exportOf is the form that has the results written to an Excel file: for the
// work committee those of the cycle, or of the committee that the list is
// narrowed to, for a committee's secretary those of the committee; nil for others.
func (s *Screen) exportOf(r *http.Request, list oversee.Results, q query) *ui.Form {
	actor := s.Actor(r)
	committee := q.Committee
	if mine := actor.At(access.CommitteeSecretary); access.Root(actor, access.ExportResults) == 0 && committee == 0 && len(mine) > 0 {
		committee = mine[0]
	}
	if list.Set == nil || !access.Somewhere(actor, access.ExportResults) {
		return nil
	}
	f := &ui.Form{Action: page.ResultsExportURL, Label: "导出结果", Submit: "导出全部结果（Excel）",
		Hidden: s.Hidden(r, "cycle", strconv.FormatInt(list.Cycle.ID, 10), "committee", idOrEmpty(committee))}
	for _, c := range list.Committees {
		if c.ID == committee {
			f.Submit = "导出" + c.Name + "的结果（Excel）"
		}
	}
	return f
}

// Export has results written to a file, and leads to where its progress is seen.
func (s *Screen) Export(w http.ResponseWriter, r *http.Request) error {
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	cycle, _, err := page.Int(r, "cycle")
	if err != nil {
		return err
	}
	committee, _, err := page.Int(r, "committee")
	if err != nil {
		return err
	}
	task, err := s.office.AskExport(r.Context(), s.Actor(r), key, cycle, committee)
	if err != nil {
		return err
	}
	return page.See(w, r, page.TaskURL(task))
}
