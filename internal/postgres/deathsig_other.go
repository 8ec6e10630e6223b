//go:build !linux

package postgres

import "syscall"

// dieWithParent does nothing where the kernel has no such signal: the next
// start finds the orphan by its pid file and stops it.
func dieWithParent(*syscall.SysProcAttr) {}
