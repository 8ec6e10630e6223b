package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"baolei/internal/app"
	"baolei/internal/app/people"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

const setupUsage = `用法：
  baolei setup -code 代码 -name 工委名称 -system 账号=姓名 -security 账号=姓名 -auditor 账号=姓名

在空数据库里建立机关工委和三位管理员（系统、安全、审计，三人分任），装入工作手册和内置的指标体系，
并显示三人的初始密码。密码只显示这一次，首次登录时必须修改。其余的账号由系统管理员建立，任职由安全管理员任命。

`

// setupCommand is `baolei setup`.
func setupCommand(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	in, err := setupOf(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err != nil {
		fmt.Fprintf(stderr, "baolei setup: %v\n", err)
		return 2
	}
	return withDatabase(nil, stderr, func(ctx context.Context, db *store.DB) error { return setUp(ctx, db, in, stdout) })
}

func setupOf(args []string, stderr io.Writer) (in people.Installation, err error) {
	flags := flag.NewFlagSet("setup", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() { fmt.Fprint(stderr, setupUsage) }
	flags.StringVar(&in.Code, "code", "", "工委的代码，例如 GW")
	flags.StringVar(&in.Name, "name", "", "工委的名称")
	given := map[string]*people.Newcomer{"system": &in.System, "security": &in.Security, "auditor": &in.Auditor}
	for name, to := range given {
		flags.Func(name, "账号=姓名", func(text string) error {
			var ok bool
			if *to, ok = people.NewcomerOf(text); !ok {
				return errors.New("请写成 账号=姓名")
			}
			return nil
		})
	}
	if err := flags.Parse(args); err != nil {
		return in, err
	}
	if flags.NArg() > 0 {
		return in, fmt.Errorf("不需要参数 %q", flags.Args())
	}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if given[name].Account == "" {
			return in, fmt.Errorf("缺少选项 -%s\n\n%s", name, setupUsage)
		}
	}
	return in, nil
}

// setUp sets an empty database up and tells the initial passwords.
func setUp(ctx context.Context, db *store.DB, in people.Installation, stdout io.Writer) error {
	folk, err := people.New(app.NewDesk(db, time.Now))
	if err != nil {
		return err
	}
	handed, err := folk.Install(ctx, in)
	if err != nil {
		return plain(err)
	}
	w := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "“%s”已建立。三位管理员的初始密码只显示这一次，请分别交给本人：\n", in.Name)
	for _, h := range handed {
		fmt.Fprintf(w, "%s\t%s\t%s\n", h.Account, h.Password, h.Name)
	}
	return w.Flush()
}

// plain tells what is wrong with each part, where a fault is about several.
func plain(err error) error {
	f, ok := errors.AsType[*fault.Error](err)
	if !ok || len(f.Fields) == 0 {
		return err
	}
	var parts []string
	for _, field := range slices.Sorted(maps.Keys(f.Fields)) {
		parts = append(parts, f.Fields[field])
	}
	return errors.New(strings.Join(parts, "\n"))
}
