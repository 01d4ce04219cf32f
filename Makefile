# Two commands: `make site` builds the sample site, `make test` passes every gate. Both install what is missing.
.POSIX:
.PHONY: site test lint types unit bench lighthouse clean help

BIN = .venv/bin
INSTALLED = .venv/installed
TESTABLE = .venv/testable
# Errors raised in another thread do not reach one that coverage traces.
UNTRACED = tests/run/test_deadline.py tests/run/test_executor.py
NODE = tests/node_modules/.package-lock.json

site: $(INSTALLED) ## Build the sample site into site/
	@$(BIN)/dossier build

test: $(TESTABLE) $(NODE) lint types unit ## Install what the tests need and pass them

lint: $(TESTABLE)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(TESTABLE)
	$(BIN)/mypy

unit: $(TESTABLE) $(NODE)
	$(BIN)/coverage erase
	$(BIN)/python -m pytest $(UNTRACED)
	$(BIN)/coverage run -m pytest -n 2 --dist worksteal --ignore=tests/run/test_deadline.py --ignore=tests/run/test_executor.py
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

bench: $(INSTALLED) ## Measure beside Hugo and Pelican; hours. BENCH=--quick for a try
	@$(BIN)/python -m pip install --quiet --editable '.[commonmark]' --group bench
	$(BIN)/python -m benchmarks.compare $(BENCH)

lighthouse: $(TESTABLE) $(NODE) ## Measure home, dossier, article and tag with Lighthouse
	$(BIN)/python benchmarks/lighthouse.py

clean: ## Remove what the two commands made, but for the site
	rm -rf .venv tests/node_modules .mypy_cache .ruff_cache .pytest_cache .coverage .coverage.*

help: ## Show this list
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*## /\t/'

$(INSTALLED): pyproject.toml tools/venv.sh
	@echo "installing Dossierpress into .venv"
	@sh tools/venv.sh .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --editable '.[search]'
	@touch $@

$(TESTABLE): $(INSTALLED) tools/system.sh
	@echo "installing what the tests need"
	@sh tools/system.sh
	@$(BIN)/python -m pip install --quiet --group test
	@touch $@

$(NODE): tests/package.json
	@cd tests && npm install --no-audit --no-fund --silent
	@touch $@
