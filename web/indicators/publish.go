package indicators

import (
	"net/http"
	"strconv"

	"baolei/internal/app/indicators"
	"baolei/internal/core/fault"
	"baolei/web/page"
	"baolei/web/ui"
)

// publishView asks whether a draft is to be published, or says what is wrong.
type publishView struct {
	Head      ui.HeadingProps
	Problems  []problem
	Repeated  []problem // new questions for what is held already
	Mistakes  []ui.Mistake
	Confirm   ui.ConfirmProps
	Digest    string // of the file
	Signature ui.SignatureProps
}

// PublishForm shows what would be published.
func (s *Screen) PublishForm(w http.ResponseWriter, r *http.Request) error {
	return s.publish(w, r, http.StatusOK, nil)
}

func (s *Screen) publish(w http.ResponseWriter, r *http.Request, status int, wrong map[string]string) error {
	work, err := s.work(r)
	if err != nil {
		return err
	}
	if work.PublishedAs != 0 {
		return page.See(w, r, page.SetURL(work.PublishedAs))
	}
	v := publishView{Head: ui.HeadingProps{Title: "发布 " + work.Name, Back: ui.Link{Label: work.Name, Href: page.DraftURL(work.ID)}}, Digest: indicators.DigestOf(work.YAML), Mistakes: page.Mistakes(wrong, page.PasswordField),
		Signature: s.Signature(r, work.Text().Digest(), wrong)}
	v.Problems, v.Repeated = problemsOf(work), repeatedIn(work, "")
	items, clauses := 0, 0
	for _, a := range work.Content.Areas {
		items += len(a.Items)
		for _, it := range a.Items {
			clauses += len(it.Clauses)
		}
	}
	v.Confirm = ui.ConfirmProps{ID: "publish", Title: "发布 " + work.Name, Text: "发布后谁都不能再改；要改就以它为底稿另起一份。正在进行的年度仍用原来的版本，要换用须另行办理。",
		Facts: append(facts(work), ui.Definition{Term: "考评内容", Text: strconv.Itoa(items) + " 条，" + strconv.Itoa(clauses) + " 个评分点"}),
		Form:  ui.Form{Action: page.PublishDraftURL(work.ID), Hidden: s.Hidden(r), Submit: "发布"}, Cancel: ui.Link{Label: "先不发布", Href: page.DraftURL(work.ID)}}
	s.Render(w, r, status, publishPage(s.narrow(r, "发布指标"), v))
	return nil
}

// Publish publishes a draft.
func (s *Screen) Publish(w http.ResponseWriter, r *http.Request) error {
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	id, err := page.PathID(r, "draft")
	if err != nil {
		return err
	}
	var set int64
	if err = s.Prove(r); err == nil {
		set, err = s.sets.Publish(r.Context(), s.Actor(r), key, id, page.SignedDigest(r))
	}
	if wrong, invalid := page.Wrong(err); invalid {
		return s.publish(w, r, page.Status(err), wrong)
	}
	if fault.KindOf(err) == fault.Conflict {
		if work, e := s.work(r); e == nil && work.PublishedAs != 0 { // there is no form any more to say it on
			return err
		}
		return s.publish(w, r, page.Status(err), map[string]string{"": err.Error()})
	}
	if err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.SetURL(set), "set-published"))
}

// DropForm asks whether a draft is to be put away.
func (s *Screen) DropForm(w http.ResponseWriter, r *http.Request) error {
	work, err := s.work(r)
	if err != nil {
		return err
	}
	if work.PublishedAs != 0 {
		return page.NotFound()
	}
	c := ui.ConfirmProps{ID: "drop", Title: "放弃草稿 " + work.Name + "？", Text: "草稿不再显示，也不能恢复。已发布的指标不受影响。", Danger: true, Facts: facts(work),
		Form: ui.Form{Action: page.DropDraftURL(work.ID), Hidden: s.Hidden(r, "version", strconv.Itoa(work.Version)), Submit: "放弃这份草稿"}, Cancel: ui.Link{Label: "留着", Href: page.DraftURL(work.ID)}}
	s.Render(w, r, http.StatusOK, confirmPage(s.narrow(r, "放弃草稿"), c))
	return nil
}

// Drop puts a draft away.
func (s *Screen) Drop(w http.ResponseWriter, r *http.Request) error {
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	id, err := page.PathID(r, "draft")
	if err != nil {
		return err
	}
	version, err := page.Version(r, "version")
	if err != nil {
		return err
	}
	if err := s.sets.Drop(r.Context(), s.Actor(r), key, id, version); err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.SetsURL, "removed"))
}
