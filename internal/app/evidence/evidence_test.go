package evidence_test

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"baolei/internal/app"
	"baolei/internal/app/evidence"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/demo"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

var now = time.Date(2026, time.December, 20, 2, 0, 0, 0, time.UTC) // 10:00 in Shanghai

// city is the demo's city; branch is the assessment of CZ-02.
type city struct {
	*testing.T
	*demo.City
	pool   *pgxpool.Pool
	files  *evidence.Service
	branch int64
	keys   int
}

func newCity(t *testing.T) *city {
	t.Helper()
	pool := storetest.Open(t)
	db := store.Over(pool)
	loaded, fresh, err := demo.LoadCity(t.Context(), db, 2026, "a password of the tests")
	if err != nil || !fresh {
		t.Fatalf("load the city: fresh %v, %v", fresh, err)
	}
	c := &city{T: t, City: loaded, pool: pool, files: evidence.New(app.NewDesk(db, func() time.Time { return now }))}
	c.scan(&c.branch, `select a.id from assessment a join organisation b on b.id = a.branch_id where b.code = 'CZ-02'`)
	return c
}

func (c *city) scan(to *int64, query string, args ...any) {
	c.Helper()
	if err := c.pool.QueryRow(c.Context(), query, args...).Scan(to); err != nil {
		c.Fatal(err)
	}
}

func (c *city) count(query string) int64 {
	c.Helper()
	var n int64
	c.scan(&n, query)
	return n
}

func (c *city) exec(statement string, args ...any) {
	c.Helper()
	if _, err := c.pool.Exec(c.Context(), statement, args...); err != nil {
		c.Fatal(err)
	}
}

func (c *city) who(account string) access.Actor {
	c.Helper()
	actor, err := c.Actor(c.Context(), account, calendar.DateOf(now))
	if err != nil {
		c.Fatal(err)
	}
	return actor
}

func pdf(text string) []byte {
	return []byte("%PDF-1.7\n1 0 obj\n<< /Title (" + text + ") >>\nendobj\n%%EOF\n")
}

func (c *city) add(account string, level app.Level, item, name string, data []byte) (*app.Dossier, error) {
	c.Helper()
	c.keys++
	return c.files.Add(c.Context(), c.who(account), evidence.Add{Assessment: c.branch, Key: "key-" + strconv.Itoa(c.keys), Item: item, Level: level,
		Files: []app.Upload{{Name: name, Data: data}}})
}

// spotCheck draws the branch, reported, and assigns it to 孙丽.
func (c *city) spotCheck() {
	c.Helper()
	officer, checker := c.who("lishan").Person, c.who("sunli").Person
	c.exec(`update assessment set state = 'reported' where id = $1`, c.branch)
	c.exec(`insert into draw (cycle_id, root_id, title, state, population, population_digest, inspectors, inspectors_digest, sizes, per_branch, item_tolerance,
		  branch_tolerance, committee_tolerance, drawn_before, seed_source, notice_digest, published_by, published_at)
		select a.cycle_id, a.root_id, '抽查', 'published', 'x', encode(sha256('x'), 'hex'), 'x', encode(sha256('x'), 'hex'), '{}', 1, 0, 0, 0, '{}', '当众掷骰',
		  repeat('0', 64), $2, $3 from assessment a where a.id = $1`, c.branch, officer, now)
	c.exec(`insert into spot_check (draw_id, assessment_id, position, stratum, tickets, number) select id, $1, 1, 'x', 1, repeat('0', 64) from draw`, c.branch)
	c.exec(`insert into spot_checker (spot_check_id, place, person_id, drawn, assigned_at) select id, 1, $1, true, $2 from spot_check`, checker, now)
}

func kindOf(t *testing.T, err error, want fault.Kind) {
	t.Helper()
	if got := fault.KindOf(err); got != want {
		t.Errorf("kind %d, want %d: %v", got, want, err)
	}
}

