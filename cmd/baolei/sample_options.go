package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"baolei/internal/core/sampling"
)

// sampleOptions holds what was given for each option, in order. Options are
// written --name value or --name=value; the value may hold further = signs.
type sampleOptions map[string][]string

// parseSampleOptions takes each of these options at least once, and each but
// "size" only once.
func parseSampleOptions(args []string, names ...string) (sampleOptions, error) {
	options := make(sampleOptions)
	for len(args) > 0 {
		name, value, joined := strings.Cut(args[0], "=")
		bare := strings.TrimPrefix(strings.TrimPrefix(name, "-"), "-")
		if bare == name || !slices.Contains(names, bare) {
			return nil, fmt.Errorf("不认识的参数 %q\n%s", args[0], sampleUsage)
		}
		args = args[1:]
		if !joined {
			if len(args) == 0 {
				return nil, fmt.Errorf("选项 --%s 后面缺少值\n%s", bare, sampleUsage)
			}
			value, args = args[0], args[1:]
		}
		options[bare] = append(options[bare], value)
	}
	for _, name := range names {
		if err := options.checkTimes(name); err != nil {
			return nil, err
		}
	}
	return options, nil
}

func (o sampleOptions) checkTimes(name string) error {
	switch times := len(o[name]); {
	case times == 0:
		return fmt.Errorf("缺少选项 --%s\n%s", name, sampleUsage)
	case times > 1 && name != "size":
		return fmt.Errorf("选项 --%s 只能给一次", name)
	}
	return nil
}

// one is the value of an option that is given once.
func (o sampleOptions) one(name string) string { return o[name][0] }

// count is the value of an option that is a whole number.
func (o sampleOptions) count(name string) (int, error) {
	count, ok := sampling.ParseCount(o.one(name))
	if !ok {
		return 0, fmt.Errorf("选项 --%s 应为最多九位的整数，不带符号和前导零，不是 %q", name, o.one(name))
	}
	return count, nil
}

// sizes reads the --size options, STRATUM=K, split at the last =, since the name
// of a stratum may hold one.
func (o sampleOptions) sizes() (map[string]int, error) {
	sizes := make(map[string]int)
	for _, text := range o["size"] {
		at := strings.LastIndexByte(text, '=')
		if at < 1 {
			return nil, fmt.Errorf("选项 --size 应写成 分层=数量，不是 %q", text)
		}
		stratum := text[:at]
		size, ok := sampling.ParseCount(text[at+1:])
		if !ok || size < 1 {
			return nil, fmt.Errorf("选项 --size %q 的数量应为不小于 1 的整数，不带符号和前导零", text)
		}
		if _, twice := sizes[stratum]; twice {
			return nil, fmt.Errorf("选项 --size 对分层 %q 给了两次", stratum)
		}
		sizes[stratum] = size
	}
	return sizes, nil
}

// drawInput is what a draw is computed from.
type drawInput struct {
	population sampling.Population
	seed       string
	sizes      map[string]int
}

// drawInput reads and checks all of it: the size of a stratum and the digits of
// the seed too, so that a caller may look at its other files afterwards.
func (o sampleOptions) drawInput() (drawInput, error) {
	in := drawInput{seed: o.one("seed")}
	file, err := readSampleFile(o.one("population"))
	if err != nil {
		return in, err
	}
	if in.population, err = sampling.ParsePopulation(file); err != nil {
		return in, fmt.Errorf("%s：%w", o.one("population"), err)
	}
	if in.sizes, err = o.sizes(); err != nil {
		return in, err
	}
	return in, errors.Join(sampling.CheckSeed(in.seed), sampling.CheckSizes(in.population, in.sizes))
}
