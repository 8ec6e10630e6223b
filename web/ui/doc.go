// Package ui holds the components that every screen is built from: the page, the forms, one
// control for each way of answering, tables, badges. A component takes values that are ready to be
// shown and knows nothing of branches, scores or rules; it must not import app, store or core.
//
// # How a screen is put together
//
//	@ui.Page(ui.PageProps{Title: "年度自评", Nav: nav, Top: ui.ScoreBar(bar)}) {
//		@ui.Desk(ui.SideNav(areas), aside) {
//			@ui.Card(ui.CardProps{ID: "i-B2-4", Number: "2.4", Title: "…", Score: "1.0", Of: "3"}) {
//				@ui.AutoForm(ui.Form{ID: "f-B2-4a", Action: url, Target: "#i-B2-4", Hidden: hidden}) {
//					@ui.StepperControl(ui.Stepper{Row: row, Name: "actual", Value: "10", Unit: "次"})
//				}
//				@ui.CardFoot(ui.SaveState{…}) { … }
//			}
//		}
//	}
//
// Props are plain structs; points, dates and counts arrive as strings that are already formatted
// (the minus sign is U+2212). A field left at its zero value leaves its part of the component out.
//
// # Ids and names
//
// The caller gives every component one ID, unique on the page, made of letters, digits and "-"
// (never the dot of a code: "c-B2-4a"). From it the component derives
//
//	ID          the input, or the group of inputs, that the label belongs to
//	ID-<value>  one choice of a group, "." written "_"; ID-inc, ID-dec the buttons of a stepper
//	ID-label, ID-hint, ID-amount, ID-error
//	            what names and describes the input
//	ID-save     the save state of a card, ID-files its evidence, ID-h its heading
//
// Keep ids the same from one rendering to the next: focus and typed text find their way back
// by id when a card is swapped. Names of form fields are wholly the caller's.
//
// # Not answered
//
// An empty Value is "未填", which is shown in words and is another thing than "0". No choice of
// a group is preselected then, and a stepper stays empty. What may only be read (ReadOnly) or not
// be touched (Disabled) needs no form around it.
//
// # With and without script
//
// Form is an ordinary form. AutoForm posts each change by itself; its 保存 button is there for
// whoever has no script. Answer a post with 303 to the page, or, when the request has the header
// HX-Request, with the card that Form.Target names (status 200, 422 for a mistake, 409 for a
// conflict) and anything else that changed, marked by its OOB field. The answer replaces the
// target; what was typed meanwhile in the target's other fields is put back by the script.
//
// Forms do not nest: SuggestionBox, NotApplicableForm, UploadForm and EvidenceList bring forms of
// their own and stand beside an AutoForm, never in it. UploadForm has two inputs of one name, the
// second for the camera; skip parts without a file name.
//
// Browsers set the gap between Chinese and figures themselves (text-autospace), so no spaces are
// needed in "已答47项"; where they are written, they do no harm.
//
// # What is at hand
//
//	page      Page, Tabs, Heading, Desk, Panel, Columns, ScoreBar, SideNav, Queue,
//	          Stats, LinkList, Shortcuts, Actions, Empty, Flash
//	answers   AutoForm, OnceControl, StepperControl, RangeControl, ChoiceControl, TiersControl,
//	          VetoControl, SegmentsControl, NotApplicableForm
//	card      Card, CardFoot, SuggestionBox, EvidenceList, UploadForm, Thread, ReasonField,
//	          SaveStatus, ConflictBox, Compare
//	data      Table, Filters, Pager, Definitions, DerivationTable, Badge, Badges, Steps,
//	          Digits, Digest
//	forms     PlainForm, Folded, TextField, SelectField, CheckField, RadioField, ErrorSummary, Confirm, Signature,
//	          ChipsField, RollCall, ChecklistBox, Looking, FileDrop,
//	          Button, LinkButton
package ui
