#!/usr/bin/env bash
# Build the wheel, install it into an empty environment far from the checkout, and run the tool there.
set -euo pipefail
here=$(pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
.venv/bin/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir "$scratch/dist" .
python=$(.venv/bin/python -c 'import sys; print(sys.base_prefix + "/bin/python3")')
"$python" -m venv "$scratch/venv"
"$scratch/venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-compile -c "$here/constraints.txt" "$scratch"/dist/*.whl
cd "$scratch"
venv/bin/textmine doctor
venv/bin/textmine demo --out results
for file in responses.csv statements.csv themes.csv report.html; do
  test -s "results/$file" || { echo "wheel test: results/$file is missing" >&2; exit 1; }
done
venv/bin/python - <<'PY'
import textmine
assert "site-packages" in textmine.__file__, textmine.__file__
PY
echo "wheel test: the installed tool works without the repository"
