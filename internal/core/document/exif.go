package document

import (
	"bytes"
	"encoding/binary"
)

// segments walks the markers of a jpeg, hands application segment 1 to exif
// where that is not nil, and counts the scans.
func segments(data []byte, exif func([]byte)) (scans int) {
	for i := 2; i+4 <= len(data); {
		if data[i] != 0xFF || data[i+1] == 0 || data[i+1] == 0xFF {
			i++ // data of a scan, or filling
			continue
		}
		marker := data[i+1]
		if marker == 0xD9 {
			return scans
		}
		if marker >= 0xD0 && marker <= 0xD8 || marker == 1 {
			i += 2
			continue
		}
		size := int(binary.BigEndian.Uint16(data[i+2:]))
		if size < 2 || i+2+size > len(data) {
			return scans
		}
		switch {
		case marker == 0xDA:
			scans++
		case marker == 0xE1 && exif != nil:
			exif(data[i+4 : i+2+size])
		}
		i += 2 + size
	}
	return scans
}

// orientation reads how a photograph was held, 1 to 8 as Exif counts; 1 where
// it is not told.
func orientation(data []byte) int {
	held := 1
	segments(data, func(segment []byte) {
		if tiff, ok := bytes.CutPrefix(segment, []byte("Exif\x00\x00")); ok {
			if n := orientationTag(tiff); n >= 1 && n <= 8 {
				held = n
			}
		}
	})
	return held
}

const (
	tagOrientation = 0x0112
	entrySize      = 12
)

func orientationTag(tiff []byte) int {
	var order binary.ByteOrder = binary.BigEndian
	switch {
	case bytes.HasPrefix(tiff, []byte("II*\x00")):
		order = binary.LittleEndian
	case !bytes.HasPrefix(tiff, []byte("MM\x00*")):
		return 0
	}
	if len(tiff) < 8 {
		return 0
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 0
	}
	entries := tiff[at+2:]
	for range order.Uint16(tiff[at:]) {
		if len(entries) < entrySize {
			return 0
		}
		if order.Uint16(entries) == tagOrientation {
			return int(order.Uint16(entries[8:]))
		}
		entries = entries[entrySize:]
	}
	return 0
}
