// Package sheet reads Excel files (xlsx) into rows of texts, and writes rows of
// texts as Excel files. It knows cells and headings, and nothing of records.
//
// A file that comes from outside is gone through twice. First its archive and
// every XML part of it are looked at byte by byte, building nothing (scan), and
// what is too large, too deep, or written as neither Excel nor WPS writes is
// refused. What is left has a size by which the library that then reads the
// cells is bounded in memory and time. The library passes over what it cannot
// read; the scan is stricter than it, so that no row is lost unseen.
//
// Formulas are never computed and nothing outside the file is ever looked at.
package sheet

import "baolei/internal/core/fault"

// Limits of a file that is read.
const (
	MaxSize    = 8 << 20 // bytes, packed
	MaxRows    = 20_000  // the number of the last row with content
	MaxColumns = 200     // the number of the last column with content
)

// Limits of the parts, found by measuring what they cost: a file at any of them
// takes less than 64 MiB and a second.
const (
	maxUnpacked   = 16 << 20  // bytes, all parts together
	maxXML        = 8 << 20   // bytes of a part that is read
	maxText       = 8 << 20   // bytes of all cells, however often they stand in the file
	maxCells      = 50_000    // cells with content
	maxMerged     = 20_000    // cells that lie under merged areas
	maxString     = 128 << 10 // bytes of one string as it is written; Excel holds 32,767 characters
	maxStreamTags = 600_000   // of a sheet, which is streamed
	maxTreeTags   = 60_000    // of the parts of which trees are built, all together
	maxTag        = 16 << 10  // bytes of one tag
	maxDepth      = 64
)

const (
	oddText     = "这个文件的写法不规范，读不了。请用 Excel 或 WPS 打开，另存为 xlsx 后再上传。"
	largeText   = "表格内容太多，读不了。请只保留要导入的内容，或分几次导入。"
	rowsText    = "表格超过 20000 行，请分几次导入。"
	columnsText = "表格超过 200 列，请对照模板，只保留要导入的列。"
	sizeText    = "表格文件超过 8 MB。请删去图片等与导入无关的内容，或分几次导入。"
	oldText     = "这是旧版 xls，或加了密码的表格。请去掉密码，另存为 xlsx 后再上传。"
	unsafeText  = "这个表格不能打开：可能有宏、密码或嵌入的程序，后缀不对，或没有传完。请用 Excel 或 WPS 打开，另存为不含宏的 xlsx 后再上传。"
	notExcel    = "这不是 Excel 表格（xlsx）。请下载模板填写，或把文件另存为 xlsx 后再上传。"
)

func odd() error { return fault.New(fault.Invalid, oddText) }

func tooLarge(message string) error { return fault.New(fault.TooLarge, message) }
