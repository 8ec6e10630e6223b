// Package handbook is the work handbook (工作手册) as plain values: its seven
// chapters as the product ships them, how a chapter's text falls into sections
// and flows, what is wrong in it, how words are found in it, and how two versions
// differ.
//
// # The text of a chapter
//
// A chapter is Markdown without raw HTML. Lines that begin with "## " or "### "
// are headings; each begins a section and can be linked to: the heading "收缴标准"
// of the chapter dues is /handbook/dues#h-收缴标准. The words of a heading are
// taken as they stand, without markup.
//
// # Flows
//
// A flow (操作流程) is a fenced block that begins at the margin:
//
//	```流程 主题党日
//	记录：主题党日
//	考评：B2.4
//	1. 月初支委会定主题。
//	2. 当天登记。
//	```
//
// Its title stands behind the word 流程. The line 记录 names the records that it
// produces, by the words of Products; the line 考评 names the items that it serves,
// by their codes in the indicator set; both list several with "、". Steps are
// numbered; a line without a number continues the step before it. Every flow has
// a title, steps, and a record or an item. Its title can be linked to like a
// heading.
//
// What does not follow this is told by Check, with the line.
package handbook
