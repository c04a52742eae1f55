# What developers type often. Each line is the command that CONTRIBUTING.md explains.
PYTHON = .venv/bin/python

.PHONY: install dev test test-fast lint types content bench check

install:  ; python3 -m venv .venv && .venv/bin/pip install -r requirements-test.txt
dev:      ; $(PYTHON) -m coach dev
test:     ; $(PYTHON) -m pytest
test-fast:; $(PYTHON) -m pytest -m "not browser and not faults"
lint:     ; $(PYTHON) -m ruff check . && $(PYTHON) -m ruff format --check . && .venv/bin/lint-imports && .venv/bin/djlint --quiet --lint templates
types:    ; $(PYTHON) -m mypy
content:  ; $(PYTHON) -m coach content check
bench:    ; $(PYTHON) -m tests.benchmarks.pages
check:    ; .ci/run
