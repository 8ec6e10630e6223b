package rectification

import (
	"fmt"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/rectify"
	"baolei/internal/store"
)

// tell tells whoever has the file in hand next, and who passed what did not last.
// Files of several years may be open at once, so the year is named.
func (s *Service) tell(b *store.Batch, actor access.Actor, f *File, in Step) {
	tell := func(at int64, text string, roles ...access.Role) {
		b.TellRoles(at, roles, store.Notice{By: actor.Person, Key: fmt.Sprintf("rectification %d %d", f.ID, f.Version),
			Text: fmt.Sprintf("%s %d 年考评的整改", f.BranchName, f.Year) + text, Href: fmt.Sprintf("%s%d", app.RectificationAddress, f.ID), MadeAt: s.Now()})
	}
	branch := func(text string) { tell(f.Branch, text, access.BranchSecretary, access.BranchClerk) }
	committee := func(text string) { tell(f.Committee, text, access.CommitteeSecretary) }
	switch in.Action {
	case rectify.HandOver:
		committee("已完成，提请检查。")
	case rectify.Pass:
		tell(f.Root, "已由党委检查通过，等待销号。", access.Officer)
	case rectify.Fail:
		branch("没有通过党委检查，请继续：" + in.Text)
	case rectify.Replan:
		branch("措施要重新制定：" + in.Text)
	case rectify.GiveBack:
		branch("没有销号，请继续：" + in.Text)
		committee("经党委检查通过后，工委没有销号，退回支部继续整改：" + in.Text)
	case rectify.End:
		branch("已销号。")
		committee("已销号。")
	case rectify.Measure, rectify.Start, rectify.Progress:
	}
}
