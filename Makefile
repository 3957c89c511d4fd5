# run · test · check · data · bench · screenshots: each sets up what it needs.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
SHARED ?= ../shared
MINUTES ?= 5
READER ?= all
COVERED := $(filter-out tests/test_cases_killed.py,$(wildcard tests/test_banks*.py tests/test_cases*.py)) \
	tests/test_access.py tests/test_bring_in.py tests/test_escape.py tests/test_fuzz.py tests/test_home_area.py \
	tests/test_ingest.py tests/test_pipeline.py tests/test_sides_texts.py tests/test_sides_words.py

.PHONY: run test check data bench format screenshots coverage fuzz help
help:
	@echo "make run    open the dashboard on the sample case"
	@echo "make test   run every test, the browser's included"
	@echo "make check  format, lint, types"
	@echo "make data   rebuild geo/data from installed packages and geo/data/sources"
	@echo "make coverage  branch coverage of banks, escaping, importing and storing"
	@echo "make fuzz   each reader under bytes made strange, MINUTES=$(MINUTES) each; READER=$(READER)"
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

coverage: $(VENV)/.dev
	mkdir -p build
	$(BIN)/python -m coverage erase
	$(BIN)/python -m coverage run -m pytest $(COVERED)
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report

fuzz: $(VENV)/.dev
	$(BIN)/python -m tests.fuzz $(READER) --seconds $$((60 * $(MINUTES)))

screenshots: $(VENV)/.dev
	$(BIN)/python -m tests.browser.setup
	$(BIN)/python -m tests.browser.screenshots
