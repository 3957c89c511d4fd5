# run · test · check · data · bench · screenshots: each sets up what it needs.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
SHARED ?= ../shared

.PHONY: run test check data bench format screenshots help
help:
	@echo "make run    open the dashboard on the sample case"
	@echo "make test   run every test, the browser's included"
	@echo "make check  format, lint, types"
	@echo "make data   rebuild geo/data from installed packages and geo/data/sources"
	@echo "make screenshots  pictures of the dashboard into docs/"
	@echo "make bench  measure speed and quality (scores need the evaluation set: SHARED=$(SHARED))"

$(VENV)/.run: requirements.txt
	$(PYTHON) -c 'import sys; sys.exit("Thalweg needs Python 3.11 or newer") if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m geo.ui.assets
	touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

run: $(VENV)/.run
	$(BIN)/python -m streamlit run app.py

test: $(VENV)/.dev
	$(BIN)/python -m tests.browser.setup
	$(BIN)/python -m pytest tests

check: $(VENV)/.dev
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy

format: $(VENV)/.dev
	$(BIN)/python -m ruff check --fix .
	$(BIN)/python -m ruff format .

data: $(VENV)/.dev
	$(BIN)/python -m geo.data.build

bench: $(VENV)/.dev
	$(BIN)/python -m tests.browser.setup
	$(BIN)/python -m tests.bench --shared $(SHARED)

screenshots: $(VENV)/.dev
	$(BIN)/python -m tests.browser.setup
	$(BIN)/python -m tests.browser.screenshots
