package main

import (
	"bytes"
	"fmt"
	"io"

	"baolei/internal/core/indicator"
)

const indicatorsUsage = `用法：
  baolei indicators check FILE   检查一套指标体系，逐条指出问题及行号
  baolei indicators show         输出内置的指标体系，可作新一套的底稿

check 的退出状态：0 没有问题；1 有问题；2 文件不能读取或参数有误。
`

// indicatorsCommand is `baolei indicators`.
func indicatorsCommand(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	switch {
	case len(args) == 1 && args[0] == "show":
		return showSet(stdout, stderr)
	case len(args) == 2 && args[0] == "check" && args[1] != "-h" && args[1] != "--help":
		return checkSet(args[1], stdout, stderr)
	case len(args) > 0 && (args[len(args)-1] == "-h" || args[len(args)-1] == "--help"):
		fmt.Fprint(stdout, indicatorsUsage)
		return 0
	}
	fmt.Fprint(stderr, "baolei indicators: 请写 check FILE 或 show\n\n", indicatorsUsage)
	return 2
}

func showSet(stdout, stderr io.Writer) int {
	if _, err := stdout.Write(indicator.Source()); err != nil {
		fmt.Fprintf(stderr, "baolei indicators show: %v\n", err)
		return 2
	}
	return 0
}

func checkSet(name string, stdout, stderr io.Writer) int {
	set, problems, err := readSet(name)
	if err != nil {
		fmt.Fprintf(stderr, "baolei indicators check: %v\n", err)
		return 2
	}
	if len(problems) > 0 {
		printProblems(stderr, problems)
		return 1
	}
	if _, err := fmt.Fprintln(stdout, set.Summary()); err != nil {
		fmt.Fprintf(stderr, "baolei indicators check: 无法写出结果：%v\n", err)
		return 2
	}
	return 0
}

func printProblems(w io.Writer, problems []indicator.Problem) {
	for _, p := range problems {
		fmt.Fprintln(w, p)
	}
}

// readSet reads and checks the set of a file. The error tells that the file
// could not be read, which is no fault of the set.
func readSet(name string) (*indicator.Set, []indicator.Problem, error) {
	f, err := openReadable(name)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = f.Close() }() // only read
	text, err := io.ReadAll(io.LimitReader(f, indicator.MaxSource+1))
	if err != nil {
		return nil, nil, fmt.Errorf("读不了文件：%w", err)
	}
	set, problems := indicator.Read(name, bytes.NewReader(text))
	return set, problems, nil
}
