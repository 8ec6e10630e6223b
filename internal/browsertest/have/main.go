// Command have says by its exit code whether the machine has what the browser
// tests need of it, a browser and a Chinese font. "make test" asks it before it
// fetches them.
package main

import (
	"fmt"
	"os"

	"baolei/internal/browsertest"
)

func main() {
	if err := browsertest.Have(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
