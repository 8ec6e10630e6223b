package postgres

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// parentOf makes the test binary a program that runs the server of a folder,
// tells its pid, and waits to be killed.
const parentOf = "BAOLEI_TEST_PARENT_OF"

func TestMain(m *testing.M) {
	if dir := os.Getenv(parentOf); dir != "" {
		s, err := Start(context.Background(), Options{Dir: dir, Database: "kept"})
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Println(s.Pid())
		select {}
	}
	os.Exit(m.Run())
}

func TestDataStayBetweenRuns(t *testing.T) {
	dir := filepath.Join(room(t), "pg")
	first := start(t, Options{Dir: dir, Database: "kept"})
	query(t, first, "CREATE TABLE note AS SELECT '堡垒' AS word")
	stop(t, first)
	if exists(first.sockets) {
		t.Errorf("%s is left", first.sockets)
	}
	second := start(t, Options{Dir: dir, Database: "kept"})
	if got := query(t, second, "SELECT word FROM note"); got != "堡垒" {
		t.Errorf("read %q", got)
	}
	if got := query(t, second, "SHOW fsync"); got != "on" {
		t.Errorf("fsync is %s on a server that keeps data", got)
	}
	stop(t, second)
	if err := second.Stop(); err != nil {
		t.Errorf("stopping again: %v", err)
	}
}

func TestSecondProcessSharesTheServer(t *testing.T) {
	dir := filepath.Join(room(t), "pg")
	owner := start(t, Options{Dir: dir, Database: "kept"})
	guest := start(t, Options{Dir: dir, Database: "kept"})
	if guest.Pid() != 0 || guest.sockets != owner.sockets {
		t.Errorf("the second start runs a server of its own")
	}
	stop(t, guest)
	if got := query(t, owner, "SELECT 'alive'"); got != "alive" {
		t.Errorf("read %q after the guest had left", got)
	}
	stop(t, owner)
}

func TestStartAfterKillOfTheParent(t *testing.T) {
	dir := filepath.Join(room(t), "pg")
	for range 2 {
		parent, pid := startParent(t, dir)
		sockets := text(t, filepath.Join(dir, "sockets"))
		if err := parent.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = parent.Wait() // it was killed
		s := start(t, Options{Dir: dir, Database: "kept"})
		if s.Pid() == pid {
			t.Errorf("the server of the killed parent still runs")
		}
		query(t, s, "CREATE TABLE IF NOT EXISTS note ()")
		stop(t, s)
		if exists(sockets) {
			t.Errorf("%s of the killed server is left", sockets)
		}
	}
}

func TestStartAfterKillOfParentAndServer(t *testing.T) {
	dir := filepath.Join(room(t), "pg")
	parent, pid := startParent(t, dir)
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	if err := parent.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = parent.Wait() // it was killed
	stop(t, start(t, Options{Dir: dir, Database: "kept"}))
}

// A server without a parent is what a kill leaves where the kernel does not
// tell children of it.
func TestOrphanIsReplaced(t *testing.T) {
	dir := filepath.Join(room(t), "pg")
	orphan := start(t, Options{Dir: dir, Database: "kept"})
	if err := orphan.home.lock.Close(); err != nil { // as if we had died
		t.Fatal(err)
	}
	s := start(t, Options{Dir: dir, Database: "kept"})
	if s.Pid() == orphan.Pid() || s.Pid() == 0 {
		t.Errorf("pid %d, orphan %d", s.Pid(), orphan.Pid())
	}
	select {
	case <-orphan.child.done:
	case <-time.After(10 * time.Second):
		t.Error("the orphan still runs")
	}
	stop(t, s)
}

