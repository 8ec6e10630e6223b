package spotcheck_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"baolei/internal/app/spotcheck"
	"baolei/internal/core/fault"
	"baolei/internal/core/sampling"
)

func TestADrawIsWhatAnybodyComputes(t *testing.T) {
	c := newCity(t)
	c.reportedAll("jy-01", "jy-02", "jy-03", "wj-01", "wj-02")
	sizes := map[string]int{"JY": 1, "WJ": 1}
	v := c.drawn(sizes)

	want := "JY-01\tJY\t1\nJY-02\tJY\t1\nJY-03\tJY\t1\nWJ-01\tWJ\t1\nWJ-02\tWJ\t1\n"
	if v.Draw.Population != want {
		t.Errorf("population %q, want %q", v.Draw.Population, want)
	}
	if want := "gaoyan\t\nmaqiang\t\nsunli\t\n"; v.Draw.Inspectors != want {
		t.Errorf("inspectors %q, want %q", v.Draw.Inspectors, want)
	}
	var codes []string
	for i, check := range v.Checks {
		codes = append(codes, check.Code)
		if check.Position != i+1 || check.Number != sampling.Digest([]byte(seed+"\n"+check.Code+"\n1")) {
			t.Errorf("%s: position %d, number %s", check.Code, check.Position, check.Number)
		}
		who := []string{check.Checkers[0].Account, check.Checkers[1].Account}
		if want := twoSmallest(check.Code, "gaoyan", "maqiang", "sunli"); !slices.Equal(who, want) {
			t.Errorf("%s is checked by %v, want %v", check.Code, who, want)
		}
	}
	if want := byHand(v.Draw.Population, seed, sizes); !slices.Equal(codes, want) {
		t.Errorf("drawn %v, want %v", codes, want)
	}
	if !v.Sound() {
		t.Errorf("recomputing finds %v", v.Differences)
	}
}

// twoSmallest orders accounts by the digest that draws inspectors.
func twoSmallest(branch string, accounts ...string) []string {
	slices.SortFunc(accounts, func(a, b string) int {
		return strings.Compare(sampling.Digest([]byte(seed+"\n"+branch+"\n"+a)), sampling.Digest([]byte(seed+"\n"+branch+"\n"+b)))
	})
	return accounts[:2]
}

func TestTheBundleVerifiesWithoutTheDatabase(t *testing.T) {
	c := newCity(t)
	c.reportedAll("jy-01", "jy-02", "wj-01")
	id := c.published(map[string]int{"JY": 1})
	c.Must(c.spot.EnterSeed(ctx, c.Who("zhanglei"), c.step(id), "00000000000000000000"))
	if _, err := c.spot.Download(ctx, c.Who("wangming"), id, spotcheck.BundleFile); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a bundle before the draw: %v", err)
	}
	c.Must(c.spot.RefuseSeed(ctx, c.Who("lishan"), c.step(id), "现场是另一组数"))
	c.Must(c.spot.EnterSeed(ctx, c.Who("zhanglei"), c.step(id), seed))
	c.Must(c.spot.ConfirmSeed(ctx, c.Who("lishan"), c.step(id), seed))

	file, err := c.spot.Download(ctx, c.Who("wangming"), id, spotcheck.BundleFile)
	c.Must(err)
	bundle, err := sampling.ReadBundle(file)
	c.Must(err)
	if found := sampling.Verify(bundle); len(found) > 0 {
		t.Errorf("verify finds %v", found)
	}
	if len(bundle.Refused) != 1 || bundle.Refused[0].Reason != "现场是另一组数" || bundle.Seed.EnteredBy != "zhanglei" || bundle.Seed.ConfirmedBy != "lishan" {
		t.Errorf("seeds in the bundle: %+v, %+v", bundle.Refused, bundle.Seed)
	}
	path := filepath.Join(t.TempDir(), "bundle.json")
	c.Must(os.WriteFile(path, file, 0o600))
	if out, err := verify(t, path); err != nil || !strings.Contains(out, "重算相符") {
		t.Errorf("the command says %q, %v", out, err)
	}
	drawn, other := "\"code\": \""+bundle.Drawn[0].Code, "JY-01"
	if bundle.Drawn[0].Code == other {
		other = "JY-02"
	}
	c.Must(os.WriteFile(path, []byte(strings.Replace(string(file), drawn, "\"code\": \""+other, 1)), 0o600))
	if out, err := verify(t, path); err == nil || !strings.Contains(out, bundle.Drawn[0].Code) {
		t.Errorf("of a bundle with another branch the command says %q, %v", out, err)
	}
}

