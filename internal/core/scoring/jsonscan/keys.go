package jsonscan

// fewKeys is the number of keys up to which comparing each with each is faster
// than a map.
const fewKeys = 8

// repeatedKey finds the first key of an object that says the same as one
// before it.
func (d *Document) repeatedKey(object int32) (key int32, repeated bool) {
	var seen [fewKeys]int32
	n := 0
	end := d.Nodes[object].Next
	for key := object + 1; key < end; key = d.Nodes[key+1].Next {
		if n == fewKeys || d.Nodes[key].Escaped {
			return d.repeatedAmongMany(object)
		}
		text := d.Bytes(key)
		for _, other := range seen[:n] {
			if string(d.Bytes(other)) == string(text) {
				return key, true
			}
		}
		seen[n] = key
		n++
	}
	return 0, false
}

func (d *Document) repeatedAmongMany(object int32) (key int32, repeated bool) {
	seen := map[string]bool{}
	var buf []byte
	end := d.Nodes[object].Next
	for key := object + 1; key < end; key = d.Nodes[key+1].Next {
		buf = d.AppendString(buf[:0], key)
		if seen[string(buf)] {
			return key, true
		}
		seen[string(buf)] = true
	}
	return 0, false
}
