package handbook_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"baolei/internal/app"
	"baolei/internal/app/handbook"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	core "baolei/internal/core/handbook"
	"baolei/internal/demo/demotest"
	"baolei/internal/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// city is the demo's city with its handbook.
type city struct {
	*demotest.City
	book *handbook.Service
}

func newCity(t *testing.T) *city {
	t.Helper()
	c := demotest.New(t)
	return &city{City: c, book: handbook.New(app.NewDesk(c.Store, c.Clock))}
}

func (c *city) read(account string) handbook.Book {
	c.Helper()
	book, err := c.book.Read(context.Background(), c.Who(account))
	c.Must(err)
	return book
}

func (c *city) chapter(code string) handbook.Version {
	c.Helper()
	book := c.read("wangming")
	v, err := book.Chapter(code)
	c.Must(err)
	return *v
}

// edit is a change of the dues chapter as it stands.
func (c *city) edit(key, added string) handbook.Edit {
	v := c.chapter("dues")
	e := handbook.Edit{Text: v.Text, Version: v.Version, Key: key}
	e.Body += added
	return e
}

func (c *city) publish(account string, e handbook.Edit) error {
	return c.book.Publish(context.Background(), c.Who(account), e)
}

func TestEverybodyReadsTheSevenChaptersAsTheyAreShipped(t *testing.T) {
	c := newCity(t)
	for _, account := range []string{"wangming", "zhoujie", "chenjing", "lishan", "sunli", "xitong", "shenji"} {
		book := c.read(account)
		if len(book.Chapters) != 7 || book.CanKeep != (account == "lishan") {
			t.Fatalf("%s reads %d chapters, may keep %v", account, len(book.Chapters), book.CanKeep)
		}
		for i, text := range core.First() {
			if v := book.Chapters[i]; v.Text != text || v.Version != 1 || v.By != 0 {
				t.Errorf("%s: chapter %d is %s, version %d", account, i+1, v.Chapter, v.Version)
			}
		}
	}
	if _, err := c.book.Read(context.Background(), access.Actor{}); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("nobody reads it: %v", err)
	}
	if _, err := c.book.Read(context.Background(), access.Actor{Person: c.Who("shenji").Person}); err != nil {
		t.Errorf("who holds no appointment does not read it: %v", err)
	}
}

func TestOnlyTheOfficerPublishes(t *testing.T) {
	c := newCity(t)
	for _, account := range []string{"wangming", "liufang", "zhoujie", "chenjing", "zhaogang", "sunli", "xitong", "anquan", "shenji"} {
		if err := c.publish(account, c.edit("k", "\n新的一句。\n")); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("%s: %v", account, err)
		}
	}
	if n := c.Count(`select count(*) from handbook_version where version > 1`); n != 0 {
		t.Errorf("%d versions were published", n)
	}
	if n := c.Count(`select count(*) from audit_entry where action = 'handbook.keep' and outcome = 'refused'`); n != 9 {
		t.Errorf("%d refusals are recorded, not 9", n)
	}
}

