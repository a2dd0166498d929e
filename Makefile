# The front door. `make site` and `make test` need nothing but Python 3.11+ and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: site join serve test test-full check lint types catalogs stamp status browser bench other-engines fuzz load lowest licences checks-measured state-pictures search-quality weights leaflets cards clean help

site: $(READY) ## Build the whole site into site/; with LANGUAGES=es,fr OUT=part1 only a part, see `make join`
	@$(if $(and $(LANGUAGES),$(OUT)),$(BIN)/guide part $(OUT) --languages $(LANGUAGES),$(BIN)/guide build)

join: $(READY) ## Make one site of PARTS="part1 part2"
	@$(BIN)/guide join $(PARTS)

serve: $(READY) ## Show the site and rebuild it as you save
	@$(BIN)/guide serve

test: $(READY) browser ## Run every test
	@$(BIN)/pytest --numprocesses auto --dist loadfile

test-full: $(READY) browser ## Run the whole matrix of browser tests
	@$(BIN)/pytest --numprocesses auto --dist loadfile --full

check: site ## Check pages, sources, catalogs, records and the built site
	@$(BIN)/guide check
	@$(BIN)/guide catalogs check
	@$(BIN)/guide verify site

lint: $(READY) ## Check the style of the code
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@git ls-files docs hooks overrides '*.md' ':!locales' ':!docs/_data/bibliography.json' | xargs $(BIN)/codespell

types: $(READY) ## Check the types
	@$(BIN)/mypy

catalogs: $(READY) ## Bring the translators' files up to date
	@$(BIN)/guide catalogs update

stamp: $(READY) ## Note date and fingerprint of the pages whose words changed
	@$(BIN)/guide stamp

status: $(READY) ## Show how much is translated
	@$(BIN)/guide catalogs status

bench: $(READY) browser ## Measure speed, as ratios
	@$(BIN)/python -m tests.tools.bench_catalogs
	@$(BIN)/python -m tests.tools.bench_translation
	@$(BIN)/python -m tests.tools.bench_build
	@$(BIN)/python -m tests.tools.bench_live

other-engines: site ## Build the site with ProperDocs and compare; see that an engine without hooks is noticed
	@$(BIN)/python -m tests.tools.other_engines

fuzz: $(READY) ## Read broken files without end, for SECONDS=600
	@$(BIN)/python -m tests.tools.fuzz --seconds $(or $(SECONDS),600) --seed $(or $(SEED),1)

load: site ## Try the site behind nginx with 10,000 requests
	@$(BIN)/python -m tests.tools.load

lowest: site browser ## Build, verify and print the site with the lowest versions that pyproject.toml allows
	@$(BIN)/python -m tests.tools.lowest_versions

licences: $(READY) ## List the licences of all packages in LICENCES.md
	@$(BIN)/python -m tests.tools.licences

checks-measured: $(READY) ## Measure how often the checks of translations are right
	@$(BIN)/python -m tests.translation.test_pairs

state-pictures: $(READY) browser ## Photograph every review state, to be looked at
	@$(BIN)/python -m tests.tools.state_pictures .cache/states

leaflets: site browser ## Write a PDF for each page and language, and bilingual ones
	@$(BIN)/guide leaflets

cards: $(READY) browser ## Draw the pictures that shared links show; the next build takes them in
	@$(BIN)/guide cards

weights: site browser ## Measure what the pages weigh, on a slow connection
	@$(BIN)/python -m tests.tools.weights

search-quality: site browser ## Measure how often the search finds the right page first
	@$(BIN)/python -m tests.tools.search_quality

browser: $(READY) ## Find Chromium, or install it
	@$(BIN)/python -m hooks.paper.browser

clean: ## Remove what was built and installed
	rm -rf site $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed; this is $$($(PYTHON) --version 2>&1). Run: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "Python's venv module is missing. On Debian and Ubuntu run: sudo apt install python3-venv"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing the locked packages (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
