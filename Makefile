# The door of the project: `make help` lists every command. CI runs the same ones.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.ONESHELL:
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory

# The first Python that is new enough; override with `make PYTHON=/path/to/python3.12 …`.
PYTHON ?= $(firstword $(foreach p,python3 python3.11 python3.12 python3.13 python3.14,$(shell \
  $p -c 'import sys; sys.version_info >= (3, 11) and print("$p")' 2>/dev/null)) python3)
BIN := .venv/bin
RUN := $(BIN)/python -m
PYTEST := $(RUN) pytest -p tools.checks.report
READY := .venv/.ready
PORT ?= 8000
# One BLAS thread: results then do not depend on the number of cores.
export OPENBLAS_NUM_THREADS := 1
export OMP_NUM_THREADS := 1
export MKL_NUM_THREADS := 1
# And one kind of kernel on all processors of the last ten years (AVX2), newer ones too: sums are then
# added in one order, and the longest trainings end alike wherever they run.
ifneq (,$(shell grep -m1 -o avx2 /proc/cpuinfo 2>/dev/null))
export OPENBLAS_CORETYPE := Haswell
export NPY_DISABLE_CPU_FEATURES := X86_V4 AVX512_ICL AVX512_SPR
endif
# Console scripts of the environment (alembic for nbgrader, jupyter) are found first.
export PATH := $(CURDIR)/$(BIN):$(PATH)

help:  ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

venv: $(READY)  ## make .venv and install what is locked in requirements/
$(READY): requirements/book.txt pyproject.toml hatch_build.py tools/make_venv.py
	@$(PYTHON) tools/make_venv.py

explorers: $(READY)  ## build the JavaScript of the live figures
	@$(RUN) tools.explorers

book: $(READY)  ## build the site: site/index.html, site/ko/, site/en/
	@$(RUN) tools.site build

serve: book  ## build the site and open it at http://localhost:8000 (PORT=…)
	@$(RUN) tools.site serve --port $(PORT)

pdf: book  ## print the book: site/ko/book.pdf, site/en/book.pdf (needs Chromium)
	@$(RUN) tools.site pdf

offline: book  ## pack the site into one zip for reading without a network: dist/dlcore-book-offline.zip
	@$(RUN) tools.site offline

wheel: $(READY)  ## build the wheel of dlcore into dist/ and record its hash (release.json, binder/)
	@$(RUN) tools.release
	@$(RUN) tools.binder --write

notebooks: wheel  ## write notebooks/ anew from book/ and exercises/ (only what changed)
	@$(RUN) tools.notebooks
	@$(RUN) tools.exercises build
	@$(RUN) tools.guards --record

exercises: wheel  ## write only the students' notebooks, notebooks/*/exercises/
	@$(RUN) tools.exercises build

lint: $(READY)  ## check style (ruff) without changing anything
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

format: $(READY)  ## format the Python code
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

parity: $(READY)  ## compare the two languages, block by block
	@$(RUN) tools.parity

claims: $(READY)  ## check that every number in the prose proves itself
	@$(RUN) tools.claims

workflows: $(READY)  ## check .github/workflows against GitHub's schema
	@$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml

guards: $(READY)  ## name what is broken, switched off or lost in the sources
	@$(RUN) tools.guards

unit: explorers  ## unit tests: dlcore, explorers, exercises, tools
	@$(PYTEST) tests -m "not browser" -n 2 --dist loadgroup -q

nbval: $(READY)  ## run the notebooks and compare what they print
	@$(RUN) tools.release --check
	@$(RUN) tools.binder
	@$(RUN) tools.notebooks --check
	@$(RUN) tools.exercises build --check
	$(PYTEST) --nbval notebooks -p tools.notebooks.nbval_tolerance -n 2 --dist loadfile -q

site-check: book  ## read the built site: links, alt texts, weights, third parties
	@$(RUN) tools.site check site

chromium: $(READY)  ## find Chromium for the browser tests, or fetch it
	@$(RUN) tools.checks chromium

browser: book  ## drive the built site in Chromium
	@$(RUN) tools.checks chromium || true  # the tests say what they miss
	$(PYTEST) tests -m browser -n 2 --dist loadgroup -q

test: $(READY)  ## everything that must hold, stage by stage, with a true last word
	@$(RUN) tools.checks all

check: explorers  ## one part in a minute: CHAPTER=xor, FIGURE=ravine or EXERCISE=xor
	@$(RUN) tools.checks part $(if $(CHAPTER),--chapter $(CHAPTER)) $(if $(FIGURE),--figure $(FIGURE)) \
	  $(if $(EXERCISE),--exercise $(EXERCISE))

watch: explorers  ## show the pages while you write: http://localhost:8000 follows each change
	@$(RUN) tools.site watch --port $(PORT)

torch: $(READY)  ## install PyTorch, the oracle of the numerical tests (optional)
	@$(BIN)/pip install --require-hashes --no-deps -r requirements/torch.txt

oracle: torch  ## compare dlcore with a live PyTorch
	@DLCORE_REQUIRE_TORCH=1 $(RUN) pytest tests/dlcore -m oracle -n 2 -q

bench: $(READY)  ## time dlcore against the matrix products alone
	@$(RUN) benchmarks $(ARGS)

bench-pages: book  ## measure the pages: first paint, live figures, layout shift, fast and slow
	@$(RUN) benchmarks.pages $(ARGS)
	@$(RUN) benchmarks.search

lock: $(READY)  ## resolve requirements/*.in anew
	@$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate -q requirements/book.in -o requirements/book.txt
	@$(MAKE) venv  # what Binder needs is read from the packages themselves
	@$(RUN) tools.binder --lock

clean:  ## remove what was built (keeps .venv)
	@rm -rf build site dist src/dlcore/explorers/static .pytest_cache .ruff_cache .hypothesis

.PHONY: help venv explorers book serve pdf offline wheel notebooks exercises lint format parity claims workflows \
  guards unit nbval site-check chromium browser test check watch torch oracle bench bench-pages lock clean
