# Everything a newcomer needs: make demo, make app, make test.
PYTHON ?= python3
BIN := .venv/bin
# pip compiles twenty thousand files one after the other, most of which nobody ever imports.
# What cannot be compiled (templates, among others) matters to nobody either.
INSTALL := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-compile -c constraints.txt
COMPILE := $(BIN)/python -m compileall -qq -j 0 -x '/tests?/|/sympy/|/networkx/|/transformers/models/' .venv/lib
OUT ?= demo-out

.PHONY: help install demo app test lint fix pictures bench wheel-test encoder train-encoder written-standard pipeline clean

help:
	@echo "make demo   install into .venv and run the main job on the demo survey"
	@echo "make app    open the demo's themes for review in the browser"
	@echo "make test   run the whole test suite"
	@echo "make fix    format and lint;  make lint  only check, with types"
	@echo "make bench  every comparison and measurement, about an hour;  make train-encoder  rebuild models/encoder"

.venv/made:
	$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "textmine needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv
	touch $@

.venv/installed: .venv/made pyproject.toml constraints.txt
	@echo "Installing packages into .venv, silently: some minutes the first time"
	@$(INSTALL) -e .
	@$(COMPILE) || true
	touch $@

.venv/installed-dev: .venv/installed
	$(INSTALL) -e '.[dev]'
	@$(COMPILE) || true
	touch $@

install: .venv/installed

demo: install
	$(BIN)/textmine demo --out $(OUT)
	@echo "Open $(OUT)/report.html in a browser, or run: make app"

app: install
	@test -d $(OUT) && exec $(BIN)/textmine app --discovery $(OUT) || exec $(BIN)/textmine app

# Two processes share the cores: threads of their own would only wait for each other.
test: export OMP_NUM_THREADS = 1
test: .venv/installed-dev
	$(BIN)/python -m pytest --numprocesses=2 --dist=loadfile --ignore=tests/browser
	$(BIN)/python -m pytest --numprocesses=2 --dist=loadfile tests/browser

lint: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

fix: .venv/installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/installed-dev
	for part in run classify batch quotes report store app; do $(BIN)/python -m benchmarks.$$part || exit 1; done

pictures: .venv/installed-dev
	$(BIN)/python -m tests.browser.pictures

wheel-test: .venv/made
	bash tests/wheel_test.sh

train-encoder: .venv/installed-dev
	$(BIN)/python -m models.build.encoder $(if $(PAIRS),--pairs $(PAIRS)/dev.tsv.gz)

written-standard: .venv/installed-dev
	$(BIN)/python -m models.build.written_standard --pairs $(PAIRS) --norne $(NORNE)

pipeline: .venv/installed-dev
	$(BIN)/python -m models.build.entities --norne $(NORNE) --out .work/nb_nn/entities
	$(BIN)/python -m models.build.pipeline --norne $(NORNE) --entities .work/nb_nn/entities

clean:
	rm -rf build dist $(OUT)
