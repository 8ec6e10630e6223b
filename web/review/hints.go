package review

import (
	"net/http"
	"strconv"

	"baolei/internal/app/examine"
	"baolei/internal/core/plausible"
	"baolei/web/page"
	"baolei/web/ui"
)

// hintWords names the kinds of hint.
var hintWords = map[plausible.Kind]ui.BadgeProps{
	plausible.NotPresent: {Text: "到会人员", Tone: ui.Warn}, plausible.AtOnce: {Text: "时间重叠", Tone: ui.Warn}, plausible.SameFile: {Text: "文件重复", Tone: ui.Warn},
	plausible.SameText: {Text: "内容雷同", Tone: ui.Info}, plausible.Burst: {Text: "集中补记", Tone: ui.Info},
}

// hintLinks is how many records of a hint are linked.
const hintLinks = 4

// Hints shows what to look at twice in the branch's records.
func (s *Screen) Hints(w http.ResponseWriter, r *http.Request) error {
	id, err := page.PathID(r, "id")
	if err != nil {
		return err
	}
	v, hints, err := s.examine.Hints(r.Context(), s.Actor(r), id)
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, hintsPage(s.Frame(r, v.BranchName+" · 核对提示"), back(v), hintTable(v, hints)))
	return nil
}

func hintTable(v examine.View, hints []plausible.Hint) ui.TableProps {
	t := ui.TableProps{ID: "hints", Caption: "核对提示", Hide: true, Empty: "这一年的记录里没有需要特别核对的地方。",
		Columns: []ui.Column{{Label: "提示"}, {Label: "类型"}, {Label: "记录"}}}
	for _, h := range hints {
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: h.Text}, {Badge: hintWords[h.Kind]}, {Body: ui.LinkList(recordLinks(v, h))}}})
	}
	return t
}

func recordLinks(v examine.View, h plausible.Hint) []ui.Link {
	var links []ui.Link
	for i, ref := range h.Records {
		if i == hintLinks {
			break
		}
		links = append(links, ui.Link{Label: "记录 " + strconv.Itoa(i+1), Href: page.RecordURL(v.Branch, ref)})
	}
	return links
}
