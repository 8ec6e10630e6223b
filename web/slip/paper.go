package slip

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"baolei/internal/app"
	"baolei/internal/app/slip"
	"baolei/internal/core/scoring"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// paper is a slip to be printed.
type paper struct {
	Back    ui.Link
	Title   string
	Facts   []ui.Definition
	Lines   []line
	Nothing string // where no point was lost or won
	Foot    []ui.Definition
	Code    code
	Address string
	Letters string
}

// line is a row of the table.
type line struct {
	Item    string // with its number; empty where it is the row's above
	Clause  string
	How     string
	Amount  string
	Behind  []string // records and files
	Settled string   // who, when
	Reason  string
}

// heads are the columns of the table.
var heads = []string{"项目", "条款", "依据", "得失", "记录和佐证", "谁、何时", "理由"}

// texts are what stands under the heads, paragraph by paragraph.
func (l line) texts() [][]string {
	one := func(text string) []string {
		if text == "" {
			return nil
		}
		return []string{text}
	}
	return [][]string{one(l.Item), one(l.Clause), one(l.How), one(l.Amount), l.Behind, one(l.Settled), one(l.Reason)}
}

func paperOf(s slip.Slip, address string) (paper, error) {
	drawn, err := codeOf(address)
	if err != nil {
		return paper{}, err
	}
	b := s.Body
	p := paper{Back: ui.Link{Label: b.Branch + "的结果", Href: page.ResultURL(s.Assessment)}, Title: strconv.Itoa(b.Year) + " 年度扣分依据单", Code: drawn, Address: address, Letters: grouped(s.Token)}
	p.Facts = []ui.Definition{{Term: "支部", Text: b.Branch + "（" + b.Code + "）"}, {Term: "上级党组织", Text: b.Committee},
		{Term: "总分", Text: figures.Points(b.Total)}, {Term: "等次", Text: b.GradeName},
		{Term: "其中", Text: "基本分 " + figures.Points(b.Base) + "，先锋分 " + figures.Points(b.Pioneer) + "，底线 " + figures.Points(-b.Bottom)},
		{Term: "指标版本", Text: b.SetName + "（" + b.SetCode + "）"}}
	for _, c := range s.Explained.Categories {
		for _, a := range c.Areas {
			for _, it := range a.Items {
				p.Lines = append(p.Lines, linesOf(s, it)...)
			}
		}
	}
	if len(p.Lines) == 0 {
		p.Nothing = "没有扣分，也没有加分。"
	}
	p.Foot = []ui.Definition{{Term: "签署", Text: b.Signed + " " + dated(b.SignedAt)}, {Term: "生成", Text: s.MadeName + " " + dated(s.MadeAt)}, {Term: "摘要", Text: grouped(s.Digest)}}
	return p, nil
}

// linesOf makes the rows of an item that lost or won anything.
func linesOf(s slip.Slip, it scoring.ItemPart) []line {
	item, _, _ := s.Set.Item(it.Item)
	var list []line
	for _, c := range it.Clauses {
		if c.Amount == 0 && !c.Vetoed {
			continue
		}
		l := lineOf(s, it, c)
		if len(list) == 0 {
			l.Item, l.Behind = s.Set.Number(it.Item)+" "+item.Title, append(l.Behind, files(s.Body.Items[it.Item].Files)...)
		}
		list = append(list, l)
	}
	if len(list) > 0 && it.Capped() {
		d := figures.Item(s.Set.Set, it, func(string) string { return "" })
		last := d.Lines[len(d.Lines)-1]
		list = append(list, line{Clause: last.Label, How: last.How, Amount: last.Value})
	}
	var words []line
	if d := s.Body.Items[it.Item].Decided; d != nil {
		words = append(words, decision(*d))
	}
	for _, o := range s.Body.Items[it.Item].Against {
		words = append(words, objection(o))
	}
	if len(list) == 0 && len(words) > 0 {
		words[0].Item = s.Set.Number(it.Item) + " " + item.Title
	}
	return append(list, words...)
}

// decision is the row of what officers made of a spot check of an item.
func decision(d slip.Decided) line {
	counts := map[app.Level]string{app.Spot: "以抽查为准", app.Review: "以考核为准"}[d.Level]
	return line{Clause: "抽查认定", How: counts, Settled: "提出 " + d.Proposed + " " + figures.Moment(d.ProposedAt) + "；确认 " + d.Confirmed + " " + figures.Moment(d.ConfirmedAt), Reason: d.Reason}
}

// objection is the row of what was objected to an item.
func objection(o slip.Objection) line {
	l := line{Clause: "异议", How: "党员 " + figures.Moment(o.At) + "：" + o.Reason, Settled: "待处理", Reason: o.Answer}
	if o.By != "" {
		l.How = "支部书记 " + o.By + " " + figures.Moment(o.At) + "：" + o.Reason
	}
	switch {
	case o.Upheld:
		l.Settled = "采纳，已改 " + o.Decided + " " + figures.Moment(o.DecidedAt)
	case o.Decided != "":
		l.Settled = "不采纳 " + o.Decided + " " + figures.Moment(o.DecidedAt)
	}
	return l
}

func lineOf(s slip.Slip, it scoring.ItemPart, c scoring.ClausePart) line {
	clause, _, _ := s.Set.Clause(c.Clause)
	behind := s.Body.Clauses[c.Clause]
	l := line{Clause: clause.Label, How: figures.How(s.Set.Set, clause, c), Reason: behind.Reason}
	l.Amount, _ = figures.Amount(it.Direction, c.Amount)
	if c.Vetoed {
		l.Amount = "否决"
	}
	l.Behind = records(behind.Records)
	l.Settled = behind.By + " " + figures.Moment(behind.At)
	if behind.Level == app.Spot {
		l.Settled = "抽查 " + l.Settled
	}
	if behind.Copied {
		l.Settled = "自评 " + l.Settled
		if agreed := s.Body.Items[it.Item]; agreed.Agreed != "" {
			l.Settled += "；核定 " + agreed.Agreed + " " + figures.Moment(agreed.At)
		}
	}
	return l
}

// named is how many records are told by their names; of more the days do.
const named = 4

func records(list []slip.Record) []string {
	var words []string
	for _, r := range list {
		word := r.On.Short()
		if len(list) <= named {
			word += " " + r.Name
		}
		words = append(words, word)
	}
	switch {
	case len(list) == 0:
		return nil
	case len(list) <= named:
		return words
	}
	return []string{fmt.Sprintf("%d 条记录：", len(list)) + strings.Join(words, "、")}
}

func files(names []string) []string {
	if len(names) == 0 {
		return nil
	}
	return []string{"佐证：" + strings.Join(names, "、")}
}

// dated writes an instant with its year, for paper.
func dated(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return calendarDay(t) + " " + figures.Clock(t)
}

// grouped breaks letters into groups of four, which is how people copy them.
func grouped(text string) string {
	var b strings.Builder
	for i, r := range text {
		if i > 0 && i%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}
