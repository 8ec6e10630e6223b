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
	MaxSize     = 8 << 20  // bytes, packed
	MaxRows     = 20_000   // the number of the last row with content
	MaxColumns  = 200      // the number of the last column with content
	maxUnpacked = 32 << 20 // bytes, all parts together
	maxXML      = 16 << 20 // bytes of one part
	maxCells    = 300_000  // cells with content, in all sheets together
	maxText     = 16 << 20 // bytes of all cells that are read, however often they stand in the file
	maxMerged   = 20_000   // cells that lie under merged areas
)

// Limits of the parts, found by measuring what they cost.
const (
	maxStrings    = 100_000 // shared strings
	maxStringTags = 400_000
	maxString     = 128 << 10 // bytes of one string as it is written; Excel holds 32,767 characters
	maxTags       = 100_000   // of a part of which a tree is built
	maxStreamTags = 1_600_000 // of a sheet, which is streamed
	maxTag        = 16 << 10  // bytes of one tag
	maxDepth      = 64
)

const (
	oddText     = "这个文件的写法不规范，读不了。请用 Excel 或 WPS 打开，另存为 xlsx 后再上传。"
	largeText   = "表格内容太多，读不了。请只保留要导入的内容，或分几次导入。"
	rowsText    = "表格超过 20000 行，请分几次导入。"
	columnsText = "表格超过 200 列，请对照模板，只保留要导入的列。"
	sizeText    = "表格文件超过 8 MB。请删去图片等与导入无关的内容，或分几次导入。"
	notExcel    = "这不是 Excel 表格（xlsx）。请下载模板填写，或把文件另存为 xlsx 后再上传。"
)

func odd() error { return fault.New(fault.Invalid, oddText) }

func tooLarge(message string) error { return fault.New(fault.TooLarge, message) }
