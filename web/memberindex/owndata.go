package memberindex

import (
	"encoding/json"
	"mime"
	"net/http"

	"baolei/internal/app/memberindex"
	"baolei/internal/core/calendar"
)

// Export sends the person's own data as a file that people can read and
// programs too.
func (s *Screen) Export(w http.ResponseWriter, r *http.Request) error {
	d, err := s.index.Export(r.Context(), s.Actor(r))
	if err != nil {
		return err
	}
	body, err := json.MarshalIndent(fileOf(d), "", "  ")
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": "本人资料.json"}))
	if _, err := w.Write(body); err != nil {
		s.Log.DebugContext(r.Context(), "client went away", "route", r.Pattern)
	}
	return nil
}

type ownFile struct {
	Name        string       `json:"姓名"`
	Sex         string       `json:"性别"`
	Born        string       `json:"出生日期"`
	Joined      string       `json:"入党日期"`
	FullOn      string       `json:"转正日期"`
	Stage       string       `json:"党员身份"`
	Identity    string       `json:"身份证号"`
	Phone       string       `json:"电话"`
	Memberships []ownPlace   `json:"所在支部"`
	Activities  []ownEvent   `json:"参加活动"`
	Dues        []ownPayment `json:"党费"`
}

type ownPlace struct {
	Branch int64  `json:"支部编号"`
	Duty   string `json:"职务"`
	Since  string `json:"自"`
	Until  string `json:"至"`
}

type ownEvent struct {
	On     string `json:"日期"`
	Title  string `json:"活动"`
	Kinds  string `json:"种类"`
	Came   string `json:"到会"`
	Reason string `json:"原因"`
}

type ownPayment struct {
	Month  string `json:"月份"`
	Due    string `json:"应交（元）"`
	Paid   string `json:"已交（元）"`
	PaidOn string `json:"交纳日期"`
}

func fileOf(d memberindex.OwnData) ownFile {
	m := d.Memberships[0]
	f := ownFile{Name: m.Name, Sex: m.Sex.Chinese(), Born: dayText(m.Born), Joined: dayText(m.Joined), FullOn: dayText(m.FullOn), Stage: m.Stage.Chinese(), Identity: d.Identity, Phone: d.Phone}
	for _, at := range d.Memberships {
		f.Memberships = append(f.Memberships, ownPlace{at.Branch, at.Duty, dayText(at.Since), dayText(at.Until)})
	}
	for _, y := range d.Years {
		for _, a := range y.Activities {
			f.Activities = append(f.Activities, ownEvent{a.On.String(), a.Title, kindWords(a.Kinds), cameBadges[a.Came].Text, a.Reason})
		}
		for _, x := range y.Dues {
			f.Dues = append(f.Dues, ownPayment{x.Month.String(), x.Due.String(), x.Paid.String(), dayText(x.PaidOn)})
		}
	}
	return f
}

func dayText(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}
