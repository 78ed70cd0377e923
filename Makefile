PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: env demo test test-long check lint neo4j bench lock clean

env: $(VENV)/.done

$(VENV)/.done: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@
