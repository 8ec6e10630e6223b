package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
	_ "time/tzdata" // no zone files are asked of the machine

	"baolei/internal/app"
	"baolei/internal/store"
	"baolei/web"
	"baolei/web/signin"
)

// drainFor is how long requests may still take after a signal to stop.
const drainFor = 20 * time.Second

type serveOptions struct {
	address string
	origin  string
	proxies string
	secure  bool
	demo    bool
}

func serveCommand(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	var opts serveOptions
	flags := flag.NewFlagSet("serve", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&opts.address, "listen", "127.0.0.1:8080", "监听地址")
	flags.StringVar(&opts.origin, "origin", "", "对外网址，例如 https://baolei.example；在代理之后时必填")
	flags.StringVar(&opts.proxies, "proxies", "", "可信代理的网段，逗号分隔")
	flags.BoolVar(&opts.demo, "demo", false, "空数据库载入演示数据，并在登录页显示演示账号")
	if err := flags.Parse(args); err != nil || flags.NArg() > 0 {
		return 2
	}
	opts.secure = strings.HasPrefix(opts.origin, "https://")
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := serve(ctx, opts, stdout, stderr); err != nil {
		fmt.Fprintf(stderr, "baolei: %v\n", err)
		return 1
	}
	return 0
}

// serve runs until ctx ends, and then lets requests finish.
func serve(ctx context.Context, opts serveOptions, stdout, stderr io.Writer) (err error) {
	if !opts.secure && !loopback(opts.address) {
		return errors.New("不在本机回环地址上提供服务时，请用 -origin 写明 https 的对外网址：登录凭据不能走明文")
	}
	db, closeDB, err := openDatabase(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeDB()) }()
	keys, err := openKeys(ctx, db, opts.demo)
	if err != nil {
		return err
	}
	if opts.demo {
		if err := loadDemo(ctx, db, keys, stdout); err != nil {
			return err
		}
	}
	log := slog.New(slog.NewJSONHandler(stderr, nil))
	sessions := store.NewSessions(db, time.Now)
	desk := app.NewDesk(db, time.Now).WithKeys(keys)
	serving, stop := context.WithCancel(ctx)
	background, err := startBackground(serving, db, keys, site(opts), log)
	if err != nil {
		stop()
		return err
	}
	defer func() { stop(); err = errors.Join(err, background()) }()
	handler, err := web.New(web.Config{Desk: desk, Sessions: sessions, Log: log, Secure: opts.secure, Origin: opts.origin, Proxies: split(opts.proxies), Demo: opts.demo})
	if err != nil {
		return err
	}
	return listen(ctx, opts, handler, stdout)
}
func listen(ctx context.Context, opts serveOptions, handler http.Handler, stdout io.Writer) error {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", opts.address)
	if err != nil {
		return fmt.Errorf("%s 已被占用或不能监听，请用 -listen 换一个：%w", opts.address, err)
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 60 * time.Second, WriteTimeout: 60 * time.Second, IdleTimeout: 2 * time.Minute}
	fmt.Fprintf(stdout, "堡垒指数已启动：http://%s\n", listener.Addr())
	if opts.demo {
		fmt.Fprintf(stdout, "演示账号见登录页，例如支部书记 wangming，密码 %s\n按 Ctrl-C 停止。\n", signin.DemoPassword)
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainFor)
	defer cancel()
	return server.Shutdown(drain)
}

func loopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func split(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' })
}

// site is the address that links in mails begin with.
func site(opts serveOptions) string {
	if opts.origin != "" {
		return opts.origin
	}
	return "http://" + opts.address
}
