package evidence_test

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"strconv"
	"strings"
	"testing"

	"baolei/internal/app"
	"baolei/internal/app/evidence"
	"baolei/internal/core/fault"
	"baolei/internal/demo/demotest"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// city is the demo's city; branch is the assessment of CZ-02.
type city struct {
	*demotest.City
	files  *evidence.Service
	branch int64
}

func newCity(t *testing.T) *city {
	t.Helper()
	c := &city{City: demotest.New(t)}
	c.files = evidence.New(app.NewDesk(c.Store, c.Clock))
	c.branch = c.Number(`select a.id from assessment a join organisation b on b.id = a.branch_id where b.code = 'CZ-02'`)
	return c
}

func pdf(text string) []byte {
	return []byte("%PDF-1.7\n1 0 obj\n<< /Title (" + text + ") >>\nendobj\n%%EOF\n")
}

func (c *city) add(account string, level app.Level, item, name string, data []byte) (*app.Dossier, error) {
	c.Helper()
	return c.files.Add(c.Context(), c.Who(account), evidence.Add{Assessment: c.branch, Key: c.Key(), Item: item, Level: level,
		Files: []app.Upload{{Name: name, Data: data}}})
}

// spotCheck draws the branch, reported, and assigns it to 孙丽.
func (c *city) spotCheck() {
	c.Helper()
	officer, checker := c.Who("lishan").Person, c.Who("sunli").Person
	c.Exec(`update assessment set state = 'reported' where id = $1`, c.branch)
	c.Exec(`insert into draw (cycle_id, root_id, title, state, population, population_digest, inspectors, inspectors_digest, sizes, per_branch, item_tolerance,
		  branch_tolerance, committee_tolerance, drawn_before, seed_source, notice_digest, published_by, published_at)
		select a.cycle_id, a.root_id, '抽查', 'published', 'x', encode(sha256('x'), 'hex'), 'x', encode(sha256('x'), 'hex'), '{}', 1, 0, 0, 0, '{}', '当众掷骰',
		  repeat('0', 64), $2, $3 from assessment a where a.id = $1`, c.branch, officer, c.Now)
	c.Exec(`insert into spot_check (draw_id, assessment_id, position, stratum, tickets, number) select id, $1, 1, 'x', 1, repeat('0', 64) from draw`, c.branch)
	c.Exec(`insert into spot_checker (spot_check_id, place, person_id, drawn, assigned_at) select id, 1, $1, true, $2 from spot_check`, checker, c.Now)
}

// A spot checker's files are theirs alone until the check is handed in.
func TestTheFilesOfASpotCheckAreSealed(t *testing.T) {
	c := newCity(t)
	c.spotCheck()
	for account, want := range map[string]fault.Kind{"wangming": fault.Forbidden, "chenjing": fault.Forbidden, "maqiang": fault.NotFound, "cz-01": fault.NotFound} {
		_, err := c.add(account, app.Spot, "B2.4", "现场.pdf", pdf("1"))
		c.Fails(err, want)
	}
	doc, err := c.add("sunli", app.Spot, "B2.4", "现场.pdf", pdf("1"))
	if err != nil {
		t.Fatal(err)
	}
	id := doc.EvidenceFor(app.Spot, "B2.4")[0].ID
	open := func(account string) error {
		file, err := c.files.Open(t.Context(), c.Who(account), c.branch, id)
		if err != nil {
			return err
		}
		var b bytes.Buffer
		if err := file.Copy(t.Context(), &b); err != nil || !bytes.Equal(b.Bytes(), pdf("1")) {
			t.Errorf("%s read %q, %v", account, b.Bytes(), err)
		}
		return nil
	}
	for _, account := range []string{"wangming", "chenjing", "zhaogang", "lishan", "maqiang"} {
		c.Fails(open(account), fault.NotFound)
	}
	if err := open("sunli"); err != nil {
		t.Error(err)
	}
	c.Exec(`update spot_check set handed_in_by = $1, handed_in_at = $2`, c.Who("sunli").Person, c.Now)
	for _, account := range []string{"wangming", "chenjing", "lishan", "sunli"} {
		if err := open(account); err != nil {
			t.Errorf("handed in, %s: %v", account, err)
		}
	}
	c.Fails(open("maqiang"), fault.NotFound)
	_, err = c.add("sunli", app.Spot, "B2.4", "补充.pdf", pdf("2"))
	c.Fails(err, fault.Forbidden)
}

