# The commands of the project. `make refresh` in a fresh clone does everything, the environment included.
SHELL := /bin/bash
.DEFAULT_GOAL := help

VENV := .venv
INSTALLED := $(VENV)/.installed
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)
# Without compiled bytecode every process of Dagster and dbt starts at half the speed.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: add check-doc explain bench-build bench-landing bench-extraction versions rollback diff backup restore test-faults
.PHONY: help refresh test lint gold ui sql accept status explain-doc clean

help:
	@echo 'make refresh                            land, extract, build, check and publish'
	@echo 'make test                               everything that must hold'
	@echo 'make ui [PORT=3000]                     Dagster on 127.0.0.1, with the nightly schedule'
	@echo 'make sql [QUERY="..."]                  the published file, read-only'
	@echo 'make accept FINDING=<key> REASON="..."  let a contradiction stand, with a reason'
	@echo 'make versions                           the published versions, with their numbers'
	@echo 'make rollback VERSION=<build id>        make an earlier version current again'
	@echo 'make diff [A=<id> B=<id> | COMMIT=rev]  what changed between two versions, or since a commit'
	@echo 'make backup FILE=x.tar | restore FILE=  what cannot be built again, in one file and back'
	@echo 'make test-faults                        kills, full disks, broken files: nothing may be lost (minutes)'
	@echo 'make explain CLAIM=<key> | FINDING=<key>  the whole story of one of them'
	@echo 'make status                             what is published, what failed'
	@echo 'make add FILE=...                       a document, and the metadata beside it, into the inbox'
	@echo 'make check-doc FILE=...                 what a document says, its claims and findings; nothing is stored'
	@echo 'make explain-doc FILE=...               what a document says, and which rule read it'
	@echo 'make lint | gold | clean                parts of the above; clean removes builds, never the store'

$(INSTALLED): requirements.lock requirements-bootstrap.lock scripts/bootstrap
	@scripts/bootstrap

refresh: export CCHC_ALLOW_FALL := $(or $(value ALLOW_FALL),$(value CCHC_ALLOW_FALL))
refresh: $(INSTALLED)
	@python -m orchestration.cli refresh

ui: $(INSTALLED)
	@exec python -m orchestration.cli ui $(if $(PORT),--port $(PORT))

sql: $(INSTALLED)
	@exec python -m orchestration.cli sql $${QUERY:+"$$QUERY"}

# Variables of the command line reach the recipe through the environment: no quoting can break it.
accept: export FINDING := $(value FINDING)
accept: export REASON := $(value REASON)
accept: $(INSTALLED)
	@python -m orchestration.cli accept --finding "$$FINDING" --reason "$$REASON"

versions: $(INSTALLED)
	@python -m orchestration.cli versions

rollback: export VERSION := $(value VERSION)
rollback: $(INSTALLED)
	@python -m orchestration.cli rollback --version "$$VERSION"

diff: export A := $(value A)
diff: export B := $(value B)
diff: export COMMIT := $(value COMMIT)
diff: $(INSTALLED)
	@python -m orchestration.cli diff $${A:+--old "$$A"} $${B:+--new "$$B"} $${COMMIT:+--commit "$$COMMIT"}

backup: export FILE := $(value FILE)
backup: $(INSTALLED)
	@python -m orchestration.cli backup --file "$$FILE"

restore: export FILE := $(value FILE)
restore: $(INSTALLED)
	@python -m orchestration.cli restore --file "$$FILE"

status: $(INSTALLED)
	@python -m orchestration.cli status

# The whole story of one claim or one finding.
explain: export CLAIM := $(value CLAIM)
explain: export FINDING := $(value FINDING)
explain: $(INSTALLED)
	@python -m orchestration.cli explain $${CLAIM:+--claim "$$CLAIM"} $${FINDING:+--finding "$$FINDING"}

# FILE is a document of any kind that the inbox takes.
add: export FILE := $(value FILE)
add: $(INSTALLED)
	@python -m orchestration.cli add -- "$$FILE"

check-doc: export FILE := $(value FILE)
check-doc: $(INSTALLED)
	@python -m orchestration.cli check-doc -- "$$FILE"

explain-doc: export FILE := $(value FILE)
explain-doc: $(INSTALLED)
	@python -m orchestration.cli explain-doc "$$FILE"

lint: $(INSTALLED)
	ruff check .
	mypy orchestration
	sqlfluff lint --processes 2 dbt_project/models dbt_project/tests

test: lint gold
	pytest

# Half of the processes that this starts are killed; it says so itself, in a table at the end.
test-faults: $(INSTALLED)
	@scripts/test-faults

# Scores against a hand-made gold set, where one lies beside the project.
gold: $(INSTALLED)
	@if [ -d ../shared/gold ]; then python -m tests.gold; fi

# Landing and reading 5,000 generated pages, beside trafilatura alone on the same pages.
bench-landing: $(INSTALLED)
	@python -m benchmarks.landing

# Text -> claims by stage, beside the fastest scan and a plain regular expression.
bench-extraction: $(INSTALLED)
	@python -m benchmarks.extraction

# dbt build over 100,000 and 1,000,000 generated claims.
bench-build: $(INSTALLED)
	@python -m benchmarks.build

# What can be built again. The store, the published version and the history of runs stay.
clean:
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis dbt_project/target dbt_project/logs
	find orchestration tests -name __pycache__ -type d -prune -exec rm -rf {} +
