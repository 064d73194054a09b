# Everything runs in .venv; the first target that needs it makes it. `VENV=... make test` uses another one.
VENV ?= .venv
BIN := $(VENV)/bin
PYTHON ?= python3

.PHONY: setup test lint format typecheck check-examples documents docs schemas bench stages clean
.DEFAULT_GOAL := test

setup: $(VENV)/ready

$(VENV)/ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@

test: setup
	bash .ci/checks $(VENV)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

typecheck: setup
	$(BIN)/mypy

check-examples: setup
	$(BIN)/podlint check examples/notes --config examples/notes/.podlint.yaml --fail-on never

# Writes what podlint prints now into the documents that show it, and into the pages of tests/runs.
documents: setup
	$(BIN)/python tests/document_blocks.py
	$(BIN)/python tests/run_pages.py

# The documentation site, in build/docs/site.
docs: setup
	$(BIN)/python docs/site/build.py build/docs

# Writes schemas/kubernetes/types from the packages that publish the API types; see docs/api-types.md.
schemas: setup
	$(PYTHON) -m venv build/schemas
	build/schemas/bin/python -m pip install --quiet --disable-pip-version-check kubernetes-validate==1.37.0 lightkube-models==1.37.0.8 tzdata==2026.6
	build/schemas/bin/python schemas/kubernetes/generate.py

# podlint beside its peers, written to bench/results.md; takes long. `make stages`: where the time of a run goes, and what
# reading and the API's types cost beside libyaml.
bench: setup
	$(BIN)/python bench/compare.py

stages: setup
	$(BIN)/python bench/stages.py examples
	$(BIN)/python bench/costs.py $(or $(wildcard ../shared/corpus),examples)

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find podlint tests bench -name __pycache__ -type d -prune -exec rm -rf {} +
