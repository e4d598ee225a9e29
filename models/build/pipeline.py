"""Build ``models/nb_nn``, one spaCy pipeline for bokmål and nynorsk: ``python -m models.build.pipeline --norne DIR``.

``DIR`` holds the treebank files that ``models.build.treebank`` reads. ``spacy train`` trains parts of speech, lemmas
and sentence boundaries by ``models/build/nb_nn.cfg``; a twentieth of the training sentences stands by to choose the
checkpoint. Entities come from the token classifier of ``models.build.entities``, which is trained first; its bias
towards persons is chosen on the first half of the development splits, so that only their second half is unseen for it.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from models.build.data import ROOT
from models.build.treebank import STANDARDS, Sentence, development_sentences, training_sentences

CONFIG = Path(__file__).with_name("nb_nn.cfg")
OUT = ROOT / "models" / "nb_nn"
SENTENCES_A_DOC = 6
HELD_OUT = 20
"""One document of so many chooses the checkpoint."""
BIASES = (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0)
WANTED_RECALL = 0.93


def documents(vocab: Any, sentences: Sequence[Sentence]) -> Iterator[Any]:
    """Documents for spaCy, of a few neighbouring sentences each."""
    from spacy.tokens import Doc

    for start in range(0, len(sentences), SENTENCES_A_DOC):
        group = sentences[start : start + SENTENCES_A_DOC]
        tokens = [token for sentence in group for token in sentence]
        starts = [place == 0 for sentence in group for place in range(len(sentence))]
        yield Doc(
            vocab,
            words=[token.text for token in tokens],
            spaces=[token.space for token in tokens],
            lemmas=[token.lemma for token in tokens],
            pos=[token.pos for token in tokens],
            morphs=["" for _ in tokens],
            sent_starts=starts,
            ents=[token.entity for token in tokens],
        )


def write_training_files(norne: Path, work: Path) -> None:
    """Write ``train.spacy`` and ``held_out.spacy``."""
    import spacy
    from spacy.tokens import DocBin

    vocab = spacy.blank("nb").vocab
    train, held_out = DocBin(), DocBin()
    for standard, name in STANDARDS.items():
        sentences = training_sentences(norne / f"{name}-train.conll.gz", nynorsk=standard == "nn")
        for number, document in enumerate(documents(vocab, sentences)):
            (held_out if number % HELD_OUT == 0 else train).add(document)
    work.mkdir(parents=True, exist_ok=True)
    train.to_disk(work / "train.spacy")
    held_out.to_disk(work / "held_out.spacy")


def train(work: Path) -> Path:
    """Run ``spacy train`` and return the folder of the best checkpoint."""
    files = ["--paths.train", str(work / "train.spacy"), "--paths.dev", str(work / "held_out.spacy")]
    subprocess.run(
        [sys.executable, "-m", "spacy", "train", str(CONFIG), "--output", str(work / "run"), *files], check=True
    )
    return work / "run" / "model-best"


def measure(nlp: Any, norne: Path, part: str = "whole") -> dict[str, dict[str, float]]:
    """Figures on each development split or a half of it, with the treebank's own tokens."""
    from spacy.training import Example

    result = {}
    for standard, name in STANDARDS.items():
        references = list(documents(nlp.vocab, development_sentences(norne / f"{name}-dev.conllu.gz")))
        half = len(references) // 2
        references = {"whole": references, "first half": references[:half], "second half": references[half:]}[part]
        examples = [Example(nlp.make_doc(reference.text), reference) for reference in references]
        gold_tokens = [Example(_bare(reference), reference) for reference in references]
        scores = nlp.evaluate(gold_tokens)
        result[standard] = {
            "upos": scores["pos_acc"],
            "lemma": scores["lemma_acc"],
            "sentences_f1": scores["sents_f"],
            "words": float(sum(len(reference) for reference in references)),
        }
        if scores.get("ents_f") is not None:
            person = scores["ents_per_type"]["PER"]
            result[standard] |= {
                "entities_f1": scores["ents_f"],
                "entities_precision": scores["ents_p"],
                "entities_recall": scores["ents_r"],
                "person_recall": person["r"],
                "person_precision": person["p"],
            }
        result[standard]["tokens_f1_from_raw_text"] = nlp.evaluate(examples)["token_f"]
    return result


def _bare(reference: Any) -> Any:
    from spacy.tokens import Doc

    return Doc(reference.vocab, words=[t.text for t in reference], spaces=[bool(t.whitespace_) for t in reference])


def with_entities(nlp: Any, folder: Path, person_bias: float) -> Any:
    """Add the component that finds entities, with the token classifier of a folder."""
    from textmine.language.pipeline import ENTITIES

    if ENTITIES in nlp.pipe_names:
        nlp.remove_pipe(ENTITIES)
    nlp.add_pipe(ENTITIES, config={"person_bias": person_bias}).from_disk(folder)
    return nlp


def choose_person_bias(nlp: Any, folder: Path, norne: Path) -> float:
    """Least bias with which enough persons of both standards are found in the first half of the development splits."""
    for bias in BIASES:
        with_entities(nlp, folder, bias)
        figures = measure(nlp, norne, "first half")
        recalls = [figures[standard]["person_recall"] for standard in STANDARDS]
        print(f"bias {bias}: persons' recall {recalls}")
        if min(recalls) >= WANTED_RECALL:
            break
    return bias


def main() -> None:
    """Train, join, measure, write ``models/nb_nn`` with its figures."""
    import spacy

    from textmine.language.pipeline import register_components

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--norne", required=True, type=Path)
    parser.add_argument("--work", type=Path, default=ROOT / ".work" / "nb_nn", help="where training files and runs lie")
    parser.add_argument("--entities", required=True, type=Path, help="folder that models.build.entities wrote")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--trained", type=Path, help="a checkpoint of spacy train, instead of training")
    arguments = parser.parse_args()
    if arguments.trained is None:
        write_training_files(arguments.norne, arguments.work)
    register_components()
    nlp = spacy.load(arguments.trained or train(arguments.work))
    bias = choose_person_bias(nlp, arguments.entities, arguments.norne)
    nlp = with_entities(nlp, arguments.entities, bias)
    nlp.meta |= {"name": "nb_nn", "version": "1.0.0", "license": "MIT", "description": "Bokmål and nynorsk"}
    nlp.meta["performance"] = {}
    # Where the training files lay is nobody's business.
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    card = (arguments.out / "README.md").read_text(encoding="utf-8") if (arguments.out / "README.md").exists() else ""
    shutil.rmtree(arguments.out, ignore_errors=True)
    nlp.to_disk(arguments.out)
    figures = {"person_bias": bias} | {part: measure(nlp, arguments.norne, part) for part in ("whole", "second half")}
    text = json.dumps(figures, indent=1, ensure_ascii=False)
    (arguments.out / "figures.json").write_text(text + "\n", encoding="utf-8")
    (arguments.out / "README.md").write_text(card, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
