package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"

	"baolei/internal/app/scorelines"
	"baolei/internal/core/indicator"
)

const scoreUsage = `用法：baolei score [--indicators FILE] [FILE …]

逐行读取考评情况（JSON Lines），逐行写出得分，顺序不变；不写 FILE 时读标准输入。
不能计分的行在原处写出 error，其余照常。

  --indicators FILE   改用这套指标体系；不写时用内置的（baolei indicators show）

退出状态：0 全部计分；1 有行不能计分；2 参数有误、文件或指标体系不能用。
`

// scoreCommand is `baolei score`.
func scoreCommand(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	var setFile string
	flags := flag.NewFlagSet("score", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&setFile, "indicators", "", "")
	files, err := parseMixed(flags, args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(stdout, scoreUsage)
		return 0
	case err != nil:
		fmt.Fprintf(stderr, "baolei score: %v\n\n%s", err, scoreUsage)
		return 2
	}
	set, ok := loadSet(flags, setFile, stderr)
	if !ok {
		return 2
	}
	inputs, closeAll, err := openInputs(files, stdin)
	if err != nil {
		fmt.Fprintf(stderr, "baolei score: %v\n", err)
		return 2
	}
	defer closeAll()
	count, err := scorelines.Run(set.Table(), inputs, stdout, runtime.GOMAXPROCS(0))
	if err != nil {
		fmt.Fprintf(stderr, "baolei score: %v\n", err)
		return 2
	}
	if count.Failed > 0 {
		fmt.Fprintf(stderr, "baolei score: %d 行中有 %d 行不能计分，见各行的 error\n", count.Lines, count.Failed)
		return 1
	}
	return 0
}

// parseMixed parses flags that may stand before, between and after the other
// arguments, which it returns. After -- all are others.
func parseMixed(flags *flag.FlagSet, args []string) (others []string, err error) {
	for {
		before := len(args)
		if err := flags.Parse(args); err != nil {
			return nil, err
		}
		rest := flags.Args()
		if used := before - len(rest); used > 0 && args[used-1] == "--" {
			return append(others, rest...), nil
		}
		if len(rest) == 0 {
			return others, nil
		}
		others = append(others, rest[0])
		args = rest[1:]
	}
}

// loadSet is the set of a file, or the embedded one if the flag was not given.
func loadSet(flags *flag.FlagSet, file string, stderr io.Writer) (*indicator.Set, bool) {
	given := false
	flags.Visit(func(f *flag.Flag) { given = given || f.Name == "indicators" })
	if !given {
		return indicator.Embedded(), true
	}
	set, problems, err := readSet(file)
	if err != nil {
		fmt.Fprintf(stderr, "baolei score: %v\n", err)
		return nil, false
	}
	printProblems(stderr, problems)
	return set, len(problems) == 0
}

// openInputs opens all files before any is read, so that a wrong name is told
// before anything is written.
func openInputs(names []string, stdin io.Reader) (inputs []io.Reader, closeAll func(), err error) {
	if len(names) == 0 {
		return []io.Reader{stdin}, func() {}, nil
	}
	var open []*os.File
	closeAll = func() {
		for _, f := range open {
			_ = f.Close() // only read
		}
	}
	for _, name := range names {
		f, err := openReadable(name)
		if err != nil {
			closeAll()
			return nil, nil, err
		}
		open = append(open, f)
		inputs = append(inputs, f)
	}
	return inputs, closeAll, nil
}

// openReadable opens a file for reading. A folder opens too, but cannot be read,
// and neither can some other files.
func openReadable(name string) (*os.File, error) {
	f, err := os.Open(name) //nolint:gosec // it reads the files that it is told to
	if err != nil {
		return nil, fmt.Errorf("打不开文件：%w", err)
	}
	if err := tryReading(f); err != nil {
		_ = f.Close() // only read
		return nil, err
	}
	return f, nil
}

// tryReading leaves the file at its beginning. It takes nothing from a pipe or a
// terminal, where the first byte may be long in coming.
func tryReading(f *os.File) error {
	info, err := f.Stat()
	switch {
	case err != nil:
		return err
	case info.IsDir():
		return fmt.Errorf("%s 是文件夹，请写出其中的文件名", f.Name())
	case !info.Mode().IsRegular():
		return nil
	}
	if _, err := f.ReadAt(make([]byte, 1), 0); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("读不了文件：%w", err)
	}
	return nil
}
