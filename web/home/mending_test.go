package home

import (
	"strings"
	"testing"

	"baolei/internal/app/rectification"
	"baolei/internal/core/rectify"
	"baolei/web/ui"
)

// The measures are the secretary's to write: the clerk is told so, and may look.
func TestTheClerkIsNotAskedForTheSecretarysSteps(t *testing.T) {
	for _, s := range []rectify.State{rectify.Planning, rectify.Mending, rectify.Checking} {
		counts := []rectification.Count{{State: s, Files: 1}}
		parts := mendingParts(rectification.Waits{Clerk: counts})
		if len(parts) != 1 || !strings.Contains(parts[0].Say, "您可以查看台账") || strings.Contains(parts[0].Say, "请逐项") || parts[0].Actions[0].Kind == ui.Primary {
			t.Errorf("in %s the clerk is told %+v", s, parts)
		}
		parts = mendingParts(rectification.Waits{Branch: counts})
		if primary := parts[0].Actions[0].Kind == ui.Primary; primary != (s != rectify.Checking) {
			t.Errorf("in %s the secretary's button is primary: %v", s, primary)
		}
	}
}
