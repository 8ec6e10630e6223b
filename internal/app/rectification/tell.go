package rectification

import (
	"fmt"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/rectify"
	"baolei/internal/store"
)

// tell tells whoever has the file in hand next.
func (s *Service) tell(b *store.Batch, actor access.Actor, f *File, in Step) {
	n := store.Notice{By: actor.Person, Key: fmt.Sprintf("rectification %d %d", f.ID, f.Version), Href: fmt.Sprintf("%s%d", app.RectificationAddress, f.ID), MadeAt: s.Now()}
	branch := []access.Role{access.BranchSecretary, access.BranchClerk}
	switch in.Action {
	case rectify.HandOver:
		n.Text = f.BranchName + "整改完成，提请检查。"
		b.TellRoles(f.Committee, []access.Role{access.CommitteeSecretary}, n)
	case rectify.Pass:
		n.Text = f.BranchName + "的整改已由党委检查通过，等待销号。"
		b.TellRoles(f.Root, []access.Role{access.Officer}, n)
	case rectify.Fail, rectify.Replan, rectify.GiveBack:
		n.Text = f.BranchName + "的整改没有通过，请继续：" + in.Text
		if in.Action == rectify.Replan {
			n.Text = f.BranchName + "的整改措施要重新制定：" + in.Text
		}
		b.TellRoles(f.Branch, branch, n)
	case rectify.End:
		n.Text = f.BranchName + "的整改已销号。"
		b.TellRoles(f.Branch, branch, n)
		b.TellRoles(f.Committee, []access.Role{access.CommitteeSecretary}, n)
	case rectify.Measure, rectify.Start, rectify.Progress:
	}
}
