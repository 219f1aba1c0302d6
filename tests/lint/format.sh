#!/usr/bin/env bash
# Fails with file and line when a source is not as the tree's .clang-format has it. usage: format.sh PROJECT_FOLDER
set -euo pipefail
cd "$1"
find app connectors models tests views -name '*.h' -o -name '*.cpp' | sort | xargs -r clang-format --dry-run --Werror
echo "every source is formatted"
