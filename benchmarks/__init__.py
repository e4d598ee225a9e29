"""Side-by-side comparisons; ``python -m benchmarks.run`` reruns them and rewrites docs/benchmarks.md."""
