package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"baolei/internal/app"
	"baolei/internal/app/handbook"
	"baolei/internal/demo"
	"baolei/internal/postgres"
	"baolei/internal/store"
	"baolei/web/signin"
)

// openDatabase opens the one that DATABASE_URL names, or runs one by itself, and
// brings its schema up to date.
func openDatabase(ctx context.Context) (*store.DB, func() error, error) {
	url := os.Getenv("DATABASE_URL")
	stop := func() error { return nil }
	if url == "" {
		server, err := postgres.Start(ctx, postgres.Options{Database: "baolei"})
		if err != nil {
			return nil, nil, err
		}
		url, stop = server.URL("baolei"), server.Stop
	}
	db, err := store.Open(ctx, url)
	if err != nil {
		return nil, nil, errors.Join(err, stop())
	}
	if err := prepare(ctx, db); err != nil {
		db.Close()
		return nil, nil, errors.Join(err, stop())
	}
	return db, func() error { db.Close(); return stop() }, nil
}

// prepare brings the schema up to date, and gives work committees that were
// there before it did the handbook.
func prepare(ctx context.Context, db *store.DB) error {
	if err := db.Migrate(ctx); err != nil {
		return err
	}
	return handbook.New(app.NewDesk(db, time.Now)).Load(ctx)
}

// loadDemo fills an empty database; one that holds anything stays as it is.
func loadDemo(ctx context.Context, db *store.DB, keys *app.Keys, stdout io.Writer) error {
	opened := time.Now().AddDate(0, 0, -demo.Days).Truncate(24 * time.Hour).Add(90 * time.Minute) // 09:30 in Shanghai
	return demo.Load(ctx, db, keys, opened, signin.DemoPassword, func() { fmt.Fprintln(stdout, "正在载入演示数据，约 20 秒……") })
}

func migrateCommand(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	return withDatabase(args, stderr, func(context.Context, *store.DB) error {
		fmt.Fprintln(stdout, "数据库结构已是最新。")
		return nil
	})
}

func demoCommand(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("demo", flag.ContinueOnError)
	flags.SetOutput(stderr)
	branches := flags.Int("branches", 0, "把演示扩大到这么多个党支部，都有考评；前 1000 个有记实本，每个 15 名党员、400 条活动")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	return withDatabase(flags.Args(), stderr, func(ctx context.Context, db *store.DB) error {
		keys, err := openKeys(ctx, db, true)
		if err != nil {
			return err
		}
		if err := loadDemo(ctx, db, keys, stdout); err != nil {
			return err
		}
		if *branches > 0 {
			city, err := demo.Found(ctx, db, keys)
			if err != nil {
				return err
			}
			if err := city.Grow(ctx, *branches, time.Now().Year()); err != nil {
				return err
			}
		}
		fmt.Fprintln(stdout, "演示数据已就绪。")
		return nil
	})
}

// withDatabase runs a command that takes no arguments over the database.
func withDatabase(args []string, stderr io.Writer, do func(context.Context, *store.DB) error) int {
	if len(args) > 0 {
		fmt.Fprintf(stderr, "baolei: 不需要参数 %q\n", args)
		return 2
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	db, closeDB, err := openDatabase(ctx)
	if err == nil {
		err = errors.Join(do(ctx, db), closeDB())
	}
	if err != nil {
		fmt.Fprintf(stderr, "baolei: %v\n", err)
		return 1
	}
	return 0
}
