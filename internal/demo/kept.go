package demo

import (
	"context"
	"fmt"
	"time"

	"baolei/internal/app/records"
	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
)

// papers are plans and rules; each fifth branch lacks a plan.
func (y *written) papers(ctx context.Context) error {
	made := y.day(time.January, 10)
	for k, p := range []record.Plan{
		{Kind: record.Yearly, Title: "年度工作计划", Content: "围绕中心、建设队伍，抓好理论学习、组织生活、党风廉政建设和服务群众。", CleanGovernment: y.n%6 != 3},
		{Kind: record.Periodic, Title: "月度学习计划", Content: "每月安排集中学习和主题党日，明确主题、主讲人和时间。"},
		{Kind: record.Thematic, Title: "专题教育计划", Content: "按上级部署开展专题教育，列出学习、检视、整改的时间安排。"},
	} {
		if k == 2 && y.n%5 == 2 {
			continue
		}
		p.Year, p.On = y.until.Year, made
		p.Title = fmt.Sprintf("%d 年%s", p.Year, p.Title)
		if _, err := y.records.SavePlan(ctx, y.keeper, y.write(made), p); err != nil {
			return err
		}
	}
	adopted := calendar.Date{Year: y.until.Year - 1, Month: time.February, Day: 20}
	for k, kind := range record.RuleKinds()[:5] {
		if k == 4 && y.n%4 == 3 {
			continue
		}
		u := record.Rule{Kind: record.RuleKind(kind.Code), Title: kind.Chinese, Content: "支部党员大会讨论通过，全体党员遵照执行。", On: adopted}
		if _, err := y.records.SaveRule(ctx, y.keeper, y.write(made), u); err != nil {
			return err
		}
	}
	return nil
}

// dues are paid in the middle of each month, handed up and published after it;
// each tenth branch has somebody who is behind.
func (y *written) dues(ctx context.Context) error {
	for month := time.January; month < y.until.Month; month++ {
		m := calendar.Month{Year: y.until.Year, Month: month}
		table, err := y.records.DuesOfMonth(ctx, y.keeper, y.branch, m)
		if err != nil {
			return err
		}
		paid := y.day(month, 15)
		in := records.SaveDues{Change: y.write(paid), Month: m, PaidOn: paid, Rest: true}
		for k, row := range table.Rows {
			e := records.DuesEntry{Member: row.Member, Version: row.Version, Changed: true, Answer: records.Paid, Basis: record.Wage, Base: record.Fen(400000 + 37000*(k%11)), Amount: -1}
			if y.n%10 == 6 && k == 3 && month > time.June {
				e.Answer = records.NotPaid
			}
			in.Entries = append(in.Entries, e)
		}
		if err := y.records.SaveDues(ctx, y.keeper, in); err != nil {
			return fmt.Errorf("%s: %w", m, err)
		}
		if table, err = y.records.DuesOfMonth(ctx, y.keeper, y.branch, m); err != nil {
			return err
		}
		var sum record.Fen
		for _, row := range table.Rows {
			sum += row.Paid
		}
		up := m.Last()
		whole := record.DuesMonth{Branch: y.branch, Month: m, HandedUp: sum, HandedUpOn: up, PublishedOn: up, PublishedAt: "党务公开栏"}
		if err := y.records.SaveDuesMonth(ctx, y.keeper, records.SaveDuesMonth{Change: y.write(up), DuesMonth: whole}); err != nil {
			return fmt.Errorf("%s: %w", m, err)
		}
	}
	return nil
}

// honours are few, and more of them from right above.
func (y *written) honours(ctx context.Context) error {
	for k, h := range []record.Honour{
		{Kind: record.CentralWork, Level: "superior_committee", Title: "年度重点工作先进集体", Issuer: "上级党委"},
		{Kind: record.KeyWork, Level: "work_committee", Title: "先进基层党组织", Issuer: "市直机关工委"},
		{Kind: record.Achievement, Level: "municipal", Title: "机关党建征文二等奖", Issuer: "市委组织部"},
	} {
		if (y.n+k)%3 != 0 {
			continue
		}
		h.On, h.DocumentNo = y.day(time.June, 20+k), fmt.Sprintf("市机党〔%d〕%d号", y.until.Year, y.n*3+k+1)
		if _, err := y.records.SaveHonour(ctx, y.keeper, y.write(h.On), h, false); err != nil {
			return err
		}
	}
	return nil
}
