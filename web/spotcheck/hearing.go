package spotcheck

import (
	"context"
	"net/http"

	"baolei/internal/app"
	"baolei/internal/app/spotcheck"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/web/page"
)

// heard is what was typed below a comparison that was not taken, and why.
type heard struct {
	answers, levels, reasons map[string]string // by item
	back                     string            // reason of sending back
	refused                  string            // title of what is wrong
	wrong                    map[string]string
}

func (s *Screen) compare(w http.ResponseWriter, r *http.Request, status int, c *spotcheck.Comparison, h heard) {
	v := newCompared(c, s.Actor(r))
	if c.HandedIn {
		v.Hearing = s.hearing(r, c, h)
	}
	s.Render(w, r, status, comparePage(s.Frame(r, "抽查结果"), v))
}

// again shows the comparison as it is now, with what was typed. Other errors
// than mistakes and conflicts are passed on.
func (s *Screen) again(w http.ResponseWriter, r *http.Request, id int64, err error, h heard) error {
	wrong, invalid := page.Wrong(err)
	if !invalid && fault.KindOf(err) != fault.Conflict {
		return err
	}
	if h.wrong = wrong; !invalid {
		h.wrong = map[string]string{"": err.Error()}
	}
	c, unseen := s.spot.Compare(r.Context(), s.Actor(r), id)
	if unseen != nil {
		return unseen
	}
	s.compare(w, r, page.Status(err), c, h)
	return nil
}

// Answer takes what the branch says to the check.
func (s *Screen) Answer(w http.ResponseWriter, r *http.Request) error {
	id, key, err := s.act(r)
	if err != nil {
		return err
	}
	in := spotcheck.Answer{Assessment: id, Key: key, Agreed: r.PostFormValue("agreed") == "true"}
	if in.Texts, err = s.byItem(r, id, spotcheck.AnswerField); err == nil {
		err = s.spot.GiveAnswer(r.Context(), s.Actor(r), in)
	}
	if err != nil {
		return s.again(w, r, id, err, heard{answers: in.Texts, refused: "没有提交"})
	}
	return page.See(w, r, page.Done(page.SpotURL(id), "spot-answered"))
}

// Propose takes an officer's choice item by item.
func (s *Screen) Propose(w http.ResponseWriter, r *http.Request) error {
	id, key, err := s.act(r)
	if err != nil {
		return err
	}
	h := heard{refused: "没有提出"}
	if h.levels, err = s.byItem(r, id, spotcheck.LevelField); err != nil {
		return err
	}
	if h.reasons, err = s.byItem(r, id, spotcheck.ReasonField); err != nil {
		return err
	}
	if err = s.Prove(r); err == nil {
		err = s.spot.Propose(r.Context(), s.Actor(r), spotcheck.Proposal{Assessment: id, Key: key, Digest: page.SignedDigest(r), Choices: choices(h)})
	}
	if err != nil {
		return s.again(w, r, id, err, h)
	}
	return page.See(w, r, page.Done(page.SpotURL(id), "spot-proposed"))
}

func choices(h heard) []spotcheck.Choice {
	var list []spotcheck.Choice
	for item, level := range h.levels {
		list = append(list, spotcheck.Choice{Item: item, Level: app.Level(level), Reason: h.reasons[item]})
	}
	for item, reason := range h.reasons {
		if _, there := h.levels[item]; !there {
			list = append(list, spotcheck.Choice{Item: item, Reason: reason})
		}
	}
	return list
}

// byItem reads the fields of a form that are there once for an item of the set.
func (s *Screen) byItem(r *http.Request, id int64, field func(string) string) (map[string]string, error) {
	c, err := s.spot.Compare(r.Context(), s.Actor(r), id)
	if err != nil {
		return nil, err
	}
	values := map[string]string{}
	for _, it := range c.Items {
		if r.PostForm.Has(field(it.Item)) {
			values[it.Item] = r.PostFormValue(field(it.Item))
		}
	}
	return values, nil
}

// Confirm confirms what another officer proposed.
func (s *Screen) Confirm(w http.ResponseWriter, r *http.Request) error {
	return s.verdict(w, r, "spot-confirmed", heard{refused: "没有确认"}, func(ctx context.Context, actor access.Actor, in spotcheck.Verdict) error {
		if err := s.Prove(r); err != nil {
			return err
		}
		return s.spot.Confirm(ctx, s.Actor(r), in)
	})
}

// SendBack gives a proposal back with a reason.
func (s *Screen) SendBack(w http.ResponseWriter, r *http.Request) error {
	return s.verdict(w, r, "spot-sent-back", heard{refused: "没有退回", back: r.PostFormValue("reason")}, s.spot.SendBack)
}

func (s *Screen) verdict(w http.ResponseWriter, r *http.Request, done string, h heard, act func(context.Context, access.Actor, spotcheck.Verdict) error) error {
	id, key, err := s.act(r)
	if err != nil {
		return err
	}
	err = act(r.Context(), s.Actor(r), spotcheck.Verdict{Assessment: id, Key: key, Digest: page.SignedDigest(r), Reason: h.back})
	if err != nil {
		return s.again(w, r, id, err, h)
	}
	return page.See(w, r, page.Done(page.SpotURL(id), done))
}

func (s *Screen) act(r *http.Request) (id int64, key string, err error) {
	if id, err = page.PathID(r, "id"); err != nil {
		return 0, "", err
	}
	key, err = s.Key(r)
	return id, key, err
}
