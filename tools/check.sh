#!/bin/sh
# Every check, each shown; a failure does not hide the next one. pytest comes last, so that its count closes the output.
cd "$(dirname "$0")/.." || exit 1
PATH=$PWD/.venv/bin:$PATH
failed=

check() {
    printf '== %s\n' "$*"
    "$@" || failed="$failed $1"
}

check ruff check
check ruff format --check
check mypy
check lint-imports
[ -z "$failed" ] || printf '== failed so far:%s\n' "$failed"
check pytest --numprocesses auto --dist worksteal --durations 10 "$@"
[ -z "$failed" ]
