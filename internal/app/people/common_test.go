package people

import "testing"

func TestCommonPasswords(t *testing.T) {
	for password, want := range map[string]bool{
		"1234567890": true, "9876543210": true, "aaaaaaaaaa": true, "          ": true, "password123": true, "Password2026": true, "qwertyuiop": true, "QWERTY123456": true,
		"1qaz2wsx3edc": true, "admin888888": true, "Baolei@2026": true, "woaini1314520": true, "abcabcabcabc": true, "p@ssw0rd1234": true, "abcdefghij": true, "1212121212": true, "wangwei1990!": true,
		"a password of the tests": false, "春天的第一场雨下了三天": false, "xwg3-gqxw-dqfv": false, "correct horse battery": false, "k7Fp-22mQ-xxv1": false, "今天星期五要开支部会": false,
	} {
		if common(password) != want {
			t.Errorf("%q is common: %v", password, !want)
		}
	}
}
