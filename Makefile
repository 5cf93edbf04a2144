# Two commands: `make chat` to ask, `make test` to check. Both set up what they need.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.ready

.PHONY: setup ingest chat test check format picture bench eval eval-llm score soak training audit clean

setup: $(READY)

$(READY): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 eller nyere er nødvendig; sæt PYTHON=…"; exit 1; }
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@echo "Henter det, programmet skal bruge (første gang tager det nogle minutter) …"
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.lock 2> >(grep -v 'is ignored: it is neither' >&2)
	@touch $(READY)

ingest: $(READY)
	@$(PY) -m ingest

chat: ingest
	@$(PY) -m app serve

test: $(READY)
	@$(PY) -m pytest -n 2 --dist loadfile

check: $(READY)
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy

format: $(READY)
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

picture: $(READY)
	@FAKTAARK_PICTURE=1 $(PY) -m pytest tests/test_chat_browser.py

bench: $(READY)
	@$(PY) -m evals.bench

eval: $(READY)
	@$(PY) -m evals --all

eval-llm: $(READY)
	@$(PY) -m evals.local_model

score: $(READY)
	@$(PY) -m evals --check $(if $(BANKS),--banks $(BANKS))

soak: $(READY)
	@$(PY) -m evals.soak

# Asks the advisory database of PyPI, and so needs the network.
audit: $(READY)
	@$(PY) -m pip install --quiet --disable-pip-version-check pip-audit
	@$(PY) -m pip_audit -r requirements.lock --no-deps --disable-pip

training: $(READY)
	@$(PY) -m evals.training

clean:
	@rm -rf $(VENV) .store .pytest_cache .mypy_cache .ruff_cache
