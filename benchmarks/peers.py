"""BERTopic on vectors from a file; runs in an environment of its own, which ``benchmarks.themes`` makes.

usage: peers.py TEXTS.json VECTORS.npy OUT.json [OPTIONS ...]; OPTIONS are "default" and "min_topic_size=5"
"""

import json
import sys
import time
from pathlib import Path

texts_file, vectors_file, out_file = map(Path, sys.argv[1:4])
started = time.perf_counter()
import numpy as np  # noqa: E402 - the import is part of what is timed
from bertopic import BERTopic  # noqa: E402 - and this one

imported = time.perf_counter() - started
texts = json.loads(texts_file.read_text(encoding="utf-8"))
vectors = np.load(vectors_file)
results = {}
settings = {"default": {}, "min_topic_size=5": {"min_topic_size": 5}}
for name in sys.argv[4:] or settings:
    started = time.perf_counter()
    labels, _ = BERTopic(language="norwegian", **settings[name]).fit_transform(texts, vectors)
    seconds = time.perf_counter() - started
    labels = [int(label) for label in labels]
    results[name] = {"labels": labels, "seconds": imported + seconds}
out_file.write_text(json.dumps(results), encoding="utf-8")
