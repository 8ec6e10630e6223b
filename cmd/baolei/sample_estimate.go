package main

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"baolei/internal/core/sampling"
)

func samplePlan(args []string) ([]byte, error) {
	options, err := parseSampleOptions(args, "branches", "tolerable", "confidence")
	if err != nil {
		return nil, err
	}
	branches, err := options.count("branches")
	if err != nil {
		return nil, err
	}
	tolerable, err := options.count("tolerable")
	if err != nil {
		return nil, err
	}
	confidence, err := sampling.ParseConfidence(options.one("confidence"))
	if err != nil {
		return nil, err
	}
	size, err := sampling.SampleSize(branches, tolerable, confidence)
	if err != nil {
		return nil, err
	}
	return fmt.Appendln(nil, size), nil
}

func sampleEstimate(args []string) ([]byte, error) {
	options, err := parseSampleOptions(args, "population", "seed", "size", "results")
	if err != nil {
		return nil, err
	}
	in, err := options.drawInput()
	if err != nil {
		return nil, err
	}
	file, err := readSampleFile(options.one("results"))
	if err != nil {
		return nil, err
	}
	results, err := sampling.ParseResults(file)
	if err != nil {
		return nil, fmt.Errorf("%s：%w", options.one("results"), err)
	}
	estimates, err := sampling.EstimateInflation(in.population, in.seed, in.sizes, results)
	if wrong, ok := errors.AsType[*sampling.MismatchError](err); ok {
		return nil, mismatch(strings.Join(wrong.Codes, "\n")) // the codes alone, for a program to read
	}
	if err != nil {
		return nil, err
	}
	return printEstimates(estimates), nil
}

func printEstimates(estimates []sampling.Estimate) []byte {
	var output bytes.Buffer
	for _, e := range estimates {
		low, high := "-", "-"
		if e.Interval {
			low, high = sixDecimals(e.Low), sixDecimals(e.High)
		}
		fmt.Fprintf(&output, "%s\t%d\t%d\t%s\t%s\t%s\n", e.Stratum, e.N, e.K, sixDecimals(e.Mean), low, high)
	}
	return output.Bytes()
}

// sixDecimals never writes a minus sign before zero.
func sixDecimals(v float64) string {
	text := strconv.FormatFloat(v, 'f', 6, 64)
	if text == "-0.000000" {
		return "0.000000"
	}
	return text
}
