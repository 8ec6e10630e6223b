package signin

import "baolei/web/ui"

func narrow(frame ui.PageProps) ui.PageProps {
	frame.Narrow = true
	return frame
}

func demoTable(accounts []DemoAccount) ui.TableProps {
	t := ui.TableProps{ID: "accounts", Caption: "演示账号", Hide: true, Columns: []ui.Column{{Label: "账号"}, {Label: "任职"}, {Label: "组织"}}}
	for _, a := range accounts {
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: a.Account}, {Text: a.Role}, {Text: a.Place}}})
	}
	return t
}
