// Command withpg runs a command beside a throwaway PostgreSQL server, whose
// address the command finds in TEST_DATABASE_URL:
//
//	go run ./internal/postgres/withpg -- go test ./...
//
// It ends with the command's exit code, after the server is gone. With
// TEST_DATABASE_URL already set it only runs the command. With the single
// argument -have it says by its exit code whether the machine has a server.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"

	"baolei/internal/postgres"
)

// failed is the exit code when the command could not be run at all.
const failed = 125

func main() {
	args := os.Args[1:]
	if len(args) == 1 && args[0] == "-have" {
		os.Exit(have())
	}
	if len(args) > 0 && args[0] == "--" {
		args = args[1:]
	}
	if len(args) == 0 {
		fmt.Fprintln(os.Stderr, "usage: withpg [--] command [argument ...]")
		os.Exit(2)
	}
	code, err := run(args)
	if err != nil {
		fmt.Fprintln(os.Stderr, "withpg:", err)
		code = failed
	}
	os.Exit(code)
}

func have() int {
	if _, err := postgres.Find(0); err != nil {
		return 1
	}
	return 0
}

func run(args []string) (code int, err error) {
	signals := make(chan os.Signal, 8)
	signal.Notify(signals, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	env := os.Environ()
	if os.Getenv("TEST_DATABASE_URL") == "" {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		server, err := postgres.Start(ctx, postgres.Options{Throwaway: true})
		if err != nil {
			return 0, err
		}
		defer func() { err = errors.Join(err, server.Stop()) }()
		env = append(env, "TEST_DATABASE_URL="+server.URL("postgres"))
	}
	return command(args, env, signals)
}

// command runs the command, hands signals on to it, and ends it when our own
// parent dies without telling us.
func command(args, env []string, signals <-chan os.Signal) (int, error) {
	cmd := exec.Command(args[0], args[1:]...) //nolint:noctx // running what it is given is its purpose; signals end it
	cmd.Env = env
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	parent := os.Getppid()
	watch := time.NewTicker(500 * time.Millisecond)
	defer watch.Stop()
	for {
		select {
		case err := <-done:
			return exitCode(cmd, err)
		case sig := <-signals:
			_ = cmd.Process.Signal(sig) // it may have ended just now
		case <-watch.C:
			if os.Getppid() != parent {
				_ = cmd.Process.Signal(syscall.SIGTERM)
			}
		}
	}
}

// exitCode follows the shells: 128 and the number of the signal that ended it.
func exitCode(cmd *exec.Cmd, err error) (int, error) {
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return 0, err
	}
	if st, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); ok && st.Signaled() {
		return 128 + int(st.Signal()), nil
	}
	return cmd.ProcessState.ExitCode(), nil
}
