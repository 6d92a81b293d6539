# The two commands that matter: `make demo` shows the main job, `make test` runs every check. Both set everything up.
PYTHON ?= python3
export PYTHON

.PHONY: help demo test bench promises clean

help:
	@echo "make demo      the main job on example answers; leaves the reports in demo/"
	@echo "make test      every check"
	@echo "make promises  the long sweeps behind the promises, with their figures"
	@echo "make bench     speed, side by side with what one would use instead"
	@echo "make clean     remove what the others made"

demo:
	@sh tools/setup.sh run
	@.venv/bin/servicecheck demo --folder demo --force

test:
	@sh tools/setup.sh dev
	@sh tools/check.sh

promises:
	@sh tools/setup.sh dev
	@PYTHONPATH=tests .venv/bin/pytest -p promises -m "release or promise"

bench:
	@sh tools/setup.sh dev
	@missed=0; for benchmark in benchmarks/*.py; do .venv/bin/python "$$benchmark" || missed=1; done; exit $$missed

clean:
	rm -rf .venv .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist demo
	find src tests benchmarks -name __pycache__ -type d -exec rm -rf {} +
