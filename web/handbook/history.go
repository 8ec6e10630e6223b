package handbook

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"

	"baolei/internal/app/handbook"
	"baolei/internal/core/calendar"
	core "baolei/internal/core/handbook"
	"baolei/web/page"
	"baolei/web/ui"
)

// Versions lists the versions of a chapter.
func (s *Screen) Versions(w http.ResponseWriter, r *http.Request) error {
	chapter := chi.URLParam(r, "chapter")
	_, versions, err := s.book.History(r.Context(), s.Actor(r), chapter)
	if err != nil {
		return err
	}
	head := ui.HeadingProps{Title: versions[0].Title + "：历次版本", Back: ui.Link{Label: versions[0].Title, Href: page.ChapterURL(chapter)}}
	s.Render(w, r, http.StatusOK, versionsPage(s.frame(r, "历次版本"), head, versionsTable(versions)))
	return nil
}

func versionsTable(versions []handbook.Version) ui.TableProps {
	t := ui.TableProps{ID: "versions", Caption: "历次版本", Hide: true, Columns: []ui.Column{{Label: "版次"}, {Label: "发布"}, {Label: "章名"}, {Label: "修订说明"}, {Label: "比较"}}}
	for i, v := range versions {
		row := ui.TableRow{Cells: []ui.Cell{{Text: "第 " + strconv.Itoa(v.Version) + " 版", Href: page.ChapterVersionURL(v.Chapter, v.Version)},
			{Text: calendar.DateOf(v.PublishedAt).Chinese(), Sub: by(&v)}, {Text: v.Title}, {Text: orDash(v.Note)}, {Text: "–"}}}
		if i == 0 {
			row.Cells[0].Badge = ui.BadgeProps{Text: "现行", Tone: ui.Good}
		}
		if i+1 < len(versions) {
			row.Cells[4] = ui.Cell{Text: "和上一版比", Href: page.CompareChapterURL(v.Chapter, versions[i+1].Version, v.Version)}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func by(v *handbook.Version) string {
	if v.By == 0 {
		return "随系统提供"
	}
	return v.ByName
}

func orDash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

// Version shows a version of a chapter.
func (s *Screen) Version(w http.ResponseWriter, r *http.Request) error {
	version, err := page.PathID(r, "version")
	if err != nil || version > 1<<31-1 {
		return page.NotFound()
	}
	book, versions, err := s.book.Versions(r.Context(), s.Actor(r), chi.URLParam(r, "chapter"), int(version))
	if err != nil {
		return err
	}
	doc, err := s.docs.of(&versions[0])
	if err != nil {
		return err
	}
	v := readingView(reader{s.Actor(r), book.Set}, &versions[0], doc)
	v.Back = ui.Link{Label: "历次版本", Href: page.ChapterVersionsURL(versions[0].Chapter)}
	if latest, err := book.Chapter(versions[0].Chapter); err == nil && latest.Version != versions[0].Version {
		v.Notice = fmt.Sprintf("这是旧版。现行的是第 %d 版。", latest.Version)
		v.Actions = []ui.LinkButtonProps{{Label: "看现行版", Href: page.ChapterURL(latest.Chapter)},
			{Label: "和现行版比较", Href: page.CompareChapterURL(latest.Chapter, versions[0].Version, latest.Version)}}
	}
	s.Render(w, r, http.StatusOK, chapterPage(s.frame(r, versions[0].Title), v))
	return nil
}

// Compare sets two versions of a chapter against each other.
func (s *Screen) Compare(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	from, to := page.QueryID(q, "from"), page.QueryID(q, "to")
	if from == 0 || to == 0 || max(from, to) > 1<<31-1 {
		return page.NotFound()
	}
	_, versions, err := s.book.Versions(r.Context(), s.Actor(r), chi.URLParam(r, "chapter"), int(from), int(to))
	if err != nil {
		return err
	}
	v := compareOf(versions[0], versions[1])
	head := ui.HeadingProps{Title: versions[1].Title + "：" + v.Title, Back: ui.Link{Label: "历次版本", Href: page.ChapterVersionsURL(versions[1].Chapter)}}
	s.Render(w, r, http.StatusOK, comparePage(s.frame(r, "比较版本"), head, v))
	return nil
}

// compareView is what became of one version in another.
type compareView struct {
	Title string
	Empty string // said where nothing differs
	Lines []diffLine
}

// diffLine is a line of a comparison; Skipped counts lines that are the same and
// left out.
type diffLine struct {
	Change  core.Change
	Number  string
	Pieces  []core.Piece
	Skipped int
}

// linesAround is how many unchanged lines are shown around each change.
const linesAround = 2

func compareOf(from, to handbook.Version) compareView {
	v := compareView{Title: fmt.Sprintf("第 %d 版到第 %d 版", from.Version, to.Version)}
	all := core.Diff(from.Title+"\n\n"+from.Body, to.Title+"\n\n"+to.Body)
	near := nearChanges(all)
	for i, d := range all {
		if !near[i] {
			if n := len(v.Lines); n > 0 && v.Lines[n-1].Skipped > 0 {
				v.Lines[n-1].Skipped++
			} else {
				v.Lines = append(v.Lines, diffLine{Skipped: 1})
			}
			continue
		}
		v.Lines = append(v.Lines, diffLine{Change: d.Change, Number: strconv.Itoa(max(d.From, d.To)), Pieces: d.Pieces})
	}
	if len(v.Lines) == 1 && v.Lines[0].Skipped > 0 {
		v.Lines, v.Empty = nil, "两版没有不同。"
	}
	return v
}

// nearChanges marks the lines that stand within some lines of a change.
func nearChanges(all []core.DiffLine) []bool {
	near := make([]bool, len(all))
	for i, d := range all {
		if d.Change == core.Kept {
			continue
		}
		for j := max(0, i-linesAround); j <= min(len(all)-1, i+linesAround); j++ {
			near[j] = true
		}
	}
	return near
}
