package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"baolei/internal/core/sampling"
)

const sampleUsage = `用法：
  baolei sample draw --population 文件 --seed 数字 --size 分层=数量 [--size …]
      按公布的总体名单和种子重抽，列出抽中的支部。
  baolei sample verify 抽查包.json
      重算一次公布的抽查：相符退出码为 0，不符为 1，抽查包不合格式为 2。
  baolei sample plan --branches 支部数 --tolerable 可容忍的超差支部数 --confidence 置信度
      算出至少要抽几个支部。
  baolei sample estimate --population 文件 --seed 数字 --size 分层=数量 [--size …] --results 文件
      由抽查结果估计全部支部的考核验收分虚高多少。
`

// errMismatch marks a sound input whose figures do not agree: exit status 1.
var errMismatch = errors.New("不符")

// sampleCommand runs `baolei sample …`, none of which needs a database. It
// returns the exit status: 0 done, 1 the figures do not agree, 2 the input or
// the options cannot be taken. Where it is not 0, nothing is on stdout.
func sampleCommand(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	output, err := runSample(args)
	if err == nil {
		if _, err = stdout.Write(output); err != nil {
			err = fmt.Errorf("无法写出结果：%w", err)
		}
	}
	if err == nil {
		return 0
	}
	// Where even standard error is closed there is nobody left to tell; the
	// exit status still does.
	_, _ = fmt.Fprintln(stderr, strings.TrimSuffix(err.Error(), "\n"))
	if errors.Is(err, errMismatch) {
		return 1
	}
	return 2
}

func runSample(args []string) ([]byte, error) {
	if len(args) == 0 {
		return nil, errors.New(sampleUsage)
	}
	if last := args[len(args)-1]; len(args) == 2 && (last == "-h" || last == "--help") {
		args = args[1:]
	}
	switch args[0] {
	case "draw":
		return sampleDraw(args[1:])
	case "verify":
		return sampleVerify(args[1:])
	case "plan":
		return samplePlan(args[1:])
	case "estimate":
		return sampleEstimate(args[1:])
	case "help", "-h", "--help":
		return []byte(sampleUsage), nil
	}
	return nil, fmt.Errorf("没有 sample %s 这个命令\n%s", args[0], sampleUsage)
}

func sampleDraw(args []string) ([]byte, error) {
	options, err := parseSampleOptions(args, "population", "seed", "size")
	if err != nil {
		return nil, err
	}
	in, err := options.drawInput()
	if err != nil {
		return nil, err
	}
	drawn, err := sampling.Draw(in.population, in.seed, in.sizes)
	if err != nil {
		return nil, err
	}
	var output bytes.Buffer
	for _, d := range drawn {
		fmt.Fprintf(&output, "%s\t%s\t%d\t%s\n", d.Code, d.Stratum, d.Tickets, d.Number)
	}
	return output.Bytes(), nil
}

func sampleVerify(args []string) ([]byte, error) {
	if len(args) == 2 && args[0] == "--" {
		args = args[1:]
	} else if len(args) == 1 && strings.HasPrefix(args[0], "-") {
		return nil, fmt.Errorf("sample verify 没有选项 %s\n%s", args[0], sampleUsage)
	}
	if len(args) != 1 {
		return nil, fmt.Errorf("sample verify 要且只要一个抽查包文件\n%s", sampleUsage)
	}
	file, err := readSampleFile(args[0])
	if err != nil {
		return nil, err
	}
	bundle, err := sampling.ReadBundle(file)
	if err != nil {
		return nil, fmt.Errorf("%s：%w", args[0], err)
	}
	if found := sampling.Verify(bundle); len(found) > 0 {
		return nil, differences(found)
	}
	summary := fmt.Sprintf("重算相符：%s，抽出 %d 个支部，未采用的种子 %d 个，公告摘要 %s，抽查包摘要 %s\n",
		bundle.Announcement.Title, len(bundle.Drawn), len(bundle.Refused), bundle.NoticeDigest, bundle.Digest)
	return []byte(summary), nil
}

func differences(found []sampling.Difference) error {
	var text strings.Builder
	for _, d := range found {
		fmt.Fprintf(&text, "%s：%s\n", d.Where, d.Message)
	}
	return mismatch(text.String())
}

// mismatch is an error of exactly this text that counts as errMismatch.
type mismatch string

func (m mismatch) Error() string   { return string(m) }
func (m mismatch) Is(e error) bool { return e == errMismatch }

func readSampleFile(name string) ([]byte, error) {
	file, err := os.ReadFile(name) //nolint:gosec // the file that the person names is the one to read
	if err != nil {
		return nil, fmt.Errorf("无法读取文件：%w", err)
	}
	return file, nil
}
