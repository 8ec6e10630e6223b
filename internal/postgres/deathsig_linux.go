package postgres

import "syscall"

// dieWithParent has the kernel ask the server for a fast shutdown when the
// thread that started it ends, which a kill -9 of this process brings about.
func dieWithParent(attr *syscall.SysProcAttr) { attr.Pdeathsig = syscall.SIGINT }