func TestANewVersionTakesThePlaceAndTheOldStaysReadable(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	e := c.edit("k1", "\r\n新的一句。\r\n\r\n")
	e.Title, e.Note = " 党费的事 ", " 加一句 "
	was := c.chapter("dues")
	c.Must(c.publish("lishan", e))
	is := c.chapter("dues")
	if is.Version != 2 || is.Title != "党费的事" || is.Note != "加一句" || is.ByName != "李珊" || !is.PublishedAt.Equal(c.Now) {
		t.Errorf("published %+v", is)
	}
	if is.Body != was.Body+"\n新的一句。\n" {
		t.Errorf("the text ends in %q", is.Body[len(was.Body):])
	}
	_, versions, err := c.book.History(ctx, c.Who("wangming"), "dues")
	c.Must(err)
	if len(versions) != 2 || versions[0].Version != 2 || versions[1].Version != 1 || versions[0].Body != "" {
		t.Errorf("history %+v", versions)
	}
	_, both, err := c.book.Versions(ctx, c.Who("zhoujie"), "dues", 1, 2)
	c.Must(err)
	if both[0].Body != was.Body || both[1].Body != is.Body {
		t.Error("the versions are not as they were published")
	}
	if n := c.Count(`select count(*) from audit_entry where action = 'handbook.keep' and outcome = 'done' and detail = '{"chapter": 6, "edition": 2}'`); n != 1 {
		t.Errorf("%d audit entries, not 1", n)
	}
	for _, missing := range []struct {
		chapter string
		version int
	}{{"dues", 3}, {"none", 1}, {"dues", 0}} {
		if _, _, err := c.book.Versions(ctx, c.Who("wangming"), missing.chapter, missing.version); fault.KindOf(err) != fault.NotFound {
			t.Errorf("%+v: %v", missing, err)
		}
	}
	if _, err := c.Pool.Exec(ctx, `update handbook_version set body = 'x'`); err == nil {
		t.Error("a version was changed in the database")
	}
}

func TestTheSecondOfTwoSeesBothTexts(t *testing.T) {
	c := newCity(t)
	mine := c.edit("k2", "\n我的一句。\n")
	c.Must(c.publish("zhanglei", c.edit("k1", "\n先发布的一句。\n")))
	err := c.publish("lishan", mine)
	changed, ok := errors.AsType[*handbook.Changed](err)
	if !ok || fault.KindOf(err) != fault.Conflict {
		t.Fatalf("no conflict: %v", err)
	}
	if changed.Was.Version != 1 || changed.Theirs.Version != 2 || !strings.Contains(changed.Theirs.Body, "先发布的一句") || changed.Theirs.ByName != "张磊" {
		t.Errorf("told of %+v", changed)
	}
	mine.Version, mine.Key = changed.Theirs.Version, "k3"
	c.Must(c.publish("lishan", mine))
	if v := c.chapter("dues"); v.Version != 3 || !strings.Contains(v.Body, "我的一句") {
		t.Errorf("version %d", v.Version)
	}
}

// Ten sendings of one form are one version; of ten forms at once that change the
// same version one is published, and the others are told of it.
func TestManyAtOnceMakeOneVersion(t *testing.T) {
	c := newCity(t)
	same := c.edit("same", "\n一句。\n")
	for _, err := range c.atOnce(10, func(int) handbook.Edit { return same }) {
		c.Must(err)
	}
	if v := c.chapter("dues").Version; v != 2 {
		t.Fatalf("version %d after one form sent ten times, want 2", v)
	}
	base := c.edit("", "")
	overtaken := 0
	for _, err := range c.atOnce(10, func(i int) handbook.Edit {
		e := base
		e.Key = fmt.Sprint("key", i)
		e.Body += fmt.Sprintf("\n第 %d 句。\n", i)
		return e
	}) {
		if _, ok := errors.AsType[*handbook.Changed](err); ok {
			overtaken++
		} else if err != nil {
			t.Error(err)
		}
	}
	if v := c.chapter("dues").Version; v != 3 || overtaken != 9 {
		t.Errorf("version %d, %d overtaken, want 3 and 9", v, overtaken)
	}
}

func (c *city) atOnce(n int, edit func(int) handbook.Edit) []error {
	officer := c.Who("lishan")
	errs := make([]error, n)
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() { errs[i] = c.book.Publish(context.Background(), officer, edit(i)) })
	}
	all.Wait()
	return errs
}

