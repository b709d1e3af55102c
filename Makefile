# Two commands for a fresh machine: `make demo` and `make test`. Each sets up .venv by itself, once.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PORT ?= 3210
SBOM ?= build/takt.cdx.json

.PHONY: demo run test check format lint types house content safe sbom audit browser help

help: ## What can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(READY): pyproject.toml requirements.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Takt needs Python 3.11 or newer; set PYTHON=python3.12 or the like")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.lock --editable '.[dev]'
	touch $(READY)

demo: $(READY) ## Run Takt in a playground: no Slack workspace needed
	$(BIN)/takt demo --port $(PORT)

run: $(READY) ## Run Takt against Slack, by the settings in .env
	$(BIN)/takt run

# A browser wants all cores for moments: beside it, dialogues wait for their database until it counts as away.
test: $(READY) ## Run all tests (the browser tests where a Chromium is installed)
	$(BIN)/python -m pytest --numprocesses 2 --ignore tests/browser
	$(BIN)/python -m pytest tests/browser

check: lint types house content safe sbom test ## Everything that CI checks

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

house: $(READY)
	$(BIN)/lint-imports --no-cache

content: $(READY)
	$(BIN)/takt content check

safe: $(READY)
	$(BIN)/bandit --quiet --recursive bot handlers playground

sbom: $(READY) ## Write the bill of materials of what ships (CycloneDX)
	mkdir -p $(dir $(SBOM))
	$(BIN)/python scripts/shipped.py | $(BIN)/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible --spec-version 1.6 --output-file $(SBOM) -

audit: ## Look for known vulnerabilities in the lock; needs the internet (PyPI's or OSV's service), so not part of check
	test -x .audit/bin/pip-audit || { $(PYTHON) -m venv .audit && .audit/bin/pip install --quiet pip-audit; }
	.audit/bin/pip-audit --strict --no-deps --disable-pip --requirement requirements.lock

format: $(READY) ## Put the code in form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

browser: ## Install Chromium for the browser tests (Debian and Ubuntu)
	sh scripts/install-chromium
