# Two commands matter: `make run` and `make test`. Each installs what it needs, and is quick the second time.

.DEFAULT_GOAL := help
.SILENT:
.PHONY: help run test lint format test-fast test-sqlite test-postgres test-browser coverage manage shell messages \
	messages-check lock screenshots benchmark install install-dev browser clean clean-data

PORT ?= 8000
PORTAL_DATA_DIR ?= $(CURDIR)/data
export PORT PORTAL_DATA_DIR

# The first Python here that is new enough; set PYTHON to choose another.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))' 2>/dev/null && { echo "$$name"; exit; }; done)
SETUP = $(if $(PYTHON),$(PYTHON) -m scripts.install,echo "Stopped: Udsyn needs Python 3.11.5 or newer, and none was found." && false)
IN_VENV = exec .venv/bin/python -m

help: ## Say what there is (the default)
	echo "Udsyn: make TARGET [PORT=8000] [PORTAL_DATA_DIR=./data]"
	sed -n 's/^\([a-z-]*\):.*## /  \1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name text; do \
		printf '  %-16s %s\n' "$$name" "$$text"; done

run: ## Set up the demo and serve it at 127.0.0.1:PORT
	$(SETUP) && $(IN_VENV) scripts.serve

test: ## Run everything: checks of the source, tests on SQLite and PostgreSQL, browser tests
	$(SETUP) --dev && $(IN_VENV) scripts.checks

lint: ## Check the source only: ruff, mypy, templates, layers, migrations, translations, locks
	$(SETUP) --dev && $(IN_VENV) scripts.checks lint

format: ## Lay out the Python source
	$(SETUP) --dev && .venv/bin/ruff check --fix --quiet; .venv/bin/ruff format

test-fast: test-sqlite

test-sqlite: ## Run the tests that need neither browser nor PostgreSQL (or make test-fast)
	$(SETUP) --dev && $(IN_VENV) scripts.checks sqlite

test-postgres: ## Run the tests on PostgreSQL (DATABASE_URL, else a throwaway server)
	$(SETUP) --dev && $(IN_VENV) scripts.checks postgres

test-browser: ## Run the tests in Chromium, with axe
	$(SETUP) --dev && $(IN_VENV) scripts.checks browser

coverage: ## Measure which lines the tests run
	$(SETUP) --dev && DJANGO_ALLOW_ASYNC_UNSAFE=true .venv/bin/coverage run -m pytest -q -m "not browser" \
		&& .venv/bin/coverage report

manage: ## Run a management command in the demo's environment: make manage ARGS="createsuperuser"
	$(SETUP) && $(IN_VENV) scripts.manage $(ARGS)

shell: ## Open a Python shell in the demo's environment
	$(SETUP) && $(IN_VENV) scripts.manage shell

messages: ## Bring the catalogues in locale/ in step with the source, and compile them
	$(SETUP) && $(IN_VENV) scripts.translations update

messages-check: ## Check that no text is stale, missing or fuzzy
	$(SETUP) && $(IN_VENV) scripts.translations check

lock: ## Resolve the dependencies anew (UPGRADE=1 takes the newest versions allowed)
	$(if $(PYTHON),$(PYTHON),python3) -m scripts.locks write $(if $(UPGRADE),--upgrade)

screenshots: ## Take pictures of ten pages in both languages, wide and narrow
	$(SETUP) --dev && $(IN_VENV) scripts.screenshots

benchmark: ## Count queries and work per page of the demo
	$(SETUP) && $(IN_VENV) scripts.manage benchmark $(ARGS)

install: ## Install what serving needs
	$(SETUP) && $(IN_VENV) scripts.translations compile

install-dev: ## Install what serving, testing and checking need
	$(SETUP) --dev

browser: ## Find or install a Chromium for the browser tests
	$(SETUP) --dev && $(IN_VENV) scripts.browser

clean: ## Remove everything installed or generated; the demo's data stays
	rm -rf .venv node_modules .cache .pytest_cache .mypy_cache .ruff_cache test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find locale -name '*.mo' -delete

clean-data: ## Remove the demo's data
	rm -rf "$(PORTAL_DATA_DIR)"