func TestWhatCannotBePublishedIsToldByField(t *testing.T) {
	c := newCity(t)
	long := strings.Repeat("字", core.BodyLimit+1)
	for name, x := range map[string]struct {
		field string
		edit  func(*handbook.Edit)
		text  string
	}{
		"no title":        {"title", func(e *handbook.Edit) { e.Title = " " }, "请填写章名"},
		"a long title":    {"title", func(e *handbook.Edit) { e.Title = strings.Repeat("长", 41) }, "最多 40 字"},
		"a long note":     {"note", func(e *handbook.Edit) { e.Note = strings.Repeat("长", 201) }, "现在有 201 字"},
		"no text":         {"body", func(e *handbook.Edit) { e.Body = "\r\n " }, "请填写正文"},
		"a long text":     {"body", func(e *handbook.Edit) { e.Body = long }, "正文最多 20000 字"},
		"the same text":   {"body", func(e *handbook.Edit) { e.Body = strings.ReplaceAll(e.Body, "\n", "\r\n") }, "没有变化"},
		"a wrong record":  {"body", func(e *handbook.Edit) { e.Body = "```流程 甲\n记录：聚餐\n1. 吃\n```" }, "第 2 行：没有“聚餐”"},
		"an unknown item": {"body", func(e *handbook.Edit) { e.Body += "```流程 甲\n考评：B9.9\n1. 做\n```" }, "“B9.9”不在现行指标里"},
		"a dead link":     {"body", func(e *handbook.Edit) { e.Body = "[看](/handbook/work#h-没有)" }, "没有对应的章或标题"},
	} {
		e := c.edit(name, "")
		x.edit(&e)
		err := c.publish("lishan", e)
		f, ok := errors.AsType[*fault.Error](err)
		if !ok || f.Kind != fault.Invalid || !strings.Contains(f.Fields[x.field], x.text) {
			t.Errorf("%s: %v %v", name, err, f)
		}
	}
	if v := c.chapter("dues").Version; v != 1 {
		t.Errorf("version %d was published", v)
	}
}

// A heading to which another chapter links cannot go without that chapter's
// problem being told.
func TestALinkedHeadingIsMissed(t *testing.T) {
	c := newCity(t)
	v := c.chapter("organisation")
	e := handbook.Edit{Text: v.Text, Version: 1, Key: "k"}
	e.Body = strings.ReplaceAll(e.Body, "## 组织关系接转", "## 转接组织关系")
	err := c.publish("lishan", e)
	f, ok := errors.AsType[*fault.Error](err)
	if !ok || !strings.Contains(f.Fields["body"], "第 6 章第") || !strings.Contains(f.Fields["body"], "第 2 章第") {
		t.Errorf("told %v", f)
	}
}

// Loading again changes nothing that is there, and brings what is not.
func TestLoadingBringsOnlyWhatIsMissing(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	c.Must(c.publish("lishan", c.edit("k", "\n一句。\n")))
	c.Must(c.book.Load(ctx))
	if n := c.Count(`select count(*) from handbook_version`); n != 8 {
		t.Errorf("%d versions, want 7 and the published one", n)
	}
	other := c.Count(`insert into organisation (level, code, name, kind, root_id, created_at, id) overriding system value
		values ('work_committee', 'XX', '另一工委', '', 900, now(), 900) returning id`)
	c.Must(c.book.Load(ctx))
	if n := c.Count(`select count(*) from handbook_version where root_id = $1`, other); n != 7 {
		t.Errorf("the other work committee has %d chapters", n)
	}
	stranger := access.Actor{Person: c.Who("zhanglei").Person, Appointments: []access.Appointment{{Role: access.Officer, Organisation: int64(other)}}}
	book, err := c.book.Read(ctx, stranger)
	c.Must(err)
	v, err := book.Chapter("dues")
	c.Must(err)
	if v.Version != 1 || v.Root != int64(other) || !book.CanKeep {
		t.Errorf("the other officer reads version %d of %d", v.Version, v.Root)
	}
	e := handbook.Edit{Text: v.Text, Version: 1, Key: "s"}
	e.Body += "\n另一句。\n"
	c.Must(c.book.Publish(ctx, stranger, e))
	if mine := c.chapter("dues"); strings.Contains(mine.Body, "另一句") {
		t.Error("another work committee's officer changed this handbook")
	}
}
