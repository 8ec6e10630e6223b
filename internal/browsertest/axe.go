package browsertest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"baolei/internal/checkout"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// violation is one rule of axe-core that the page breaks.
type violation struct {
	ID     string `json:"id"`
	Impact string `json:"impact"`
	Help   string `json:"help"`
	Nodes  []struct {
		Target         []string `json:"target"`
		FailureSummary string   `json:"failureSummary"`
	} `json:"nodes"`
}

func (v violation) String() string {
	var places []string
	for _, n := range v.Nodes {
		places = append(places, strings.Join(n.Target, " ")+"："+n.FailureSummary)
	}
	return fmt.Sprintf("%s（%s）%s\n    %s", v.ID, v.Impact, v.Help, strings.Join(places, "\n    "))
}

// Axe checks the page with all rules of axe-core and fails the test for each
// violation, named in Chinese.
func (p *Page) Axe(t testing.TB) {
	t.Helper()
	for _, v := range p.violations() {
		t.Errorf("无障碍（accessibility）%s：%s", p.Path(), v)
	}
}

func (p *Page) violations() []violation {
	p.t.Helper()
	var found []violation
	p.do("run axe-core", func(ctx context.Context) (err error) {
		found, err = runAxe(ctx)
		return err
	})
	return found
}

// Violations checks the page of a tab that the caller opened by chromedp, and
// tells each violation.
func Violations(ctx context.Context) ([]string, error) {
	found, err := runAxe(ctx)
	var told []string
	for _, v := range found {
		told = append(told, v.String())
	}
	return told, err
}

func runAxe(ctx context.Context) ([]violation, error) {
	script, err := axeScript()
	if err != nil {
		return nil, err
	}
	// One evaluation, in a function: nothing else in the page can get between.
	return chromedp.Run(ctx, chromedp.Evaluate[[]violation](script, func(e *runtime.EvaluateParams) {
		yes := true
		e.AwaitPromise = &yes
	}))
}

var axeScript = sync.OnceValues(func() (string, error) {
	root, ok := checkout.Root()
	if !ok {
		return "", errors.New("the browser tests run in the checkout only")
	}
	dir := filepath.Join(root, "internal/browsertest/axe/node_modules/axe-core")
	engine, err := os.ReadFile(filepath.Join(dir, "axe.min.js"))
	if err != nil {
		return "", fmt.Errorf("没有 axe-core，请在源码目录执行 make axe（run \"make axe\"）: %w", err)
	}
	locale, err := os.ReadFile(filepath.Join(dir, "locales/zh_CN.json"))
	if err != nil {
		return "", err
	}
	return fmt.Sprintf(`(async () => {
%s
;axe.configure({ locale: %s });
const result = await axe.run(document, { resultTypes: ["violations"] });
return result.violations;
})()`, engine, locale), nil
})
