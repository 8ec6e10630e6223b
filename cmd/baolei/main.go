// Command baolei examines party branches by an indicator table: it serves the
// web application and holds the tools that work without it.
package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// A command takes the arguments after its name and returns the exit status:
// 0 done, 1 the input has faults that were told, 2 it could not be run.
type command func(args []string, stdin io.Reader, stdout, stderr io.Writer) int

type subcommand struct {
	name    string
	summary string
	run     command
}

func subcommands() []subcommand {
	return []subcommand{
		{"serve", "提供网页服务（未设 DATABASE_URL 时自带数据库）", serveCommand},
		{"migrate", "把数据库结构升级到最新", migrateCommand},
		{"setup", "在空数据库里建立工委和三位管理员", setupCommand},
		{"demo", "把演示数据载入空数据库", demoCommand},
		{"keys", "建立或更换加密个人信息的密钥：new FILE", keysCommand},
		{"score", "按指标体系给考评结果逐行计分（JSON Lines）", scoreCommand},
		{"indicators", "检查或输出指标体系：check FILE、show", indicatorsCommand},
		{"sample", "抽查：抽取与核验", sampleCommand},
	}
}

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	table := subcommands()
	if len(args) == 0 {
		printUsage(stderr, table)
		return 2
	}
	if slices.Contains([]string{"help", "-h", "-help", "--help"}, args[0]) {
		printUsage(stdout, table)
		return 0
	}
	for _, c := range table {
		if c.name == args[0] {
			return c.run(args[1:], stdin, stdout, stderr)
		}
	}
	fmt.Fprintf(stderr, "baolei: 没有子命令 %q\n\n", args[0])
	printUsage(stderr, table)
	return 2
}

func printUsage(w io.Writer, table []subcommand) {
	var b strings.Builder
	b.WriteString("用法：baolei <子命令> [参数]\n\n子命令：\n")
	for _, c := range table {
		fmt.Fprintf(&b, "  %-12s %s\n", c.name, c.summary)
	}
	fmt.Fprint(w, b.String())
}