func TestLeftoversDoNotHinder(t *testing.T) {
	dir := filepath.Join(room(t), "pg")
	stop(t, start(t, Options{Dir: dir}))
	strange := exec.CommandContext(t.Context(), "sleep", "600") // its pid stands in the old pid file
	if err := strange.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = strange.Process.Kill()
		_ = strange.Wait()
	}()
	write(t, filepath.Join(dir, "data", "postmaster.pid"), fmt.Sprintf("%d\n%s/data\n1\n5432\n/tmp/absent\n\n0 0\nready\n", strange.Process.Pid, dir))
	write(t, filepath.Join(dir, "data.unfinished", "PG_VERSION"), "15")
	s := start(t, Options{Dir: dir, Database: "kept"})
	query(t, s, "SELECT 1")
	stop(t, s)
}

func TestInterruptedInitialisationIsRepeated(t *testing.T) {
	dir := filepath.Join(room(t), "pg")
	if err := os.Mkdir(dir, 0o711); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "data.unfinished", "PG_VERSION"), "15")
	s := start(t, Options{Dir: dir, Database: "kept"})
	query(t, s, "SELECT 1")
	stop(t, s)
}

func TestPathLongerThanASocketMayBe(t *testing.T) {
	dir := filepath.Join(room(t), strings.Repeat("很长的目录/", 12), "pg")
	if len(dir) < 150 {
		t.Fatalf("%d bytes are not long", len(dir))
	}
	s := start(t, Options{Dir: dir, Database: "kept"})
	query(t, s, "SELECT 1")
	stop(t, s)
}

func TestThrowawayLeavesNothing(t *testing.T) {
	s := start(t, Options{Throwaway: true, Database: "gone"})
	if got := query(t, &Server{sockets: s.sockets}, "SHOW fsync"); got != "off" {
		t.Errorf("fsync is %s", got)
	}
	stop(t, s)
	for _, path := range []string{s.home.dir, s.sockets} {
		if exists(path) {
			t.Errorf("%s is left", path)
		}
	}
}

func TestServerListensOnNoPort(t *testing.T) {
	s := start(t, Options{Throwaway: true})
	if got := query(t, s, "SHOW listen_addresses"); got != "" {
		t.Errorf("listens on %q", got)
	}
	info, err := os.Stat(s.sockets)
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the folder of the socket is open to others: %v, %v", info.Mode(), err)
	}
	stop(t, s)
}

// A context that ends while the server starts leaves no process and no folder.
func TestStartGivesUpCleanly(t *testing.T) {
	dir := filepath.Join(room(t), "pg")
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if s, err := Start(ctx, Options{Dir: dir}); err == nil {
		stop(t, s)
		t.Fatal("started within 100 ms, initdb included")
	}
	s := start(t, Options{Dir: dir, Database: "kept"})
	query(t, s, "SELECT 1")
	stop(t, s)
}

// room makes a folder that the server's account can get into, which the test's
// own temporary folder is not when root runs the tests.
func room(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp(throwawayPlace(account{uid: 1, lent: true}), "baolei-room-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	if err := os.Chmod(dir, 0o711); err != nil {
		t.Fatal(err)
	}
	return dir
}

func start(t *testing.T, opts Options) *Server {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	s, err := Start(ctx, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Stop() }) // for tests that fail half-way
	return s
}

func stop(t *testing.T, s *Server) {
	t.Helper()
	if err := s.Stop(); err != nil {
		t.Fatal(err)
	}
}

// query runs one statement and returns its first value, if it has one, as text.
func query(t *testing.T, s *Server, sql string) string {
	t.Helper()
	database := "kept"
	if s.home == nil || s.home.throwaway {
		database = "postgres"
	}
	conn, err := pgx.Connect(t.Context(), s.URL(database))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(context.Background()) }()
	var text string
	err = conn.QueryRow(t.Context(), sql, pgx.QueryExecModeSimpleProtocol).Scan(&text)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) && !strings.HasPrefix(err.Error(), "can't scan") {
		t.Fatalf("%s: %v", sql, err)
	}
	return text
}

func startParent(t *testing.T, dir string) (*exec.Cmd, int) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), parentOf+"="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(line))
	if err != nil {
		t.Fatalf("the parent says %q", line)
	}
	return cmd, pid
}

func text(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
