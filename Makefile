# make demo and make test do everything on a fresh Debian 12 with a Swift 6.3 toolchain; `make help` lists the rest.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=
export SWIFT

PROGRAM := .build/release/klauselwerk
# What the program calls to draw SVG pictures; lies beside it.
DRAWER := $(PROGRAM)-svg
SHARE := $(DESTDIR)$(PREFIX)/share/klauselwerk
# Every contract that the tests make, for veraPDF (Tests/KeptContracts).
KEPT := .build/kept-contracts
# The Swift libraries go into the program: it starts sooner, and what is installed runs without a toolchain.
# And types are found by their addresses, not by their names at runtime, for which all conformances of the program are searched: a tenth of the time of a
# process's first contract (docs/architecture.md).
DIRECT := -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors
RELEASE := -c release --static-swift-stdlib $(DIRECT)
# The tests run the same optimised code, built together with them and apart from the program, so that neither build undoes the other.
TESTED := .build/tested
TESTS := -c release --scratch-path $(TESTED) $(DIRECT) -Xswiftc -enable-testing -Xswiftc -warnings-as-errors
LIBRARY := clauses rules stellen styles facts schemas fonts agreements

.PHONY: help setup build web serve demo test try golden lint bench bench-word bench-page bench-against bench-check page-pictures docs test-full unit-test browser-test check-output quality quality-tuning findings install clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what is missing to build and run the program
	@scripts/setup run

build: setup ## build the optimised program
	$(SWIFT) build $(RELEASE) --product klauselwerk
	$(SWIFT) build $(RELEASE) --product klauselwerk-svg

# A program of its own, with libraries that no contract needs: built only for who wants the page.
web: build ## build the page in the browser, too
	$(SWIFT) build $(RELEASE) --product klauselwerk-web

# OPTIONS for the page: make serve OPTIONS="--port 8000"
OPTIONS ?= --open
serve: web ## show the page in the browser
	@$(PROGRAM) serve $(OPTIONS)

demo: build ## install what is missing, build, produce the agreements and a batch into output/
	@scripts/demo $(PROGRAM)

# What make demo produces is produced by the program that was built with the tests: to build it twice would take five of the 25 minutes. The bytes
# are the same, and make test-full makes them with both.
test: ## the tests, then the checks of everything that they have left and of what make demo produces
	@scripts/setup run test
	$(MAKE) --no-print-directory lint
	$(MAKE) --no-print-directory unit-test
	@scripts/demo $(TESTED)/release/klauselwerk
	@scripts/check-output $(TESTED)/release/klauselwerk output $(KEPT)

test-full: export KLAUSELWERK_TEST_FULL := 1
test-full: ## make test with every count, then the page in a browser and the long whole-program tests of Tests/Full
	@scripts/setup run test foreign web engines ocr
	$(MAKE) --no-print-directory test
	$(MAKE) --no-print-directory build check-output
	$(MAKE) --no-print-directory browser-test
	$(MAKE) --no-print-directory docs
	@scripts/test-full $(PROGRAM)

# One suite, or several: T is a regular expression for swift test --filter.
T ?= .
try: ## build with tests (debug) and run the suites that T names: make try T=GoldenLines
	$(SWIFT) build --build-tests -Xswiftc -warnings-as-errors
	$(SWIFT) test --skip-build -Xswiftc -warnings-as-errors --filter '$(T)'

golden: ## record the golden files anew, show what changed and name those that no test uses
	$(SWIFT) build --build-tests -Xswiftc -warnings-as-errors
	@touch .build/golden-mark && sleep 1
	KLAUSELWERK_RECORD=1 $(SWIFT) test --skip-build -Xswiftc -warnings-as-errors --filter 'Golden'
	@scripts/golden .build/golden-mark

lint: ## spacing, semicolons, names and other habits of the sources, by swift-format
	$(SWIFT) format lint --strict --recursive --parallel Sources Tests Benchmarks Package.swift

docs: setup ## the pages of DocC for DocumentModel, Layout and Production into .build/docs
	@scripts/docs

# REV is anything that git knows: a commit, a branch, HEAD~3.
REV ?= HEAD
bench-against: build ## measure this tree and the commit REV by turns, one table each
	@scripts/bench-against $(REV) $(RELEASE)

findings: ## run everything in findings/: outside CI, needs the network
	@findings/run

bench: setup ## measure speed and memory, one table; beside it the peers, once scripts/peers has set them up
	$(SWIFT) build $(RELEASE)
	@.build/release/benchmark $(PROGRAM)

# RECORD=1 writes the counts into Benchmarks/instructions.tsv.
bench-check: ## instructions of 50 fixed documents by stage, against those in Benchmarks/instructions.tsv
	@scripts/setup run bench
	for product in klauselwerk klauselwerk-svg benchmark; do $(SWIFT) build $(RELEASE) --product $$product; done
	@scripts/bench-check .build/release/benchmark $(PROGRAM) $(if $(RECORD),--record)

bench-word: build ## contracts as files for Word, beside docxtpl's
	@scripts/bench-word $(PROGRAM)

bench-page: web ## the page under measure: from keystroke to page in a browser beside typst, 50 people typing, 20,000 rows (after make demo)
	@scripts/setup run web
	$(SWIFT) build $(RELEASE) --product benchmark
	@scripts/browser --setup
	@scripts/bench-page $(PROGRAM)-web output/bibliothek

page-pictures: web ## pictures of every screen of the page, wide and narrow, into output/oberflaeche (after make demo)
	@scripts/setup run web
	@scripts/browser --setup
	@scripts/page-pictures $(PROGRAM)-web output/bibliothek output/oberflaeche

unit-test: export KLAUSELWERK_TESTED := 1
unit-test:
	$(SWIFT) build $(TESTS) --build-tests --enable-index-store
	@rm -rf $(KEPT)
	KLAUSELWERK_KEEP_PDFS=$(CURDIR)/$(KEPT) $(SWIFT) test $(TESTS) --skip-build

browser-test: web ## the page in a real browser: every way and screen, by mouse, by keyboard and without scripts (after make demo)
	@scripts/setup run web
	@scripts/browser --setup
	@scripts/browser $(PROGRAM)-web output/bibliothek

check-output:
	@scripts/check-output $(PROGRAM) output $(KEPT)

# The engines to compare with lie in a Python of their own; TEXT is one file or several.
PEERS := .build-tools/peers/bin/python
TEXT ?=

quality: ## compare our lines with those of typst, LuaLaTeX and WeasyPrint (docs/quality.md); TEXT=FILE for a text of yours
	@scripts/peers
	$(SWIFT) build $(RELEASE) --product settext
	@cd Benchmarks/Quality && ../../$(PEERS) -m unittest -q test_measure
	@$(PEERS) Benchmarks/Quality/quality.py $(TEXT)

quality-tuning: ## search the settings of the engines that make quality compares ours with
	@scripts/peers
	$(SWIFT) build $(RELEASE) --product settext
	@$(PEERS) Benchmarks/Quality/tune.py

install: web ## put programs, library, styles and facts under PREFIX (default /usr/local)
	install -D -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/klauselwerk
	install -D -m 755 $(DRAWER) $(DESTDIR)$(PREFIX)/bin/klauselwerk-svg
	install -D -m 755 $(PROGRAM)-web $(DESTDIR)$(PREFIX)/bin/klauselwerk-web
	install -d $(SHARE)
	cp -R --no-preserve=ownership $(LIBRARY) web $(SHARE)/

clean: ## remove what was built and produced
	rm -rf .build output/*.pdf output/serie-* output/bibliothek output/oberflaeche 
