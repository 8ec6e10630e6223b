package indicators_test

import (
	"context"
	"errors"
	"os"
	"slices"
	"testing"

	"baolei/internal/app/indicators"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/indicator"
)

func TestOnlyTheOfficeKeepsSets(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	draft := c.start("next")
	for _, actor := range []access.Actor{{}, c.Who("wangming"), c.Who("zhaogang"), c.Who("xitong"), c.Who("shenji")} {
		_, err := c.sets.Shelf(ctx, actor)
		c.Fails(err, fault.Forbidden)
		_, err = c.sets.Work(ctx, actor, draft)
		c.Fails(err, fault.Forbidden)
		_, err = c.sets.Start(ctx, actor, indicators.Start{Key: c.Key(), From: c.Set, Code: "x", Name: "某一版", Version: "1"})
		c.Fails(err, fault.Forbidden)
		item, in := c.item(draft, "B1.1")
		c.Fails(c.sets.SaveItem(ctx, actor, in, item), fault.Forbidden)
		_, err = c.sets.Publish(ctx, actor, c.Key(), draft, "")
		c.Fails(err, fault.Forbidden)
		c.Fails(c.sets.Drop(ctx, actor, c.Key(), draft, 1), fault.Forbidden)
	}
	_, err := c.sets.Work(ctx, c.Who("lishan"), 999999)
	c.Fails(err, fault.NotFound)
}

func TestACopyIsTheSetItWasCopiedFrom(t *testing.T) {
	c := newCity(t)
	w := c.work(c.start("next"))
	if len(w.Problems) != 0 {
		t.Errorf("problems of a copy: %v", w.Problems)
	}
	old, err := indicator.ReadDraft(indicator.Source())
	c.Must(err)
	// the name and version are new, all else is as it was
	changes := indicator.Compare(old, w.Content)
	if len(changes) != 1 || changes[0].Part != indicator.WholeSet || len(changes[0].Lines) != 2 {
		t.Errorf("changes of a copy: %+v", changes)
	}
}

func TestStartingOnceAndUnderANewCode(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	in := indicators.Start{Key: c.Key(), From: c.Set, Code: "next", Name: "下一版", Version: "2027"}
	id, err := c.sets.Start(ctx, c.Who("lishan"), in)
	c.Must(err)
	again, err := c.sets.Start(ctx, c.Who("lishan"), in)
	if err != nil || again != id {
		t.Errorf("the same form: draft %d, %v; want %d", again, err, id)
	}
	in.Key = c.Key()
	_, err = c.sets.Start(ctx, c.Who("zhanglei"), in)
	c.Wrong(err, "code")
	in.Code = "jinhua-2018"
	_, err = c.sets.Start(ctx, c.Who("lishan"), in)
	c.Wrong(err, "code")
	in.Code, in.Name = "a b", ""
	_, err = c.sets.Start(ctx, c.Who("lishan"), in)
	c.Wrong(err, "code")
	c.Wrong(err, "name")
}

func TestWhatIsUnsoundIsSavedAndToldAtItsPlace(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	draft := c.start("next")
	item, in := c.item(draft, "B1.1")
	item.Weight, item.Clauses[0].Amount = "5", "很多"
	c.Must(c.sets.SaveItem(ctx, c.Who("lishan"), in, item))
	c.Must(c.sets.SaveItem(ctx, c.Who("lishan"), in, item)) // the same form again
	w := c.work(draft)
	var paths []string
	for _, p := range w.Problems {
		paths = append(paths, p.Path)
	}
	slices.Sort(paths)
	if want := []string{"areas.0.items.0.clauses.0.amount", "areas.0.weight"}; !slices.Equal(paths, want) {
		t.Errorf("problems at %v, want %v", paths, want)
	}
	if w.Version != 2 {
		t.Errorf("version %d after two sendings of one form", w.Version)
	}
	_, err := c.sets.Publish(ctx, c.Who("lishan"), c.Key(), draft, w.Text().Digest())
	c.Fails(err, fault.Invalid)
}

