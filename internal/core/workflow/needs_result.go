package workflow

import (
	"fmt"
)

func publicityOff(f Facts) string {
	if f.PublicityOn {
		return "本周期设有公示，公示期满后才能报送。"
	}
	return ""
}

func publicityOn(f Facts) string {
	if !f.PublicityOn {
		return "本周期不设公示，签署后可以直接报送。"
	}
	return ""
}

// publicStill lets objections in until the last day of the publicity, included.
func publicStill(f Facts) string {
	if f.PublicUntil.Before(f.Today) {
		return fmt.Sprintf("公示已于%s结束，不能再提出异议。如有问题，请向上级党组织反映。", f.PublicUntil.Chinese())
	}
	return ""
}

// publicityOver names with the period the objections that would hold the branch
// back when it is over.
func publicityOver(f Facts) string {
	switch {
	case f.PublicUntil.Before(f.Today):
		return ""
	case f.OpenObjections > 0:
		return fmt.Sprintf("公示到%s结束，还有 %d 条异议没有处理，期满并且处理后才能报送。", f.PublicUntil.Chinese(), f.OpenObjections)
	}
	return fmt.Sprintf("公示到%s结束，期满后才能报送。", f.PublicUntil.Chinese())
}

func objectionOpen(f Facts) string {
	if f.OpenObjections == 0 {
		return "这条异议已经处理，请刷新查看。"
	}
	return ""
}

func objectionsDecided(f Facts) string {
	if f.OpenObjections > 0 {
		return fmt.Sprintf("还有 %d 条异议没有处理，处理后才能报送。", f.OpenObjections)
	}
	return ""
}