// verify runs the product's own command.
func verify(t *testing.T, path string) (string, error) {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "run", "baolei/cmd/baolei", "sample", "verify", path).CombinedOutput()
	return string(out), err
}

func TestWhatIsPublishedIsFrozen(t *testing.T) {
	c := newCity(t)
	ids := c.reportedAll("jy-01", "jy-02", "wj-01")
	v := c.drawn(map[string]int{"JY": 1, "WJ": 1})
	for _, sql := range []string{
		`update draw set population = population || E'ZZ\tJY\t1\n'`,
		`update draw set sizes = '{"JY": 2}'`,
		`update draw set item_tolerance = 900`,
		`update draw set sealed = false`,
		`update draw set state = 'published', drawn_at = null, bundle_digest = null`,
		`delete from draw`,
		`update draw_seed set seed = seed || '1'`,
		`update draw_seed set confirmed = false, reason = 'no'`,
		`delete from draw_seed`,
		`update spot_check set number = repeat('0', 64)`,
		`delete from spot_check`,
		`update spot_checker set person_id = 1`,
		`delete from spot_checker`,
		`insert into spot_check (draw_id, assessment_id, position, stratum, tickets, number) select draw_id, assessment_id, 9, stratum, 1, number from spot_check limit 1`,
	} {
		_, err := c.Pool.Exec(ctx, sql)
		if e, ok := errors.AsType[*pgconn.PgError](err); !ok || e.Code != "P0001" && e.Code[:2] != "23" { // raised by a trigger, or a constraint
			t.Errorf("%s: %v", sql, err)
		}
	}
	c.reportedAll("jy-03")
	if now := c.draw(v.ID); now.Draw.Population != v.Draw.Population || !now.Sound() {
		t.Error("a later report changed what was published")
	}
	if c.stored(ids[2]).SpotCheck == 0 {
		t.Error("the only branch of its stratum was not drawn")
	}
}

func TestTamperingInTheDatabaseShows(t *testing.T) {
	c := newCity(t)
	c.reportedAll("jy-01", "jy-02", "wj-01")
	v := c.drawn(map[string]int{"JY": 1})
	conn, err := c.Pool.Acquire(ctx)
	c.Must(err)
	defer conn.Release()
	_, err = conn.Exec(ctx, `set session_replication_role = replica`) // as somebody who owns the database could
	c.Must(err)
	tamper := func(sql string, args ...any) {
		t.Helper()
		_, err := conn.Exec(ctx, sql, args...)
		c.Must(err)
	}
	check := v.Checks[0]
	for _, change := range []struct {
		what, do, undo string
		args           []any
	}{
		{"another number", `update spot_check set number = repeat('0', 64)`, `update spot_check set number = $1`, []any{check.Number}},
		{"the terms", `update draw set item_tolerance = 900`, `update draw set item_tolerance = 100`, nil},
		{"another seed", `update draw_seed set seed = '11111111111111111111'`, `update draw_seed set seed = '` + seed + `'`, nil},
		{"the inspectors' places", `update spot_checker set place = place + 5 where place = 1`, `update spot_checker set place = 1 where place = 6`, nil},
	} {
		tamper(change.do)
		if now := c.draw(v.ID); now.Sound() {
			t.Errorf("%s: nothing is found", change.what)
		}
		tamper(change.undo, change.args...)
		if now := c.draw(v.ID); !now.Sound() {
			t.Errorf("%s undone: %v", change.what, now.Differences)
		}
	}
}

func TestALaterDrawLeavesOutWhoWasDrawn(t *testing.T) {
	c := newCity(t)
	c.reportedAll("jy-01", "jy-02", "jy-03")
	first := c.drawn(map[string]int{"JY": 2})
	second := c.drawn(map[string]int{"JY": 1})
	var before []string
	for _, check := range first.Checks {
		before = append(before, check.Code)
	}
	slices.Sort(before)
	if !slices.Equal(second.DrawnBefore, before) || len(second.Population) != 1 || slices.Contains(before, second.Checks[0].Code) {
		t.Errorf("drawn before %v, population %v, drawn %s", second.DrawnBefore, second.Population, second.Checks[0].Code)
	}
	if first.Title != "2026年度第1次抽查" || second.Title != "2026年度第2次抽查" || !second.Sound() {
		t.Errorf("titles %q, %q; %v", first.Title, second.Title, second.Differences)
	}
	c.earliestFirst(first.ID, second)
	_, err := c.spot.Publish(ctx, c.Who("lishan"), c.publication(map[string]int{}))
	c.Fails(err, fault.Invalid, "没有可以抽查的支部")
}

