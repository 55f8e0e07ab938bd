# Two commands do everything on a fresh Debian machine with Python 3.11 or later: `make demo` and `make test`.
# Both install what they need: Python packages into .venv and, as root, Debian packages.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV_VERSION := 0.13.8
# More than cores: tests also wait, for mail servers, browsers and leases.
WORKERS ?= 4
CLIENTS ?=

.PHONY: help demo test coverage quick lint faults fuzz ledger clients bench lock clean
help: ## this list
	@grep -E '^[a-z]+:.*## ' Makefile | sed 's/:.*## /\t/' | expand -t 10

$(VENV)/.ready: pyproject.toml requirements.lock package-lock.json hatch_build.py
	@command -v $(PYTHON) >/dev/null || $(MAKE) --no-print-directory .debian DEBIAN='python3-venv python3-pip'
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Outrider needs Python 3.11 or later.'; exit 1; }
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { $(MAKE) --no-print-directory .debian DEBIAN='python3-venv python3-pip' && $(PYTHON) -m venv --clear $(VENV); }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python requirements.lock --compile-bytecode
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps -e .
	@touch $@

# Without bytecode (PYTHONDONTWRITEBYTECODE), each process would compile all our modules when it starts, and each worker the tests.
export PYTHONDONTWRITEBYTECODE :=
.PHONY: .compiled
.compiled: $(VENV)/.ready
	@$(BIN)/python -m compileall -q src

# Debian packages, for those who may install them. Nothing is asked of those who may not: the tests that need a
# missing server say so in their skip reason.
# The tests' browser is Chromium without its windows, which takes a third less of the processor; the whole one will do.
.PHONY: .debian .servers
.debian:
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		DEBIAN_FRONTEND=noninteractive apt-get update -qq && \
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(DEBIAN) >/dev/null; \
	else echo 'Not root, or not Debian: please install $(DEBIAN) yourself.'; fi
.servers:
	@missing=; for c in postfix:/usr/sbin/postfix dovecot-imapd:/usr/sbin/dovecot \
		chromium-headless-shell:/usr/bin/chromium-headless-shell; do [ -x "$${c#*:}" ] || missing="$$missing $${c%%:*}"; done; \
	[ -z "$$missing" ] || $(MAKE) --no-print-directory .debian DEBIAN="$$missing" || \
	{ [ "$$missing" = ' chromium-headless-shell' ] && [ -x /usr/bin/chromium ]; }

demo: .compiled ## the whole job in the sandbox world, then keeps running so that you can try it
	@$(BIN)/outrider demo

# pyright, which uses one processor, works while the tests begin. What it says comes after them.
test: .compiled .servers .style ## everything that can fail (on a server of yours: DATABASE_URL=...; on a cluster also WORKERS=1)
	@$(BIN)/pyright >$(VENV)/types.txt 2>&1 & types=$$!; trap "kill $$types 2>/dev/null" EXIT; \
	$(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder; tests=$$?; \
	wait $$types; typed=$$?; cat $(VENV)/types.txt; exit $$((tests ? tests : typed))

coverage: .compiled .servers ## the tests, and the lines and branches of src that they run: at least the share in pyproject.toml
	@$(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder --cov

quick: $(VENV)/.ready ## rules, guards and the store's units, without servers: seconds
	@$(BIN)/pytest -q -x tests/rules tests/guards tests/store/test_ids.py tests/store/test_crypto.py

lint: .style ## ruff and pyright
	@$(BIN)/pyright

.PHONY: .style
.style: $(VENV)/.ready
	@$(BIN)/ruff check src tests bench
	@$(BIN)/ruff format --check src tests bench

faults: .compiled ## ten minutes of faults on real processes, then long lives at random (OUTRIDER_FAULTS=seconds, OUTRIDER_LIFE=lives x steps)
	@OUTRIDER_FAULTS=$${OUTRIDER_FAULTS:-600} $(BIN)/pytest -q tests/faults
	@OUTRIDER_LIFE=$${OUTRIDER_LIFE:-60x150} $(BIN)/pytest -q tests/engine/test_life.py

fuzz: $(VENV)/.ready ## generated requests to every operation of every dialect (OUTRIDER_FUZZ=examples of each)
	@OUTRIDER_FUZZ=$${OUTRIDER_FUZZ:-25} $(BIN)/pytest -q -s tests/dialects/test_conformance.py

ledger: $(VENV)/.ready ## try every field of every route and compare with the ledger of settings; walk at random (OUTRIDER_WALK=walks x steps)
	@OUTRIDER_LEDGER=all OUTRIDER_WALK=$${OUTRIDER_WALK:-12x60} $(BIN)/pytest -q tests/ledger

clients: $(VENV)/.ready ## other people's clients of the vendors, unmodified, against this API (CLIENTS='NAME ...' for some)
	@$(BIN)/python -m tests.public_clients $(CLIENTS)
	@OUTRIDER_CLIENTS=yes $(BIN)/pytest -q tests/public_clients

bench: .compiled .servers ## measures of the design, as ratios against a limit measured in the same run
	@$(BIN)/python -m bench

lock: $(VENV)/.ready ## renew requirements.lock from pyproject.toml
	@$(BIN)/uv pip compile pyproject.toml --extra dev -o requirements.lock --no-emit-index-url --python-version 3.11 -q --upgrade

clean: ## remove what make built
	rm -rf $(VENV) .clients node_modules src/outrider/web/static/vendor data .pytest_cache .ruff_cache .hypothesis