func TestTwoOfficersOnOneItem(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	draft := c.start("next")
	mine, in := c.item(draft, "B1.1")
	theirs, first := c.item(draft, "B1.1")
	other, second := c.item(draft, "B1.2")
	theirs.Title, mine.Title, other.Title = "张磊改的", "李珊改的", "另一条"
	c.Must(c.sets.SaveItem(ctx, c.Who("zhanglei"), first, theirs))
	c.Must(c.sets.SaveItem(ctx, c.Who("lishan"), second, other)) // another item is no conflict
	err := c.sets.SaveItem(ctx, c.Who("lishan"), in, mine)
	o, ok := errors.AsType[*indicators.Overtaken](err)
	if !ok || fault.KindOf(err) != fault.Conflict {
		t.Fatalf("the second saving: %v", err)
	}
	if now, _, _ := o.Work.Content.Item("B1.1"); now.Title != "张磊改的" || o.By == "另一位经办" {
		t.Errorf("the conflict shows %q by %q", now.Title, o.By)
	}
	_, in = c.item(draft, "B1.1") // having seen both
	c.Must(c.sets.SaveItem(ctx, c.Who("lishan"), in, mine))
	if now, _ := c.item(draft, "B1.1"); now.Title != "李珊改的" {
		t.Errorf("in the end %q", now.Title)
	}
	c.Must(c.sets.RemoveItem(ctx, c.Who("zhanglei"), indicators.Form{Key: c.Key(), Draft: draft, Seen: indicator.Mark(mine)}, "B1.1"))
	in.Key = c.Key()
	c.Fails(c.sets.SaveItem(ctx, c.Who("lishan"), in, mine), fault.Conflict)
}

func TestItemsAndCodes(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	draft, lishan := c.start("next"), c.Who("lishan")
	form := func() indicators.Form { return indicators.Form{Key: c.Key(), Draft: draft} }
	c.Wrong(c.sets.AddItem(ctx, lishan, form(), indicators.NewItem{Area: "B1", Code: "B1.1", Title: "重复"}), "code")
	c.Wrong(c.sets.AddItem(ctx, lishan, form(), indicators.NewItem{Area: "B1", Code: "M1.1", Title: "党员指标用过"}), "code")
	c.Wrong(c.sets.AddItem(ctx, lishan, form(), indicators.NewItem{Area: "B1", Code: "B1.6"}), "title")
	c.Wrong(c.sets.AddItem(ctx, lishan, form(), indicators.NewItem{Area: "B9", Code: "B1.6", Title: "新"}), "area")
	c.Must(c.sets.AddItem(ctx, lishan, form(), indicators.NewItem{Area: "B1", Code: "B1.6", Title: "新的"}))

	was, in := c.item(draft, "B1.2")
	c.Must(c.sets.RemoveItem(ctx, lishan, in, "B1.2"))
	c.Must(c.sets.AddItem(ctx, lishan, form(), indicators.NewItem{Area: "B2", Code: "B1.2"}))
	back, _ := c.item(draft, "B1.2") // it comes back as it was in the version before
	if indicator.Mark(back) != indicator.Mark(was) {
		t.Errorf("it came back as %+v, was %+v", back, was)
	}

	fresh, in := c.item(draft, "B1.6")
	fresh.Clauses = []indicator.DraftClause{{Code: "B2.1a", Kind: "once", Label: "别处的编码", Amount: "1"}}
	c.Fails(c.sets.SaveItem(ctx, lishan, in, fresh), fault.Conflict)

	c.Must(c.sets.MoveItem(ctx, lishan, form(), "B1.6", "", -9))
	if path := c.work(draft).Content.Path("B1.6"); path != "areas.0.items.0" {
		t.Errorf("moved to %s", path)
	}
	c.Fails(c.sets.RemoveArea(ctx, lishan, indicators.Form{Key: c.Key(), Draft: draft, Seen: indicator.Mark(c.work(draft).Content.Areas[0].WithoutItems())}, "B1"), fault.Invalid)
	c.Must(c.sets.AddArea(ctx, lishan, form(), indicator.DraftArea{Code: "B7", Title: "新项目", Category: "base"}))
	c.Must(c.sets.MoveArea(ctx, lishan, form(), "B7", -99))
	area := c.work(draft).Content.Areas[0]
	if area.Code != "B7" {
		t.Errorf("the first area is %s", area.Code)
	}
	c.Must(c.sets.RemoveArea(ctx, lishan, indicators.Form{Key: c.Key(), Draft: draft, Seen: indicator.Mark(area.WithoutItems())}, "B7"))
}

