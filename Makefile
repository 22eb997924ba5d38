# Two commands for a fresh machine with Python 3.11 or later:
#   make portal   makes the environment, builds content/ into site/ and says how to open it
#   make test     runs every test, the browser tests in a real Chromium among them

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: portal serve check test lint types clean

portal: $(READY)
	$(BIN)/procdocs build
	@echo "The portal is in site/. To read it:  $(BIN)/python -m http.server --directory site 8000"
	@echo "then open http://localhost:8000"

serve: $(READY)
	$(BIN)/procdocs serve

check: $(READY)
	$(BIN)/procdocs check

test: $(READY)
	$(BIN)/python tests/browser/chromium.py
	$(BIN)/python tests/support/libreoffice.py
	$(BIN)/python -m pytest -n 2 --dist loadfile

lint: $(READY)
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/lint-imports

types: $(READY)
	$(BIN)/mypy

clean:
	rm -rf site .cache

$(READY): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "procdocs needs Python 3.11 or later; set PYTHON=python3.x")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[test]"
	@touch $(READY)
