package rectification

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// MeasureLength is how many characters a measure may have: an entry on record,
// of 1000 at most, holds it with the person responsible and the deadline.
const MeasureLength = 900

// measure checks a measure and queues it. Its deadline lies ahead.
func (s *Service) measure(b *store.Batch, actor access.Actor, f *File, in *Step) error {
	i := slices.IndexFunc(f.Problems, func(p Problem) bool { return p.Item == in.Item })
	if i < 0 {
		return app.NotFound()
	}
	m := in.Measure
	m.Item, m.Measure, m.Responsible = in.Item, strings.TrimSpace(m.Measure), strings.TrimSpace(m.Responsible)
	wrong := map[string]string{}
	if n := utf8.RuneCountInString(m.Measure); n < 2 || n > MeasureLength {
		wrong["measure"] = fmt.Sprintf("请写明整改措施，2 至 %d 字。", MeasureLength)
	}
	if n := utf8.RuneCountInString(m.Responsible); n < 2 || n > 40 {
		wrong["responsible"] = "请写明责任人，2 至 40 字。"
	}
	switch {
	case m.Deadline.IsZero():
		wrong["deadline"] = "请填写完成期限，例如 2027-06-30。"
	case m.Deadline.Before(s.Today()):
		wrong["deadline"] = "期限已经过去，请填今天或以后的日期。"
	case s.Today().AddMonths(24).Before(m.Deadline):
		wrong["deadline"] = "期限太远，请填两年以内的日期。"
	}
	if err := fault.Fields(wrong); err != nil {
		return err
	}
	in.Text = fmt.Sprintf("%s（责任人：%s，完成期限：%s）", m.Measure, m.Responsible, m.Deadline.Chinese())
	b.SaveMeasure(f.ID, m, actor.Person, s.Now())
	return nil
}