// earliestFirst looks at the list of an inspector of both draws: the demo has fewer
// than the six seats of the three branches.
func (c *city) earliestFirst(first int64, second *spotcheck.View) {
	c.Helper()
	both := 0
	for _, in := range second.Checks[0].Current() {
		mine, err := c.spot.Mine(ctx, c.Who(in.Account))
		c.Must(err)
		if mine[0].Draw == second.ID {
			continue
		}
		both++
		if mine[0].Draw != first || mine[len(mine)-1].Draw != second.ID {
			c.Errorf("%s is not sent to the earlier draw first", in.Account)
		}
		if len(mine) == 2 {
			c.handsIn(in.Account, mine[0].Assessment)
			if mine, err = c.spot.Mine(ctx, c.Who(in.Account)); err != nil || mine[0].Draw != second.ID {
				c.Errorf("%s is sent to what is handed in, %v", in.Account, err)
			}
		}
	}
	if both == 0 {
		c.Error("nobody inspects for both draws")
	}
}

func TestPublishingOnce(t *testing.T) {
	c := newCity(t)
	c.reportedAll("jy-01", "jy-02")
	in := c.publication(map[string]int{"JY": 1})
	first, err := c.spot.Publish(ctx, c.Who("lishan"), in)
	c.Must(err)
	if again, err := c.spot.Publish(ctx, c.Who("lishan"), in); err != nil || again != first {
		t.Errorf("the form sent twice: draw %d after %d, %v", again, first, err)
	}
	other := in
	other.Key = c.Key()
	_, err = c.spot.Publish(ctx, c.Who("zhanglei"), other)
	c.Fails(err, fault.Conflict, "还没有抽取")
	if n := c.Count(`select count(*) from draw`); n != 1 {
		t.Errorf("%d draws", n)
	}
}

func TestTwoOfficersPublishAtOnce(t *testing.T) {
	c := newCity(t)
	c.reportedAll("jy-01", "jy-02")
	in := c.publication(map[string]int{"JY": 1})
	errs := make([]error, 2)
	var wg sync.WaitGroup
	for i, account := range []string{"lishan", "zhanglei"} {
		actor, mine := c.Who(account), in
		mine.Key = c.Key()
		wg.Go(func() { _, errs[i] = c.spot.Publish(ctx, actor, mine) })
	}
	wg.Wait()
	if (errs[0] == nil) == (errs[1] == nil) || c.Count(`select count(*) from draw`) != 1 {
		t.Errorf("errors %v", errs)
	}
}

func TestAPublicationOverStaleListsIsRefused(t *testing.T) {
	c := newCity(t)
	c.reportedAll("jy-01", "jy-02")
	in := c.publication(map[string]int{"JY": 1})
	c.reportedAll("jy-03")
	_, err := c.spot.Publish(ctx, c.Who("lishan"), in)
	c.Fails(err, fault.Conflict, "名单有变化")
}

func TestPublicationsThatCannotBeDrawn(t *testing.T) {
	c := newCity(t)
	c.reportedAll("jy-01", "jy-02")
	for word, change := range map[string]func(*spotcheck.Publication){
		"有几处需要改正":   func(p *spotcheck.Publication) { p.Sizes = map[string]int{"JY": 3} },
		"一个支部也没有要抽": func(p *spotcheck.Publication) { p.Sizes = nil },
		"改正":        func(p *spotcheck.Publication) { p.SeedSource = " " },
		"需要":        func(p *spotcheck.Publication) { p.Item = -1 },
		"控制字符":      func(p *spotcheck.Publication) { p.SeedSource = "掷骰\t二十次" },
	} {
		in := c.publication(map[string]int{"JY": 1})
		change(&in)
		_, err := c.spot.Publish(ctx, c.Who("lishan"), in)
		c.Fails(err, fault.Invalid, word)
	}
	in := c.publication(map[string]int{"JY": 1})
	for _, account := range []string{"wangming", "jy-shuji", "sunli", "xitong", "zhoujie"} {
		_, err := c.spot.Publish(ctx, c.Who(account), in)
		c.Fails(err, fault.Forbidden, "工委经办")
	}
	if n := c.Count(`select count(*) from audit_entry where action = 'draw.manage' and outcome = 'refused'`); n != 5 {
		t.Errorf("%d refusals on record, want 5", n)
	}
}
