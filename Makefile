# Targets with "##" are listed by `make` alone; the text after it is their help.

PYTHON ?= python3
PORT ?= 8001
BROWSER ?= 1
DATA ?= data
PLATFORM ?= socrata
SEEDS ?= 101
SIZES ?= 5000
REAL ?=
PROCESSES ?= auto

VENV := .venv
BIN := $(VENV)/bin
PEERS := benchmarks/linkage/.venv
PEERS_STAMP := $(PEERS)/.installed
RUN_STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
UV := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install install-dev demo browser test lint types check bench bench-linkage evaluate sample source refresh serve lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

install: $(RUN_STAMP) ## Set up .venv with what running needs

install-dev: $(DEV_STAMP) ## Set up .venv with what developing needs

demo: $(RUN_STAMP) ## Show the whole way on fictional listings (BROWSER=0 only prints the address, PORT=8001)
	@"$(BIN)/practitioners" demo --port $(PORT) $(if $(filter 0 no false,$(BROWSER)),--no-browser,--browser)

test: $(DEV_STAMP) ## Run all tests, offline (PROCESSES=0 for one process)
	@"$(BIN)/python" -m pytest --numprocesses $(PROCESSES) --dist loadfile

browser: ## Install Chromium for the browser tests (Debian and Ubuntu)
	@command -v chromium >/dev/null || { \
	  [ "$$(id -u)" -eq 0 ] || as_root="sudo --non-interactive"; \
	  $$as_root apt-get update -qq && \
	  $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; }

lint: $(DEV_STAMP) ## Check style and formatting
	@"$(BIN)/ruff" check .
	@"$(BIN)/ruff" format --check .

types: $(DEV_STAMP) ## Check types
	@"$(BIN)/mypy"

check: lint types test ## Run lint, types and tests

bench: $(DEV_STAMP) ## Measure what docs/ states about speed and memory
	@for file in benchmarks/*.py; do echo "== $$file"; "$(BIN)/python" "$$file" || exit 1; done

bench-linkage: $(DEV_STAMP) $(PEERS_STAMP) ## Measure linking beside its peers (SEEDS="101 102" SIZES="5000 50000" REAL=folder)
	@"$(BIN)/python" -m benchmarks.linkage.bench --seeds $(SEEDS) --sizes $(SIZES) --febrl $(if $(REAL),--real "$(REAL)")

evaluate: $(RUN_STAMP) ## Measure the sample and the labeled pages; writes data/codes/accuracy.csv and docs/methodology.md
	@"$(BIN)/python" benchmarks/accuracy.py --write
	@"$(BIN)/python" benchmarks/pages.py --write

sample: $(RUN_STAMP) ## Write data/sample anew from its seed
	@"$(BIN)/python" -m crawler.standin generate --out data/sample

source: $(RUN_STAMP) ## Write the files of a new source (NAME=us_xx_board PLATFORM=socrata, delimited or dca_list)
	@"$(BIN)/python" -m crawler new "$(NAME)" --platform "$(PLATFORM)"

refresh: $(RUN_STAMP) ## Crawl the real listings and publish the database (DATA=data)
	@"$(BIN)/practitioners" refresh --data "$(DATA)"

serve: $(RUN_STAMP) ## Serve the published database (DATA=data, PORT=8001)
	@"$(BIN)/practitioners" serve --data "$(DATA)" --port $(PORT)

lock: $(DEV_STAMP) ## Resolve the dependencies anew into the lock files
	@$(PIP) install uv
	@echo setuptools | $(UV) pyproject.toml - --output-file requirements.lock --upgrade
	@echo setuptools | $(UV) pyproject.toml - --group dev --output-file requirements-dev.lock --upgrade
	@$(UV) benchmarks/linkage/requirements.in --output-file benchmarks/linkage/requirements.lock --upgrade

clean: ## Remove .venv, caches and the demonstration's data (never other data)
	rm -rf "$(VENV)" "$(PEERS)" benchmarks/linkage/out data/demo build *.egg-info .mypy_cache .ruff_cache .hypothesis
	find crawler verify site tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed; '$(PYTHON)' is $$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "'$(PYTHON) -m venv' failed; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }

$(RUN_STAMP): requirements.lock pyproject.toml | $(BIN)/python
	@echo "Setting up $(VENV) ..." >&2
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(DEV_STAMP): requirements-dev.lock $(RUN_STAMP)
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

$(PEERS_STAMP): benchmarks/linkage/requirements.lock | $(BIN)/python
	@echo "Setting up $(PEERS) ..." >&2
	@"$(BIN)/python" -m venv "$(PEERS)"
	@"$(PEERS)/bin/python" -m pip --disable-pip-version-check --quiet install --require-hashes -r $<
	@touch $@
