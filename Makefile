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

# Three files at a time on two cores, as each waits a third of its time: for servers, browsers and
# commands that start. So none needs a second core for its sums. What Python compiles is kept, even
# where it is told not to: else each of the three, and each command, compiles all of it again.
test: install
	PYTHONDONTWRITEBYTECODE= OMP_NUM_THREADS=1 $(BIN)/python -m pytest --numprocesses 3 --dist loadfile --no-loadscope-reorder

check: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: install
	$(BIN)/python tests/bench.py

evaluate: install
	$(BIN)/euif evaluate --baseline assistant/evaluation/baseline.json
