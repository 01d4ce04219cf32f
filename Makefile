# `make site` builds the sample site, `make test` passes the tests of minutes, `make gate` the long ones. Each installs
# what is missing, in the versions of `locked/`.
.POSIX:
.PHONY: site test gate coverage lint types unit lock bench search-latency lighthouse clean help

# Tests start the command thousands of times: what it is compiled to is to be kept, whatever the machine says.
export PYTHONDONTWRITEBYTECODE =

BIN = .venv/bin
INSTALLED = .venv/installed
TESTABLE = .venv/testable
# Errors raised in another thread do not reach one that coverage traces.
UNTRACED = tests/run/test_deadline.py tests/run/test_executor.py
TRACED = --ignore=tests/run/test_deadline.py --ignore=tests/run/test_executor.py
LOCK = $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate
# What is locked is installed as it stands, with nothing to resolve, before this project, which then needs nothing more.
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
NODE = tests/node_modules/.package-lock.json

site: $(INSTALLED) ## Build the sample site into site/
	@$(BIN)/dossier build

test: $(TESTABLE) $(NODE) ## Install what the tests need and pass those of minutes
	@$(MAKE) -j 2 lint types unit # the type checker takes one core for a minute

gate: $(TESTABLE) $(NODE) ## After `make test`: pass the long tests
	$(BIN)/python -m pytest -n 3 --dist worksteal -m gate $$(grep -rl mark.gate tests --include='test_*.py')

lock: $(INSTALLED) ## Write `locked/` anew, with the newest versions that pyproject.toml allows
	@$(BIN)/python -m pip install --quiet 'uv>=0.9'
	$(LOCK) pyproject.toml tools/build.in --output-file locked/site.txt
	$(LOCK) pyproject.toml tools/build.in --group test --constraints locked/site.txt --output-file locked/test.txt

lint: $(TESTABLE)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(TESTABLE)
	$(BIN)/mypy

unit: $(TESTABLE) $(NODE)
	$(BIN)/python -m pytest -n 3 --dist worksteal -m 'not gate'

coverage: $(TESTABLE) $(NODE) ## Judge what the tests of `make test` and `make gate` reach; tracing takes them a third longer
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n 3 --dist worksteal $(TRACED)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

bench: $(INSTALLED) ## Measure beside Hugo and Pelican; hours. BENCH=--quick for a try
	@$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --group bench
	$(BIN)/python -m benchmarks.compare $(BENCH)

search-latency: $(TESTABLE) ## Measure how long a search takes on a slow network
	$(BIN)/python -m benchmarks.search_latency

lighthouse: $(TESTABLE) $(NODE) ## Measure home, dossier, article, tag, search and a place with Lighthouse
	$(BIN)/python benchmarks/lighthouse.py

clean: ## Remove what the two commands made, but for the site
	rm -rf .venv tests/node_modules .mypy_cache .ruff_cache .pytest_cache .coverage .coverage.*

help: ## Show this list
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*## /\t/'

$(INSTALLED): pyproject.toml locked/site.txt tools/venv.sh
	@echo "installing Dossierpress into .venv"
	@sh tools/venv.sh .venv
	@$(INSTALL) --no-deps --require-hashes --requirement locked/site.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q generator
	@touch $@

$(TESTABLE): $(INSTALLED) locked/test.txt tools/system.sh
	@echo "installing what the tests need"
	@sh tools/system.sh
	@$(INSTALL) --no-deps --require-hashes --requirement locked/test.txt
	@touch $@

$(NODE): tests/package.json
	@cd tests && npm install --no-audit --no-fund --silent
	@touch $@
