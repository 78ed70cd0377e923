# Every target makes the environment when it is missing. Needed by hand: Python 3.11 or later, and make.
PYTHON ?= $(firstword $(foreach python,python3 python3.14 python3.13 python3.12 python3.11,$(if $(shell $(python) -c 'import sys; print(sys.version_info >= (3, 11) or "")' 2>/dev/null),$(python))))
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.done

# make demo PEOPLE=5000 SEED=7 SERVE=0
PEOPLE ?= 20000
SEED   ?= 1
SERVE  ?= 1
# make test TESTS=tests/cli ARGS=-x; WORKERS=0 is one process, ORDER=7 another order, ORDER=default a new one each time
TESTS  ?= tests
WORKERS ?= 2
ORDER  ?= 1
ARGS   ?=

.DEFAULT_GOAL := help
.PHONY: help env demo test test-long check lint format neo4j bench lock wheel clean

help: ## what there is
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

env: $(READY) ## the environment in .venv, pinned and hashed

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed; say where: make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(READY) ## the whole thread on a synthetic province (PEOPLE= SEED= SERVE=0)
	$(BIN)/aidchain demo --people $(PEOPLE) --seed $(SEED) $(if $(filter 0 no false,$(SERVE)),--no-serve,--serve) $(ARGS)

test: $(READY) ## all tests but the long ones, on the embedded store and on Neo4j where it can be started
	$(BIN)/pytest -m "not long" -n $(WORKERS) --dist worksteal --randomly-seed=$(ORDER) $(TESTS) $(ARGS)

test-long: $(READY) ## long fuzzing, every spoiled July, many kills, the current Neo4j release, Spark, 200,000 people
	$(BIN)/pytest -m long $(TESTS) $(ARGS)

lint: $(READY) ## ruff, mypy strict, import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test ## what CI runs: lint, then test

format: $(READY) ## let ruff fix what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

neo4j: $(READY) ## fetch Neo4j's jars (outside the tree) and prove that a server answers; VERSION=
	$(BIN)/python -m hub.store.neo4j_server $(VERSION)

bench: $(READY) ## benchmarks: ratios measured in one run, printed as JSON
	@set -e; for bench in tests/bench/bench_*.py; do echo "== $$bench"; $(BIN)/python $$bench $(ARGS); done

lock: $(READY) ## pin versions again; both locks have hashes and name no address
	$(PYTHON) -m venv $(VENV)-uv
	$(VENV)-uv/bin/pip install --quiet --disable-pip-version-check uv
	$(VENV)-uv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
		--extra postgres --group dev pyproject.toml -o requirements.lock
	$(VENV)-uv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
		--extra postgres --constraints requirements.lock pyproject.toml -o requirements.runtime.lock
	rm -rf $(VENV)-uv

wheel: $(READY) ## the wheel, in dist/
	$(BIN)/python -m hatchling build -t wheel

clean: ## what tests and tools leave behind; neither .venv nor .aidchain
	rm -rf dist .cache .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