func TestPublishingFreezes(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	draft, lishan := c.start("next"), c.Who("lishan")
	seen := c.work(draft).Text().Digest()
	item, in := c.item(draft, "B1.1")
	item.Title = "改过的"
	c.Must(c.sets.SaveItem(ctx, lishan, in, item))
	key := c.Key()
	_, err := c.sets.Publish(ctx, lishan, key, draft, seen) // it is no longer what was looked at
	c.Fails(err, fault.Conflict)
	unproven := lishan
	unproven.ProvenAt = c.Now.Add(-access.ProofLife - 1)
	_, err = c.sets.Publish(ctx, unproven, key, draft, c.work(draft).Text().Digest())
	c.Wrong(err, "password")
	w := c.work(draft)
	id, err := c.sets.Publish(ctx, lishan, key, draft, w.Text().Digest())
	c.Must(err)
	again, err := c.sets.Publish(ctx, lishan, key, draft, w.Text().Digest())
	if err != nil || again != id {
		t.Errorf("the same form: set %d, %v; want %d", again, err, id)
	}
	_, err = c.sets.Publish(ctx, c.Who("zhanglei"), c.Key(), draft, w.Text().Digest())
	c.Fails(err, fault.Conflict, "李珊 已于 ", "发布了这份草稿")
	item, in = c.item(draft, "B1.1")
	c.Fails(c.sets.SaveItem(ctx, lishan, in, item), fault.Conflict)
	book, err := c.sets.Open(ctx, lishan, id)
	c.Must(err)
	if book.Text != w.YAML || book.Digest != indicators.DigestOf(w.YAML) || book.BasedOn != c.Set || book.By == "" {
		t.Errorf("published %+v", book.Published)
	}
	if _, err := c.Pool.Exec(ctx, `update indicator_set set yaml = yaml || ' ' where id = $1`, id); err == nil {
		t.Error("a published set can be changed")
	}
	shelf, err := c.sets.Shelf(ctx, lishan)
	c.Must(err)
	if len(shelf.Drafts) != 0 || len(shelf.Sets) != 3 { // the demo has one for branches and one for members
		t.Errorf("%d drafts, %d sets", len(shelf.Drafts), len(shelf.Sets))
	}
	if n := c.Count(`select count(*) from audit_entry where action = 'indicator_set.publish' and outcome = 'done' and object_kind = 'indicator_draft'`); n != 1 {
		t.Errorf("%d publications on record", n)
	}
}

// Who keeps the organisations hears of a set that asks for kinds as long as branches
// have none: of two that are left, and of none of them once they have one.
func TestTheAdministratorHearsOfASetWithKinds(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	yaml, err := os.ReadFile("../../core/indicator/testdata/county-2026.yaml")
	c.Must(err)
	content, err := indicator.ReadDraft(yaml)
	c.Must(err)
	told := 0
	publishes := func(code string, from int64, left string) int64 {
		t.Helper()
		_, err := c.Pool.Exec(ctx, `update organisation set kind = case when code ~ $1 then '' else 'village' end where level = 'branch'`, left)
		c.Must(err)
		draft, err := c.sets.Import(ctx, c.Who("lishan"), indicators.Import{Key: c.Key(), Content: content, From: from, Code: code})
		c.Must(err)
		set, err := c.sets.Publish(ctx, c.Who("lishan"), c.Key(), draft, c.work(draft).Text().Digest())
		c.Must(err)
		told = c.Count(`select count(*) from notice n join person p on p.id = n.person_id where p.account = 'xitong' and n.text ~ '分类型考核，有 2 个支部还没有填明类型'`)
		return set
	}
	first := publishes("county-a", 0, "^CZ-0[12]$")
	if told != 1 {
		t.Errorf("told %d times of two branches without a kind", told)
	}
	publishes("county-b", first, "^none$")
	if told != 1 {
		t.Errorf("told %d times where every branch has a kind", told-1)
	}
}

func TestADraftIsPutAway(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	draft, lishan := c.start("next"), c.Who("lishan")
	c.Fails(c.sets.Drop(ctx, lishan, c.Key(), draft, 7), fault.Conflict)
	c.Must(c.sets.Drop(ctx, lishan, c.Key(), draft, 1))
	_, err := c.sets.Work(ctx, lishan, draft)
	c.Fails(err, fault.NotFound)
	c.start("next") // the code is free again
}

// A draft that begins as a copy repeats nothing anew, whatever the old version
// asked; a question added for what the record book holds is told, until a
// measure answers it.
func TestANewQuestionForWhatIsHeldIsTold(t *testing.T) {
	c := newCity(t)
	draft := c.start("branch")
	if got := c.work(draft).Repeats(); len(got) > 0 {
		t.Errorf("the copy repeats %v", got)
	}
	item, form := c.item(draft, "B2.4")
	asked := indicator.DraftClause{Code: "B2.4z", Kind: "per_case", Label: "未办的组织关系转接", Amount: "1", Unit: "件"}
	item.Clauses = append(item.Clauses, asked)
	c.Must(c.sets.SaveItem(context.Background(), c.Who("lishan"), form, item))
	if got := c.work(draft).Repeats(); len(got) != 1 || got[0].Clause != "B2.4z" || got[0].Held != "记实本“组织关系转接”" {
		t.Errorf("told %v", got)
	}
	item, form = c.item(draft, "B2.4")
	item.Clauses[len(item.Clauses)-1].Measure = &indicator.DraftMeasure{Name: "transfers", Months: "3"}
	c.Must(c.sets.SaveItem(context.Background(), c.Who("lishan"), form, item))
	if got := c.work(draft).Repeats(); len(got) > 0 {
		t.Errorf("answered by records, and told %v", got)
	}
}
