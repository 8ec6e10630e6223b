package engine

import (
	"fmt"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/ext"

	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
)

// celProgram compiles the set to one expression over n, a map of the stated
// figures, that gives [base, pioneer, bottom, vetoed].
func celProgram(set *indicator.Set) (cel.Program, error) {
	env, err := cel.NewEnv(ext.Math(), cel.Variable("n", cel.MapType(cel.StringType, cel.IntType)))
	if err != nil {
		return nil, err
	}
	ast, issues := env.Compile(celSource(set))
	if issues.Err() != nil {
		return nil, issues.Err()
	}
	return env.Program(ast, cel.EvalOptions(cel.OptOptimize))
}

func celSource(set *indicator.Set) string {
	terms := map[string][]string{"base": {"0"}, "pioneer": {"0"}, "bottom": {"0"}}
	vetoes := []string{"0"}
	for _, a := range set.Areas {
		for _, it := range a.Items {
			var amounts []string
			for _, c := range it.Clauses {
				if c.Kind == scoring.Veto {
					vetoes = append(vetoes, celStated(c.Code, "", "%[1]s"))
				} else {
					amounts = append(amounts, celAmount(c))
				}
			}
			if len(amounts) > 0 {
				terms[a.Category] = append(terms[a.Category], celItem(it, amounts))
			}
		}
	}
	sum := func(s []string) string { return strings.Join(s, " + ") }
	return fmt.Sprintf("[%s, %s, %s, %s]", sum(terms["base"]), sum(terms["pioneer"]), sum(terms["bottom"]), sum(vetoes))
}

func celItem(it indicator.Item, amounts []string) string {
	raw := strings.Join(amounts, " + ")
	switch {
	case !it.HasWeight:
		return raw
	case it.Direction == scoring.Earn:
		return fmt.Sprintf("math.least(%s, %d)", raw, it.Weight)
	}
	return fmt.Sprintf("%d - math.least(%s, %d)", it.Weight, raw, it.Weight)
}

func celAmount(c indicator.Clause) string {
	switch c.Kind {
	case scoring.Once, scoring.PerCase:
		return celStated(c.Code, "", celJudged("%[1]s >= 0", fmt.Sprintf("%%[1]s * %d", c.Amount)))
	case scoring.PerMissing:
		expected := "n." + celName(c.Code, "expected")
		return celStated(c.Code, "", celJudged("%[1]s >= 0 && "+expected+" >= 0",
			fmt.Sprintf("math.greatest(0, %s - %%[1]s) * %d", expected, c.Amount)))
	case scoring.Stepped:
		return celStated(c.Code, "", celJudged("%[1]s >= 0", fmt.Sprintf("(%%[1]s < %d ? %%[1]s * %d : %d)", c.From, c.Amount, c.Flat)))
	case scoring.Range:
		return celStated(c.Code, "", celJudged(fmt.Sprintf(
			"(%%[1]s == 0 || %%[1]s >= %d && %%[1]s <= %d && (%%[1]s - %d) %%%% %d == 0)", c.Min, c.Max, c.Min, c.Step), "%[1]s"))
	}
	var options []string
	for _, o := range c.Options {
		options = append(options, celStated(c.Code, o.Code, celJudged("%[1]s >= 0", fmt.Sprintf("%%[1]s * %d", o.Amount))))
	}
	return strings.Join(options, " + ")
}

// celJudged is the term if the figure may be so; dividing by 0 is how an
// expression fails.
func celJudged(condition, term string) string {
	return "(" + condition + " ? " + term + " : 1 / 0)"
}

// celStated is the term if the figure is stated, else 0.
func celStated(clause, option, term string) string {
	name := "n." + celName(clause, option)
	return "(has(" + name + ") ? " + fmt.Sprintf(term, name) + " : 0)"
}

func celName(clause, option string) string {
	return strings.ReplaceAll(clause, ".", "_") + "_" + option
}

// celVars are the figures as the expression takes them.
func celVars(b *branch) map[string]any {
	n := make(map[string]any, len(b.figures)+8)
	for i := range b.figures {
		f := &b.figures[i]
		n[f.name] = f.n
		if f.expectedName != "" {
			n[f.expectedName] = f.expected
		}
	}
	return map[string]any{"n": n}
}

func byCEL(p cel.Program, vars map[string]any) (outcome, error) {
	v, _, err := p.Eval(vars)
	if err != nil {
		return outcome{}, err
	}
	list, ok := v.Value().([]ref.Val)
	if !ok || len(list) != 4 {
		return outcome{}, fmt.Errorf("the expression gives %v", v)
	}
	n := [4]int64{}
	for i, item := range list {
		if n[i], ok = item.Value().(int64); !ok {
			return outcome{}, fmt.Errorf("the expression gives %v", item)
		}
	}
	return outcome{n[0], n[1], n[2], n[3] > 0}, nil
}