// Who keeps the files of one level does not touch those of the other.
func TestLevelsDoNotMix(t *testing.T) {
	c := newCity(t)
	doc, err := c.add("wangming", app.Self, "B2.4", "记录.pdf", pdf("1"))
	if err != nil {
		t.Fatal(err)
	}
	own := doc.EvidenceFor(app.Self, "B2.4")[0].ID
	c.spotCheck()
	change := evidence.Change{Assessment: c.branch, Level: app.Spot, Evidence: own, Key: "a"}
	_, _, err = c.files.Remove(t.Context(), c.Who("sunli"), change)
	c.Fails(err, fault.NotFound)
	change.Key = "b"
	_, err = c.files.Reuse(t.Context(), c.Who("sunli"), change, "B1.1")
	c.Fails(err, fault.NotFound)
	_, err = c.add("sunli", app.Review, "B2.4", "记录.pdf", pdf("1"))
	c.Fails(err, fault.NotFound)
	if n := c.Count(`select count(*) from evidence`); n != 1 {
		t.Errorf("%d rows, want 1", n)
	}
}

// Whoever has filled in a branch's files has filled it in: the act is on record.
func TestAddingAFileIsAnAct(t *testing.T) {
	c := newCity(t)
	if _, err := c.add("liufang", app.Self, "B2.4", "记录.pdf", pdf("1")); err != nil {
		t.Fatal(err)
	}
	if n := c.Count(`select count(*) from act where assessment_id = $1 and level = 'self' and person_id = $2`, c.branch, c.Who("liufang").Person); n != 1 {
		t.Error("the act is not on record")
	}
}

// Bytes, row, act and audit entry come together or not at all.
func TestAFileAndItsRecordAreOneTransaction(t *testing.T) {
	c := newCity(t)
	c.Exec(`create function fails() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$`)
	c.Exec(`create trigger fails before insert on audit_entry for each row when (new.action = 'evidence.add') execute function fails()`)
	if _, err := c.add("wangming", app.Self, "B2.4", "记录.pdf", pdf("1")); err == nil {
		t.Fatal("it was saved without its audit entry")
	}
	for _, table := range []string{"file", "file_chunk", "evidence", "act"} {
		if n := c.Count(`select count(*) from ` + table); n != 0 {
			t.Errorf("%s has %d rows", table, n)
		}
	}
	c.Exec(`drop trigger fails on audit_entry`)
	if _, err := c.add("wangming", app.Self, "B2.4", "记录.pdf", pdf("1")); err != nil {
		t.Error(err)
	}
}

// A photo of 3 chunks comes back whole; what is kept has the digest of what is kept.
func TestALargePhotoComesBackWhole(t *testing.T) {
	c := newCity(t)
	m := image.NewRGBA(image.Rect(0, 0, 1400, 1000))
	for i := range m.Pix {
		m.Pix[i] = byte(i * i >> 3)
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	doc, err := c.add("wangming", app.Self, "B2.4", "照片.jpg", b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	e := doc.EvidenceFor(app.Self, "B2.4")[0]
	if e.Size < 2*store.ChunkSize {
		t.Fatalf("the photo has %d bytes, fewer than the test is about", e.Size)
	}
	file, err := c.files.Open(t.Context(), c.Who("chenjing"), c.branch, e.ID)
	if err != nil {
		t.Fatal(err)
	}
	b.Reset()
	if err := file.Copy(t.Context(), &b); err != nil || b.Len() != e.Size {
		t.Errorf("%d of %d bytes, %v", b.Len(), e.Size, err)
	}
	if n := c.Count(`select count(*) from file f where f.size <> (select sum(length(bytes)) from file_chunk c where c.digest = f.digest)
		or f.digest <> (select encode(sha256(string_agg(bytes, ''::bytea order by part)), 'hex') from file_chunk c where c.digest = f.digest)`); n != 0 {
		t.Error("what is kept is not what its digest says")
	}
}

func TestAnItemHoldsSoManyFiles(t *testing.T) {
	c := newCity(t)
	for i := range 30 {
		if _, err := c.add("wangming", app.Self, "B2.4", "记录.pdf", pdf(strconv.Itoa(i))); err != nil {
			t.Fatal(err)
		}
	}
	_, err := c.add("wangming", app.Self, "B2.4", "记录.pdf", pdf("31"))
	c.Fails(err, fault.Invalid)
	if _, err := c.add("wangming", app.Self, "B1.1", "记录.pdf", pdf("31")); err != nil {
		t.Error(err)
	}
}

// The same file under another name is not kept twice, and the person learns which
// it is; what is new beside it is taken.
func TestAFileThatIsThereAlreadyIsTold(t *testing.T) {
	c := newCity(t)
	_, err := c.add("wangming", app.Self, "B1.1", "名册.pdf", pdf("roster"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.add("wangming", app.Self, "B1.1", "另一个名字.pdf", pdf("roster"))
	c.Fails(err, fault.Invalid)
	if f, ok := errors.AsType[*fault.Error](err); !ok || !strings.Contains(f.Fields["file"], "名册.pdf") {
		t.Errorf("told %v", err)
	}
	if n := c.Count(`select count(*) from evidence`); n != 1 {
		t.Errorf("%d files, want 1", n)
	}
	if _, err = c.add("wangming", app.Self, "B1.1", "计划.pdf", pdf("plan")); err != nil {
		t.Error(err)
	}
}
