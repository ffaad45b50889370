# Everything that one does with Townline. Each target brings its own environment up to date first.
#   make run        the whole system on this machine, with an invented city     (ARGS="--port 8400" passes options on)
#   make test       the tests, without the slow ones                             make test-all   all of them
#   make check      linters, types, architecture, translations                   make fix        what a machine can correct
#   make bench      the benchmarks                                                (ARGS=--small takes a minute)

VENV := .venv
PY := $(VENV)/bin/python
# The first Python 3.11 or later on this machine; PYTHON=/path/to/python overrides.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$name; break; }; done)
# One worker a core, each with a database of its own. WORKERS= runs the tests one after the other.
WORKERS ?= -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 $(PY) -m pip --quiet

CHECKS := ruff format imports models templates translations migrations types architecture

.PHONY: run test test-all test-other-server check fix bench built help $(CHECKS:%=check-%)
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

help:
	@sed -n 's/^#   //p' Makefile

run: $(VENV)/.run-stamp built
	@exec $(VENV)/bin/townline run $(ARGS)

test: $(VENV)/.dev-stamp built
	@$(PY) -m pytest $(WORKERS) $(ARGS)

test-all: $(VENV)/.dev-stamp built
	@TOWNLINE_TEST_ALL=1 $(PY) -m pytest $(WORKERS) $(ARGS)
	@$(MAKE) test-other-server

# The oldest server that we promise to run on, through DATABASE_URL: Debian's packages postgresql-15 and postgresql-common.
test-other-server: $(VENV)/.dev-stamp
	@if command -v pg_virtualenv >/dev/null && [ -d /usr/lib/postgresql/15 ]; then \
		pg_virtualenv -v 15 sh -c 'DATABASE_URL="postgresql://$$PGUSER:$$PGPASSWORD@$$PGHOST:$$PGPORT/$$PGDATABASE" \
			$(PY) -m pytest --ignore tests/journeys --ignore tests/commands --ignore tests/architecture $(ARGS)'; \
	else echo "PostgreSQL 15 is not on this machine: apt-get install postgresql-15. Its tests were left out."; fi

# All of them run, also after one has failed.
check: $(VENV)/.dev-stamp
	@$(MAKE) --keep-going $(CHECKS:%=check-%)

check-ruff:
	@$(VENV)/bin/ruff check --output-format concise .
check-format:
	@$(VENV)/bin/ruff format --check --quiet .
check-imports:
	@$(VENV)/bin/lint-imports --config .importlinter
check-models:
	@$(VENV)/bin/lint-imports --config .importlinter-models
check-templates:
	@find src -name node_modules -prune -o -name '*.html' -print0 | xargs -0 $(VENV)/bin/djade --target-version 5.2 --check
check-translations:
	@$(PY) -m townline.commands.translations --missing
check-migrations:
	@$(PY) manage.py makemigrations --check --dry-run
check-types:
	@$(VENV)/bin/mypy
check-architecture:
	@$(PY) -m pytest tests/architecture -q

fix: $(VENV)/.dev-stamp
	-@$(VENV)/bin/ruff check --fix .
	@$(VENV)/bin/ruff format .
	-@find src -name node_modules -prune -o -name '*.html' -print0 | xargs -0 $(VENV)/bin/djade --target-version 5.2

bench: $(VENV)/.dev-stamp built
	@$(PY) -m bench $(ARGS)

# Styles, scripts and translations; each does nothing when it is up to date.
built: $(VENV)/.run-stamp
	@$(PY) -m townline.commands.frontend
	@$(PY) -m townline.commands.translations

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Townline needs Python 3.11 or later; none was found. Set PYTHON=/path/to/python." >&2; exit 1; }
	@echo "Making the environment $(VENV) ..."
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }

$(VENV)/.run-stamp: requirements/run.lock requirements/build.lock pyproject.toml | $(VENV)/bin/python
	@echo "Fetching the packages that Townline needs ..."
	@$(PIP) install --require-hashes -r requirements/run.lock
	@$(PIP) install --require-hashes -r requirements/build.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev-stamp: requirements/dev.lock $(VENV)/.run-stamp
	@echo "Fetching the packages that tests and checks need ..."
	@$(PIP) install --require-hashes -r requirements/dev.lock
	@touch $@
