package sampling

import "errors"

// MinSeedDigits is the fewest digits that a seed may have: 10^20 possible seeds
// are too many to try them all for one that suits somebody.
const MinSeedDigits = 20

// CheckSeed tells in Chinese why a seed cannot be taken: it has at least
// MinSeedDigits characters, all of them ASCII digits.
func CheckSeed(seed string) error {
	if !isDigits(seed) {
		return errors.New("随机种子只能由数字 0 到 9 组成，不能有其他字符")
	}
	if len(seed) < MinSeedDigits {
		return errors.New("随机种子至少要有 20 位数字")
	}
	return nil
}
