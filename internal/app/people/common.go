package people

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// usual are the words, rows of keys and numbers of which guessed passwords are made,
// in the spelling of keyboards here; a longer one stands before what it begins with.
var usual = []string{
	"qwertyuiop", "qwerty", "asdfghjkl", "asdfgh", "asdf", "zxcvbnm", "zxcvbn", "zxcv", "1qaz2wsx3edc", "1qaz2wsx", "1qaz", "2wsx", "3edc", "qazwsx", "qwer", "q1w2e3r4t5", "q1w2e3r4", "q1w2e3",
	"password", "passw0rd", "p@ssw0rd", "p@ssword", "pass", "welcome", "letmein", "iloveyou", "monkey", "dragon", "sunshine", "princess", "football", "superman", "master", "secret", "changeme", "default", "login", "hello", "abc",
	"administrator", "admin", "root", "test", "guest", "user", "demo", "system", "security", "auditor", "baolei", "fortress",
	"woaini", "woaiwojia", "wodemima", "mima", "nihao", "zhongguo", "china", "dangjian", "dangyuan", "dangzhibu", "zhibu", "gongchandang", "weiwei", "wangwei", "zhangwei", "liwei", "jinhua", "beijing", "shanghai", "hangzhou", "zhejiang",
	"5201314", "1314520", "147258369", "159357", "520", "1314", "888", "666",
}

var year = regexp.MustCompile(`(19|20)\d\d`)

// common tells a password that is among the first that anybody would try: little but
// usual words, years, and keys in a row or again and again.
func common(password string) bool {
	left := strings.ToLower(strings.Join(strings.Fields(password), ""))
	for _, word := range usual {
		left = strings.ReplaceAll(left, word, " ")
	}
	left = year.ReplaceAllString(left, " ")
	return kinds(withoutRuns(left)) < 4
}

// withoutRuns leaves out three and more characters that repeat, or follow each other
// up or down.
func withoutRuns(text string) string {
	runes := []rune(text)
	var kept []rune
	for at := 0; at < len(runes); {
		n := 1
		for step := rune(-1); step <= 1; step++ {
			length := 1
			for at+length < len(runes) && runes[at+length]-runes[at+length-1] == step {
				length++
			}
			n = max(n, length)
		}
		if n < 3 {
			kept = append(kept, runes[at])
			n = 1
		}
		at += n
	}
	return string(kept)
}

// kinds is how many different characters a text has, blanks left out.
func kinds(text string) int {
	all := []rune(strings.ReplaceAll(text, " ", ""))
	slices.Sort(all)
	return utf8.RuneCountInString(string(slices.Compact(all)))
}
