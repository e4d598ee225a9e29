"""Tests mirror textmine/ and app/."""

import os

# Spinning OpenMP threads make small t-SNE runs a hundred times slower on a machine that is busy with something else.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
