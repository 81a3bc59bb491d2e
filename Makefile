# Every command of the project. `make` alone lists them; the first one that needs it makes .venv, which is then left alone.
#
#   PYTHON=python3.12            the Python to make .venv with (3.11 or newer)
#   TORCH="…"                    what to install PyTorch from, in pip's words: a wheel's path, or a version with the
#                                options of an index. See the README for a CPU-only PyTorch.
#   PORT=8000                    where `make run` listens
#   DATA=DIR                     where `make bench` finds laws_md.tar.xz, stard_train.jsonl and reports_md.tar.xz, and
#                                `make eval` its real documents; without them only the notices are timed and asked
#   ARGS="…"                     more for pytest, as in  make test ARGS="tests/index -k lexical"

SHELL := /bin/bash
PYTHON ?= python3
TORCH ?= torch==2.13.0
DATA ?= ../shared/data
ARGS ?=
# The tests share two processors, those of one module staying together: modules build indexes that their tests share.
SHARED := --numprocesses 2 --dist loadscope
# A folder that was named must be there; the usual one may be missing.
EVAL_DATA = $(if $(filter-out file,$(origin DATA))$(wildcard $(DATA)),--data $(DATA))
PIP_VERSION := 25.3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
INSTALLED := $(VENV)/.installed
# A port of its own, so that the pictures never come from a page that someone happens to serve.
SHOT_PORT := 7979
SHOT_URL := http://127.0.0.1:$(SHOT_PORT)

.DEFAULT_GOAL := help
.PHONY: help setup browser run test faults check format eval gate bench screenshots clean

help: ## list the commands
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1\t\2/p' Makefile | expand -t 20

setup: $(INSTALLED) browser ## install everything into .venv, and the browser of the tests

$(INSTALLED): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "$$($(PYTHON) --version) found; Python 3.11 or newer is needed: make setup PYTHON=python3.12" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet pip==$(PIP_VERSION)
	@# PyTorch first, by itself: with one installed, no other package asks for the larger build.
	$(PIP) install --quiet --no-compile --constraint constraints.txt $(TORCH)
	$(PIP) install --quiet --no-compile --constraint constraints.txt --editable '.[dev]'
	@touch $@

# Debian's Chromium and Chinese fonts: the browser tests and the screenshots need them, nothing else does.
browser: ## install the browser of the tests where that is possible, say what to do where not
	@has_browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; }; \
	has_fonts() { fc-list :lang=zh | grep -q .; }; \
	if has_browser >/dev/null && has_fonts 2>/dev/null; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
	    apt-get install -qq --no-install-recommends chromium fontconfig fonts-noto-cjk >/dev/null; \
	else \
	  echo "No Chromium or no Chinese font here, and they cannot be installed without root and apt-get." >&2; \
	  echo "The chat works without them; the browser tests will fail. Install the packages chromium, fontconfig" >&2; \
	  echo "and fonts-noto-cjk, or their like on this system, then run make again." >&2; \
	fi

run: $(INSTALLED) ## bring the index up to date and serve the chat and the API on 127.0.0.1:7860
	$(BIN)/python app.py

test: setup ## run the tests
	$(BIN)/python -m pytest $(SHARED) $(ARGS)

faults: setup ## break disks, files and processes a hundred times and see that nothing is lost (root, Linux)
	FAULT_ROUNDS=$${FAULT_ROUNDS:-100} $(BIN)/python -m pytest tests/faults -s $(ARGS)

check: setup ## format, lint, types, tests: what CI runs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest $(SHARED) $(ARGS)

format: setup ## put the code into its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

eval: $(INSTALLED) ## score the assistant beside ablations and baselines; one page in eval/results
	$(BIN)/python -m eval all $(EVAL_DATA)

gate: $(INSTALLED) ## hold the assistant against the best figures so far; the tests do the same
	$(BIN)/python -m eval gate

# Builds are held to two cores and searches to one, for the product and the references alike.
bench: $(INSTALLED) ## time and weigh the assistant beside two references; results go to eval/results
	$(BIN)/python -m eval bench --data $(DATA)

screenshots: setup ## take the pictures of the README from a page served for the moment
	@PORT=$(SHOT_PORT) $(BIN)/python app.py & server=$$!; trap 'kill $$server' EXIT; \
	until $(BIN)/python -c 'import urllib.request as u; u.urlopen("$(SHOT_URL)/healthz")' 2>/dev/null; do \
	  kill -0 $$server || exit 1; sleep 1; \
	done; \
	$(BIN)/python -m tests.tools.screenshot --url $(SHOT_URL) --out docs

clean: ## remove .venv, the built index and the caches
	rm -rf $(VENV) .index .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
