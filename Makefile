# One way to do each thing. `make setup` may be run again at any time; it does nothing when nothing changed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
OUT ?= out

.PHONY: setup run test check prove bench lock pictures docs clean help

help:            ## this list
	@grep -hE '^[a-z]+: .*##|^[a-z]+:  *##' $(MAKEFILE_LIST) | sed 's/:.*##/ -/'

setup: $(STAMP)  ## make .venv, install the locked versions and this package, compile its kernels

$(STAMP): requirements/dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Safe Passage needs Python 3.11 or newer; make PYTHON=python3.12 setup names another one")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m safepassage.optimise.compile_kernels
	@touch $(STAMP)

run: setup       ## the main job: who can leave (rafah-2023), then plan and check rafah-2024
	$(BIN)/safepassage exits rafah-2023
	@echo
	$(BIN)/safepassage plan rafah-2024 --out $(OUT)/rafah-2024 --force --report > $(OUT).log 2>&1 || (cat $(OUT).log; rm -f $(OUT).log; exit 1)
	@rm -f $(OUT).log
	@head -n 20 $(OUT)/rafah-2024/plan.txt
	$(BIN)/safepassage check $(OUT)/rafah-2024
	@echo "The bundle is in $(OUT)/rafah-2024; the report to read is $(OUT)/rafah-2024-report.html"

test: setup      ## all tests but the long programmes (under 10 minutes)
	$(BIN)/python -m pytest -n 2

check: setup     ## format, lint, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_layers.py

prove: setup     ## the long programmes: 1,000 mutants, large oracles, benchmarks; results in benchmarks/results
	SAFEPASSAGE_PROVE_RESULTS=benchmarks/results/prove.json $(BIN)/python -m pytest -m prove -n 2
	$(BIN)/python -m benchmarks

bench: setup     ## the benchmarks alone
	$(BIN)/python -m benchmarks

pictures: setup  ## the pictures of README and docs, made from real runs
	$(BIN)/python docs/pictures.py

docs: setup      ## the documentation as a site that opens from disk: out/docs/index.html
	$(BIN)/python docs/generate.py
	$(BIN)/python -m sphinx -W --keep-going -q -b html docs $(OUT)/docs
	@echo "The site is $(OUT)/docs/index.html"

lock: setup      ## pin every dependency again, with hashes
	$(BIN)/python -m pip install --quiet pip-tools==7.6.2
	$(BIN)/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --strip-extras --allow-unsafe -o requirements/core.lock pyproject.toml
	$(BIN)/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --strip-extras --allow-unsafe -o requirements/dev.lock pyproject.toml requirements/dev.in

clean:           ## remove what setup, tests and runs made
	rm -rf $(VENV) $(OUT) .mypy_cache .ruff_cache .pytest_cache .hypothesis
