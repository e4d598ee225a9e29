"""Trim the 250,000-piece multilingual vocabulary to what Norwegian text uses.

Every special and every single Latin character stays, so no Norwegian word becomes unknown; of the rest
the most frequent pieces are kept. Counts come from wordfreq's bokmål list, from simplemma's nynorsk
word forms (no frequencies, so a constant weight) and from the texts in ``corpora/``.
"""

from __future__ import annotations

import copy
import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

SPECIALS = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")


MARKS = frozenset("0123456789.,:;!?()[]/%-–+*'\"«»=&")


def is_always_kept(piece: str) -> bool:
    """True for one character that Norwegian typing can produce, and for short runs of digits and marks."""
    bare = piece.removeprefix("▁")
    if len(bare) > 1:
        return len(bare) <= 4 and set(bare) <= MARKS
    return bare == "" or ord(bare) < 0x250 or unicodedata.category(bare)[0] in "PSN"


def word_weights(texts: Iterable[str]) -> Counter[str]:
    """Weights of words: news and web frequency, nynorsk forms, and words of the project's own texts."""
    import wordfreq
    from simplemma.strategies import DefaultDictionaryFactory

    weights: Any = Counter()  # of fractions, for which there is no type
    for word in wordfreq.top_n_list("nb", 200_000):
        weights[word] += wordfreq.word_frequency(word, "nb") * 1e6
    for form in DefaultDictionaryFactory().get_dictionary("nn"):
        weights[form if isinstance(form, str) else bytes(form).decode()] += 0.05
    for text in texts:
        for word in text.split():
            weights[word] += 5
    for word, weight in list(weights.items()):
        weights[word[:1].upper() + word[1:]] += weight * 0.2
        weights[word.upper()] += weight * 0.05
    return weights


def kept_pieces(tokenizer_file: Path, texts: Sequence[str], size: int = 32_000) -> list[int]:
    """Ids of the pieces to keep, ascending.

    Parameters
    ----------
    tokenizer_file : Path
        A ``tokenizer.json`` with a Unigram model.
    texts : sequence of str
        Survey answers whose words count as Norwegian.
    size : int
        Pieces kept beside the specials and the single characters.
    """
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    vocabulary = json.loads(tokenizer_file.read_text(encoding="utf-8"))["model"]["vocab"]
    weights = word_weights(texts)
    words = list(weights)
    counts: Counter[int] = Counter()
    for start in range(0, len(words), 50_000):
        chunk = words[start : start + 50_000]
        for word, encoding in zip(chunk, tokenizer.encode_batch(chunk, add_special_tokens=False), strict=True):
            for piece in encoding.ids:
                counts[piece] += weights[word]
    always = {i for i, (piece, _) in enumerate(vocabulary) if piece in SPECIALS or is_always_kept(piece)}
    frequent = [i for i, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if i not in always]
    return sorted(always | set(frequent[:size]))


def trim_tokenizer(tokenizer_file: Path, keep: Sequence[int]) -> dict[str, Any]:
    """The tokenizer's JSON with only the kept pieces, ids renumbered in order."""
    content = json.loads(tokenizer_file.read_text(encoding="utf-8"))
    new = {old: i for i, old in enumerate(keep)}
    content["model"]["vocab"] = [content["model"]["vocab"][old] for old in keep]
    content["model"]["unk_id"] = new[content["model"]["unk_id"]]
    content["added_tokens"] = [dict(token, id=new[token["id"]]) for token in content["added_tokens"]]
    processor = copy.deepcopy(content["post_processor"])
    for special in processor["special_tokens"].values():
        special["ids"] = [new[i] for i in special["ids"]]
    content["post_processor"] = processor
    return dict(content)
