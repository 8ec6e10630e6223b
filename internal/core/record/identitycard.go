package record

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"baolei/internal/core/calendar"
)

// IdentityCard is a resident identity card's number (GB 11643) with what it tells.
type IdentityCard struct {
	Number string // 18 characters, the last a digit or X
	Born   calendar.Date
	Sex    Sex
}

// identityWeights and identityChecks make the last character out of the first
// 17 digits: the weighted sum modulo 11 points at it (ISO 7064, MOD 11-2).
var identityWeights = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}

const identityChecks = "10X98765432"

// ParseIdentityCard reads an identity card's number as it was typed: with spaces, or
// with a small x. Its error is in words for the person and never holds the number.
func ParseIdentityCard(typed string) (IdentityCard, error) {
	n := strings.ToUpper(strings.Join(strings.Fields(typed), ""))
	if len(n) != 18 || strings.Trim(n[:17], "0123456789") != "" || strings.Trim(n[17:], "0123456789X") != "" {
		return IdentityCard{}, errors.New("身份证号应为 18 位，前 17 位是数字，最后一位是数字或 X，请核对。")
	}
	sum := 0
	for i, w := range identityWeights {
		sum += w * int(n[i]-'0')
	}
	if n[17] != identityChecks[sum%11] {
		return IdentityCard{}, errors.New("身份证号的校验位不对，可能有一位写错了，请对照证件核对。")
	}
	born, err := calendar.Parse(n[6:10] + "-" + n[10:12] + "-" + n[12:14])
	if err != nil || born.Year < 1880 {
		return IdentityCard{}, errors.New("身份证号中的出生日期不存在，请对照证件核对。")
	}
	id := IdentityCard{Number: n, Born: born, Sex: Female}
	if (n[16]-'0')%2 == 1 {
		id.Sex = Male
	}
	return id, nil
}

// LooksLikeIdentityCard tells whether a text may be meant as an identity card's
// number, or a part of one: it must then stay out of addresses and logs.
func LooksLikeIdentityCard(typed string) bool {
	n := strings.ToUpper(strings.Join(strings.Fields(typed), ""))
	return len(n) >= 8 && strings.Trim(n, "0123456789X") == ""
}

// ParsePhone reads a telephone number as it was typed and returns its digits: a
// mobile number of 11 digits, or a fixed line with its area code. Its error is in
// words for the person and never holds the number.
func ParsePhone(typed string) (string, error) {
	n := strings.NewReplacer(" ", "", "-", "", "－", "", "　", "").Replace(strings.TrimSpace(typed))
	switch {
	case strings.Trim(n, "0123456789") != "":
	case len(n) == 11 && n[0] == '1' && n[1] >= '3':
		return n, nil
	case len(n) >= 10 && len(n) <= 12 && n[0] == '0' && n[1] != '0':
		return n, nil
	}
	return "", errors.New("电话应为 11 位手机号，或带区号的固定电话，请核对。")
}

// MaskIdentityCard shows an identity card's number by its first four and last three
// characters.
func MaskIdentityCard(number string) string { return mask(number, 4, 3) }

// MaskPhone shows a telephone number by its first three and last four digits.
func MaskPhone(number string) string { return mask(number, 3, 4) }

// mask puts a star for each character but the first and last few. What is too
// short to hide anything is hidden as a whole.
func mask(text string, first, last int) string {
	runes := []rune(text)
	if len(runes) < first+last+4 {
		return strings.Repeat("*", utf8.RuneCountInString(text))
	}
	return fmt.Sprint(string(runes[:first]), strings.Repeat("*", len(runes)-first-last), string(runes[len(runes)-last:]))
}