// A spot checker's files are theirs alone until the check is handed in.
func TestTheFilesOfASpotCheckAreSealed(t *testing.T) {
	c := newCity(t)
	c.spotCheck()
	for account, want := range map[string]fault.Kind{"wangming": fault.Forbidden, "chenjing": fault.Forbidden, "maqiang": fault.NotFound, "cz-01": fault.NotFound} {
		_, err := c.add(account, app.Spot, "B2.4", "现场.pdf", pdf("1"))
		kindOf(t, err, want)
	}
	doc, err := c.add("sunli", app.Spot, "B2.4", "现场.pdf", pdf("1"))
	if err != nil {
		t.Fatal(err)
	}
	id := doc.EvidenceFor(app.Spot, "B2.4")[0].ID
	open := func(account string) error {
		file, err := c.files.Open(t.Context(), c.who(account), c.branch, id)
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
		kindOf(t, open(account), fault.NotFound)
	}
	if err := open("sunli"); err != nil {
		t.Error(err)
	}
	c.exec(`update spot_check set handed_in_by = $1, handed_in_at = $2`, c.who("sunli").Person, now)
	for _, account := range []string{"wangming", "chenjing", "lishan", "sunli"} {
		if err := open(account); err != nil {
			t.Errorf("handed in, %s: %v", account, err)
		}
	}
	kindOf(t, open("maqiang"), fault.NotFound)
	_, err = c.add("sunli", app.Spot, "B2.4", "补充.pdf", pdf("2"))
	kindOf(t, err, fault.Forbidden)
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
	_, _, err = c.files.Remove(t.Context(), c.who("sunli"), change)
	kindOf(t, err, fault.NotFound)
	change.Key = "b"
	_, err = c.files.Reuse(t.Context(), c.who("sunli"), change, "B1.1")
	kindOf(t, err, fault.NotFound)
	_, err = c.add("sunli", app.Review, "B2.4", "记录.pdf", pdf("1"))
	kindOf(t, err, fault.NotFound)
	if n := c.count(`select count(*) from evidence`); n != 1 {
		t.Errorf("%d rows, want 1", n)
	}
}

// Whoever has filled in a branch's files has filled it in: the act is on record.
func TestAddingAFileIsAnAct(t *testing.T) {
	c := newCity(t)
	if _, err := c.add("liufang", app.Self, "B2.4", "记录.pdf", pdf("1")); err != nil {
		t.Fatal(err)
	}
	var n int64
	c.scan(&n, `select count(*) from act where assessment_id = $1 and level = 'self' and person_id = $2`, c.branch, c.who("liufang").Person)
	if n != 1 {
		t.Error("the act is not on record")
	}
}

// Bytes, row, act and audit entry come together or not at all.
func TestAFileAndItsRecordAreOneTransaction(t *testing.T) {
	c := newCity(t)
	c.exec(`create function fails() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$`)
	c.exec(`create trigger fails before insert on audit_entry for each row when (new.action = 'evidence.add') execute function fails()`)
	if _, err := c.add("wangming", app.Self, "B2.4", "记录.pdf", pdf("1")); err == nil {
		t.Fatal("it was saved without its audit entry")
	}
	for _, table := range []string{"file", "file_chunk", "evidence", "act"} {
		if n := c.count(`select count(*) from ` + table); n != 0 {
			t.Errorf("%s has %d rows", table, n)
		}
	}
	c.exec(`drop trigger fails on audit_entry`)
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
	file, err := c.files.Open(t.Context(), c.who("chenjing"), c.branch, e.ID)
	if err != nil {
		t.Fatal(err)
	}
	b.Reset()
	if err := file.Copy(t.Context(), &b); err != nil || b.Len() != e.Size {
		t.Errorf("%d of %d bytes, %v", b.Len(), e.Size, err)
	}
	if n := c.count(`select count(*) from file f where f.size <> (select sum(length(bytes)) from file_chunk c where c.digest = f.digest)
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
	kindOf(t, err, fault.Invalid)
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
	kindOf(t, err, fault.Invalid)
	if f, ok := errors.AsType[*fault.Error](err); !ok || !strings.Contains(f.Fields["file"], "名册.pdf") {
		t.Errorf("told %v", err)
	}
	if n := c.count(`select count(*) from evidence`); n != 1 {
		t.Errorf("%d files, want 1", n)
	}
	if _, err = c.add("wangming", app.Self, "B1.1", "计划.pdf", pdf("plan")); err != nil {
		t.Error(err)
	}
}
