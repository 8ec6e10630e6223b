package document

import (
	"strings"
	"unicode"
)

// nameLimit is how long a name may be, in characters, its extension included.
const nameLimit = 120

// extension is what a name claims the file to be: lower case, without the dot.
func extension(name string) string {
	i := strings.LastIndexByte(name, '.')
	if i < 0 || len(name)-i > 8 {
		return ""
	}
	return strings.ToLower(strings.Map(printable, name[i+1:]))
}

func (k Kind) called(extension string) bool {
	return extension == k.Extension() || k == JPEG && (extension == "jpeg" || extension == "jpe" || extension == "jfif")
}

// DisplayName is a name as it may be shown to people, whatever was sent.
func DisplayName(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Trim(strings.Map(printable, strings.ToValidUTF8(name, "")), " .")
	if r := []rune(name); len(r) > nameLimit {
		name = string(r[:nameLimit])
	}
	return name
}

// cleanName keeps of a name what can be shown and saved on any system.
func cleanName(name string, k Kind) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	if k.called(extension(name)) {
		name = name[:strings.LastIndexByte(name, '.')]
	}
	name = strings.Trim(strings.Map(printable, strings.ToValidUTF8(name, "")), " .")
	if name == "" {
		name = "文件"
	}
	if r := []rune(name); len(r) > nameLimit-len(k.Extension())-1 {
		name = string(r[:nameLimit-len(k.Extension())-1])
	}
	return name + "." + k.Extension()
}

// printable drops what cannot be seen, marks that turn the reading direction
// included, and what some systems forbid in names.
func printable(r rune) rune {
	if !unicode.IsPrint(r) || strings.ContainsRune(`<>:"|?*`, r) {
		return -1
	}
	return r
}
