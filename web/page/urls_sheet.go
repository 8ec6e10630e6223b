package page

import (
	"strconv"

	"baolei/web/ui"
)

// SheetURL is the page by which a branch's records of a form, given by its code,
// are taken in from Excel and written as such; it takes the file too.
func SheetURL(branch int64, form string) string { return BookURL(branch) + "/sheets/" + form }

// SheetOfYearURL is SheetURL with the year of which records are written.
func SheetOfYearURL(branch int64, form string, year int) string {
	return SheetURL(branch, form) + "?year=" + strconv.Itoa(year)
}

// SheetTemplateURL is the empty table of a form.
func SheetTemplateURL(branch int64, form string) string { return SheetURL(branch, form) + "/template" }

// ExportURL is a branch's records of a year as an Excel file.
func ExportURL(branch int64, form string, year int) string {
	return SheetURL(branch, form) + "/export?year=" + strconv.Itoa(year)
}

// FullExportURL writes the roster with identity cards and telephones in full.
func FullExportURL(branch int64) string { return SheetURL(branch, "roster") + "/full" }

// ImportURL shows what a table that was handed in would do, and confirms it.
func ImportURL(branch int64, form string, id int64) string { return of(SheetURL(branch, form), id) }

// SheetLink leads from a list to its Excel files: who keeps the records takes
// them in and out, who only reads gets them out.
func SheetLink(branch int64, form string, year int, keeps bool) ui.LinkButtonProps {
	if keeps {
		return ui.LinkButtonProps{Label: "导入导出", Href: SheetOfYearURL(branch, form, year)}
	}
	return ui.LinkButtonProps{Label: "导出 Excel", Href: ExportURL(branch, form, year)}
}
