# Two commands matter: "make run" and "make test". Both work on a fresh machine
# with Go alone; npm fetches PostgreSQL or a browser only where there is none.

# No C compiler is needed, except for "make race".
export CGO_ENABLED ?= 0

LINT      := go tool -modfile=.ci/lint/go.mod golangci-lint
NPM       := npm ci --ignore-scripts --no-audit --no-fund
FUZZTIME  ?= 10s
BENCHTIME ?= 1s
SHOTS     ?= $(CURDIR)/tmp/screenshots

.PHONY: run test race bench fuzz screenshots generate fmt lint check nightly clean \
        bin/withpg bin/have server-at-hand browser-at-hand postgres browser axe

## run: serve the product with demo data on 127.0.0.1:8080
run: server-at-hand
	go build -o bin/baolei ./cmd/baolei
	exec bin/baolei serve --demo

## test: all tests, with a throwaway PostgreSQL and a headless browser
test: server-at-hand browser-at-hand axe
	bin/withpg -- go test -timeout 40m ./...

## race: the tests of the parts that run in parallel, under the race detector
race: server-at-hand browser-at-hand axe
	CGO_ENABLED=1 bin/withpg -- go test -race -timeout 15m ./internal/core/... ./internal/app/... ./internal/store/... ./web/...

## bench: all benchmarks, those of nested modules included
bench: server-at-hand
	bin/withpg -- go test -run '^$$' -bench . -benchmem -benchtime $(BENCHTIME) ./...
	@for module in $$(find internal cmd web -name go.mod -not -path '*/node_modules/*'); do \
	  echo "== $$module"; (cd "$$(dirname "$$module")" && $(CURDIR)/bin/withpg -- sh -c 'DATABASE_URL=$$TEST_DATABASE_URL exec "$$0" "$$@"' \
	    go test -run '^$$' -bench . -benchmem -benchtime $(BENCHTIME) ./...) || exit 1; \
	done

## fuzz: each fuzz target for FUZZTIME
fuzz:
	@grep -rlE '^func Fuzz' --include='*_test.go' internal cmd web | xargs -n1 dirname | sort -u | while read -r dir; do \
	  for target in $$(grep -hoE '^func Fuzz[A-Za-z0-9_]+' "$$dir"/*_test.go | cut -d' ' -f2); do \
	    echo "== $$dir $$target"; go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) "./$$dir" || exit 1; \
	  done; \
	done

## screenshots: pictures of all desks in both widths, in SHOTS
screenshots: server-at-hand browser-at-hand axe
	mkdir -p "$(SHOTS)"
	SCREENSHOTS="$(SHOTS)" bin/withpg -- go test -count=1 -run 'Screenshots' ./web/...
	@ls "$(SHOTS)" | grep -q . || { echo "no screenshot was made" >&2; exit 1; }
	@echo "$(SHOTS)"

## generate: write the generated code anew
generate:
	go tool templ generate

## fmt: format Go and templates
fmt:
	gofmt -w cmd internal web migrations
	go tool templ fmt .

## lint: golangci-lint, pinned in a module of its own
lint:
	$(LINT) run

## check: generated code and formatting are current, and go vet is content
check:
	.ci/current
	go vet ./...

## nightly: what takes too long for every change
nightly:
	$(MAKE) race
	$(MAKE) fuzz FUZZTIME=10m

clean:
	rm -rf bin tmp

bin/withpg:
	@go build -o $@ ./internal/postgres/withpg

bin/have:
	@go build -o $@ ./internal/browsertest/have

# Where DATABASE_URL or TEST_DATABASE_URL names a server, none is looked for.
server-at-hand: bin/withpg
	@test -n "$$DATABASE_URL$$TEST_DATABASE_URL" || bin/withpg -have || $(MAKE) --no-print-directory postgres

browser-at-hand: bin/have
	@bin/have 2>/dev/null || $(MAKE) --no-print-directory browser

## postgres: fetch PostgreSQL into the checkout (60 MB, npm)
postgres: internal/postgres/npm/node_modules/.package-lock.json
	@:

## browser: fetch a headless browser and a Chinese font into the checkout (360 MB, npm, Linux x64)
browser: internal/browsertest/chromium/node_modules/.package-lock.json
	node internal/browsertest/chromium/unpack.mjs

## axe: fetch the accessibility rules (4 MB, npm)
axe: internal/browsertest/axe/node_modules/.package-lock.json
	@:

%/node_modules/.package-lock.json: %/package-lock.json
	@command -v npm >/dev/null || { echo "需要 npm（Node.js 20 或更高版本）来下载 $*；npm is needed: apt-get install npm" >&2; exit 1; }
	cd $* && $(NPM)
	@touch $@
