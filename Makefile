# Everything happens in .venv; the stamp file makes the second run do no work again.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: run install test check evaluate bench

run: install
	$(BIN)/euif ingest
	$(BIN)/euif serve

install: $(STAMP)

$(STAMP): pyproject.toml requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.lock --editable '.[dev]'
	touch $(STAMP)

test: install
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder

check: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: install
	$(BIN)/python tests/bench.py

evaluate: install
	$(BIN)/euif evaluate --baseline assistant/evaluation/baseline.json
