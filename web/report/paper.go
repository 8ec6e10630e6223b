package report

import (
	"fmt"
	"strconv"

	"baolei/internal/app/report"
	"baolei/internal/core/calendar"
	"baolei/web/figures"
	"baolei/web/ui"
)

// paper is a sending as it was signed.
type paper struct {
	Back      ui.Link
	Title     string
	Committee string
	Mark      string // "退回后重报", "逾期 3 天"
	Facts     []ui.Definition
	Rows      []paperRow
	Note      string
	NoteLabel string
	Signed    string
	Date      string
	Digest    string
	Decision  string
}

type paperRow struct{ No, Branch, Points, Parts, Grade, Signed, Public string }

func paperOf(p report.Paper, back ui.Link) paper {
	v := paper{Back: back, Title: fmt.Sprintf("%d 年度机关党支部标准化建设考评结果报送表", p.Year), Committee: p.CommitteeName, Note: p.Note, NoteLabel: "情况说明",
		Signed: p.Name, Date: calendar.DateOf(p.At).Chinese(), Digest: p.Digest}
	rate := p.Attained * 100_00 / max(p.Branches, 1)
	reached := "达到目标"
	if p.Attained*100_00 < p.Target*p.Branches {
		reached = "未达目标"
	}
	v.Facts = []ui.Definition{{Term: "指标", Text: p.SetName}, {Term: "党支部", Text: fmt.Sprintf("%d 个，报送 %d 个", p.Branches, p.Delivered)},
		{Term: "报送时达标和优秀", Text: fmt.Sprintf("%d 个", p.Attained)}, {Term: "报送时达标率", Text: figures.Percent(rate) + "（目标 " + figures.Percent(p.Target) + "，" + reached + "）"},
		{Term: "报送期限", Text: p.Due.Chinese()}, {Term: "报送时间", Text: calendar.DateOf(p.At).Chinese() + " " + figures.Clock(p.At)}}
	if p.Kind != report.First {
		v.Mark = fmt.Sprintf("第 %d 次，%s", p.Nr, kinds[p.Kind])
	}
	if p.Kind == report.Again {
		v.NoteLabel = "对退回意见的办理情况"
	}
	if n := report.LateDays(&p.Sending); n > 0 {
		if v.Mark != "" {
			v.Mark += "，"
		}
		v.Mark += fmt.Sprintf("逾期 %d 天", n)
	}
	for i, l := range p.Lines {
		v.Rows = append(v.Rows, rowOf(i+1, l))
	}
	if !p.DecidedAt.IsZero() {
		v.Decision = p.DecidedName + " " + figures.Moment(p.DecidedAt) + map[bool]string{true: " 接收。", false: " 退回。"}[p.Accepted] + p.Reason
	}
	return v
}

func rowOf(no int, l report.Line) paperRow {
	r := paperRow{No: strconv.Itoa(no), Branch: l.Branch, Points: "–", Parts: l.Missing, Grade: "未达标（没有结果）", Signed: "–", Public: "–"}
	if !l.Delivered {
		return r
	}
	r.Points, r.Parts = figures.Points(l.Total), fmt.Sprintf("基本 %s，先锋 %s，底线 %s", figures.Short(l.Base), figures.Short(l.Pioneer), figures.Short(-l.Bottom))
	r.Grade, r.Signed = l.GradeName, l.SignedName
	if l.Vetoed {
		r.Grade += "（一票否决）"
	}
	if !l.SignedAt.IsZero() {
		r.Signed += " " + calendar.DateOf(l.SignedAt).Chinese()
	}
	if !l.PublicUntil.IsZero() {
		r.Public = l.PublicWindow().Chinese()
	}
	return r
}
