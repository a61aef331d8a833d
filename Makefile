# What a fresh machine needs is Swift 6.3, git and make; the rest comes from here.
SHELL := /bin/bash
JOBS ?= 2
RELEASE := -c release --static-swift-stdlib -j $(JOBS)
BIN = $(shell swift build $(RELEASE) --show-bin-path)

# To build and run: SQLite, curl, zlib, libzip, expat, libpq, libxlsxwriter and libqrencode. To test besides: SQLite's shell
# for integrity checks, the server of PostgreSQL with PgBouncer, a reader of QR codes, and Python for those who read our
# files and pages with other people's programs.
PACKAGES := libsqlite3-dev libcurl4-openssl-dev zlib1g-dev libzip-dev libexpat1-dev pkg-config sqlite3 openssl faketime
PACKAGES += libxlsxwriter-dev libqrencode-dev zbar-tools librsvg2-bin python3-venv
PACKAGES += libpq-dev postgresql pgbouncer
# A real browser to walk through the dashboard, with letters for what it shows.
PACKAGES += chromium chromium-driver fonts-noto-cjk
BENCH_PACKAGES := python3-venv curl
# To make packages, and to look at what was made.
PACKAGES += python3 binutils patchelf groff man-db zsh fish

.PHONY: deps build release test lint demo screenshots bench storm capacity coverage simulate package package-test fuzz \
  kills test-sanitizers sbom audit-dependencies clean

## Installs the Debian packages that are missing.
deps:
	@missing=$$(for p in $(PACKAGES); do dpkg -s $$p >/dev/null 2>&1 || echo $$p; done); \
	if [ -n "$$missing" ]; then \
	  echo "installing: $$missing"; \
	  sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	  $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $$missing; \
	fi

## A debug build.
build: deps
	swift build -j $(JOBS)

## The two programs as single files, the Swift library linked in.
release: deps
	swift build $(RELEASE) --product tongbiao
	swift build $(RELEASE) --product tongbiao-hq

## What tests read our files and pages with, in a folder of its own.
.build/readers/ready: Tests/Browser/requirements.txt
	python3 -m venv .build/readers
	.build/readers/bin/python -m pip install --quiet -r Tests/Browser/requirements.txt
	.build/readers/bin/python -m pip install --quiet --no-deps axe-playwright-python==0.1.8
	touch $@

## Style, and all tests. Those that run whole programs come by themselves, so that they take nobody else's time limits.
test: deps lint .build/readers/ready
	swift build --build-tests -j $(JOBS)
	swift test --skip-build --skip EndToEndTests
	swift test --skip-build --filter EndToEndTests

lint:
	swift format lint --strict --recursive Package.swift Sources Tests Benchmarks

## Installs, builds, fills a synthetic chain, plays one figure's way from a stall to HQ, and shows what HQ sees.
demo: release
	@.ci/demo "$(BIN)"

## Every page in both languages, light, dark, narrow, very wide and on paper, as pictures in .build/screenshots.
screenshots: release .build/readers/ready
	@.build/readers/bin/python Tests/Browser/screenshots.py "$(BIN)/tongbiao-hq" .build/screenshots $(or $(STORES),30000)

## Measures what the README states, peers beside us. BENCH=name,... picks some.
bench: release
	swift build $(RELEASE) --product ChainBenchmarks
	swift build $(RELEASE) --product LedgerBenchmarks
	swift build $(RELEASE) --product SyncLoad
	@missing=$$(for p in $(BENCH_PACKAGES); do dpkg -s $$p >/dev/null 2>&1 || echo $$p; done); \
	if [ -n "$$missing" ]; then sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; $$sudo apt-get install -y -qq $$missing; fi
	@Benchmarks/run "$(BIN)" "$(BENCH)"

## The night of the deadline at full size: over SQLite and PostgreSQL, with nodes killed, with a replica promoted.
storm:
	@$(MAKE) bench BENCH=deadline-storm,deadline-storm-postgres,storm-nodes-killed,storm-promoted-synchronous,storm-promoted-asynchronous

## Storms of several strengths measured, what a session costs taken from them, and a model of more machines held against
## how long devices waited. Fails where it is further off than it may be.
capacity: release
	swift build $(RELEASE) --product LedgerBenchmarks
	swift build $(RELEASE) --product SyncLoad
	@mkdir -p .build/bench
	python3 Benchmarks/capacity.py measure "$(BIN)" .build/bench
	python3 Benchmarks/capacity.py model .build/bench

## Over 200 demo chains with a known effect: how often the intervals hold it.
coverage: deps
	swift build $(RELEASE) --product ChainBenchmarks
	@$(BIN)/ChainBenchmarks coverage 200 3000

## Plays the whole chain by seed with every fault there is: make simulate SEEDS=2000 FROM=1.
simulate: deps
	swift build $(RELEASE) --product Simulator
	@"$(BIN)/Simulator" --seeds $(or $(SEEDS),100) --from $(or $(FROM),1) $(ARGUMENTS)

## A tarball that brings its libraries along and a Debian package of each program, in .build/dist/.
package: release
	@.ci/package "$(BIN)" .build/dist

## Installs the packages in fresh folders with a bare Debian and no Swift: joined, saved, synced. Needs root and a network.
package-test: package
	@command -v debootstrap >/dev/null || { sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	  $$sudo apt-get install -y -qq --no-install-recommends debootstrap; }
	@sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; $$sudo .ci/package-test .build/dist .build/package-test

## Coverage-guided fuzzing of all that a stranger's bytes can reach: make fuzz RUNS=10000000 SECONDS=0 TARGETS="money csv-file".
fuzz: deps
	swift build -j $(JOBS)
	@.ci/fuzz "$(shell swift build --show-bin-path)" $(or $(RUNS),100000) $(or $(SECONDS),0) $(TARGETS)

## Owners' programs and the server killed by SIGKILL, KILLS of each, while STORES stores sync without end.
kills: deps
	swift build --build-tests -j $(JOBS)
	TONGBIAO_KILLS=$(or $(KILLS),500) TONGBIAO_STORES=$(or $(STORES),50) swift test --skip-build --filter KillTests

## The tests in which much happens at once under the thread sanitizer, then under the address sanitizer: two whole builds.
CONCURRENT := 'CentralLedgerTests|CentralServerTests|ReportSyncTests|StoreLedgerTests|GzipTests|FuzzTests'
test-sanitizers: deps
	@mkdir -p .build/thread
	clang -O1 -shared -fPIC -o .build/thread/waited_for_lock.so Tests/Sanitizers/waited_for_lock.c
	@for sanitizer in thread address; do \
	  swift build --build-tests --sanitize=$$sanitizer --scratch-path .build/$$sanitizer -j $(JOBS) && \
	  LD_PRELOAD=$$(ls $(CURDIR)/.build/$$sanitizer/waited_for_lock.so 2>/dev/null) \
	    LSAN_OPTIONS=suppressions=$(CURDIR)/Tests/Sanitizers/leaks.txt \
	    swift test --skip-build --sanitize=$$sanitizer --scratch-path .build/$$sanitizer --filter $(CONCURRENT) || exit 1; \
	done

## The bill of materials, from what is pinned. A test compares the two.
sbom:
	@.ci/sbom

## Asks OSV whether anything is known against a pinned package: fails where there is.
audit-dependencies: sbom
	@.ci/audit-dependencies

clean:
	swift package clean
