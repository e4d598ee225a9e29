"""SetFit on the encoder that ships; runs in an environment of its own, which ``benchmarks.classify`` makes.

usage: setfit_peer.py TASK.json ENCODER_FOLDER OUT.json

The task holds the texts and labels to train on and the texts to label. Tunstall et al. (2022), *Efficient few-shot
learning without prompts*.
"""

import json
import shutil
import sys
import tempfile
import time
from pathlib import Path

task_file, encoder_folder, out_file = map(Path, sys.argv[1:])
started = time.perf_counter()
from datasets import Dataset  # noqa: E402 - the imports are part of what is timed
from sentence_transformers import SentenceTransformer, models  # noqa: E402 - and this one
from setfit import SetFitModel, Trainer, TrainingArguments  # noqa: E402 - and this one
from sklearn.linear_model import LogisticRegression  # noqa: E402 - and this one

task = json.loads(task_file.read_text(encoding="utf-8"))
names = sorted(set(task["labels"]))
with tempfile.TemporaryDirectory() as scratch:
    # SetFit needs an older sentence-transformers, which does not know today's names of the encoder's modules.
    folder = Path(shutil.copytree(encoder_folder, Path(scratch) / "encoder"))
    tokenizer = json.loads((folder / "tokenizer_config.json").read_text(encoding="utf-8"))
    tokenizer["tokenizer_class"] = "PreTrainedTokenizerFast"
    (folder / "tokenizer_config.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    word_vectors = models.Transformer(str(folder), max_seq_length=128)
body = SentenceTransformer(modules=[word_vectors, models.Pooling(word_vectors.get_word_embedding_dimension())])
head = LogisticRegression(max_iter=1000)
model = SetFitModel(model_body=body, model_head=head, labels=names)
arguments = TrainingArguments(
    batch_size=16, num_iterations=task["iterations"], num_epochs=1, seed=0, save_strategy="no", report_to="none"
)
prefixed = ["query: " + text for text in task["texts"]]
data = Dataset.from_dict({"text": prefixed, "label": [names.index(label) for label in task["labels"]]})
Trainer(model=model, args=arguments, train_dataset=data).train()
found = [str(label) for label in model.predict(["query: " + text for text in task["test"]])]
out_file.write_text(json.dumps({"labels": found, "seconds": time.perf_counter() - started}), encoding="utf-8")
