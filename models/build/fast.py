"""Would a static encoder do? One vector a token, fitted to the tuned encoder's vectors of survey texts.

After Tulkens & van Dongen (2024), *Model2Vec*: a token's first vector is what the encoder makes of it alone. Then
the table is fitted so that the mean of a text's token vectors points where the encoder's vector does.
``python -m models.build.fast`` prints figures beside the encoder's; nothing is shipped unless it keeps 90 % of
them at 20 times the speed.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from models.build.data import ROOT, TEST_SURVEYS, read_surveys, training_names
from models.build.encoder import figures
from textmine.encode import load_encoder
from textmine.language import normalise

ENCODER = ROOT / "models" / "encoder"


def token_lists(tokenizer: Tokenizer, texts: Sequence[str]) -> list[list[int]]:
    """Token ids of normalised texts; a text without tokens gets the unknown one."""
    encodings = tokenizer.encode_batch_fast([normalise(text) for text in texts], add_special_tokens=False)
    return [encoding.ids or [tokenizer.token_to_id("<unk>")] for encoding in encodings]


def mean_vectors(table: npt.NDArray[np.float32], lists: Sequence[Sequence[int]]) -> npt.NDArray[np.float32]:
    """Unit mean of the token vectors of each text."""
    flat = np.concatenate([np.asarray(ids) for ids in lists])
    starts = np.cumsum([0, *[len(ids) for ids in lists[:-1]]])
    sums = np.add.reduceat(table[flat], starts, axis=0)
    return np.asarray(sums / np.linalg.norm(sums, axis=1, keepdims=True), dtype=np.float32)


def fit_table(
    first: npt.NDArray[np.float32], lists: list[list[int]], wanted: npt.NDArray[np.float32]
) -> npt.NDArray[np.float32]:
    """Fit the table by cosine, 30 passes; the first vectors hold back tokens that are seen seldom."""
    import torch

    torch.manual_seed(0)
    bag = torch.nn.EmbeddingBag.from_pretrained(torch.from_numpy(first.copy()), mode="sum", freeze=False)
    optimiser = torch.optim.Adam(bag.parameters(), lr=2e-3)
    target, start = torch.from_numpy(wanted), torch.from_numpy(first)
    for _ in range(30):
        for rows in torch.randperm(len(lists)).split(512):
            own = [lists[i] for i in rows]
            flat = torch.tensor([token for ids in own for token in ids])
            offsets = torch.tensor(np.cumsum([0, *[len(ids) for ids in own[:-1]]]))
            cosine = torch.nn.functional.cosine_similarity(bag(flat, offsets), target[rows])
            seen = flat.unique()
            loss = (1 - cosine).mean() + 1e-3 * (bag.weight[seen] - start[seen]).pow(2).sum(1).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return np.asarray(bag.weight.detach().numpy())


def main() -> None:
    """Fit on the training surveys, measure on the three test surveys."""
    encoder = load_encoder()
    tokenizer = Tokenizer.from_file(str(ENCODER / "tokenizer.json"))
    pieces = [tokenizer.id_to_token(i).replace("▁", " ").strip() or "," for i in range(tokenizer.get_vocab_size())]
    alone = encoder.encode(pieces)
    first = alone - alone.mean(axis=0)
    texts = [
        text
        for survey in read_surveys(training_names(final=True))
        for response in survey.responses
        for text in (response.text, *[response.text[s.start : s.end] for s in response.statements])
    ]
    vectors = encoder.encode(texts)
    table = fit_table(first, token_lists(tokenizer, texts), vectors - vectors.mean(axis=0))

    def encode(chunk: Sequence[str]) -> npt.NDArray[np.float32]:
        return mean_vectors(table, token_lists(tokenizer, chunk))

    test = read_surveys(TEST_SURVEYS)
    answers = list(dict.fromkeys(r.text for survey in test for r in survey.responses))
    rates = []
    for run in (encode, encoder.encode):
        started = time.perf_counter()
        run(answers)
        rates.append(len(answers) / (time.perf_counter() - started))
    result = {
        "static": figures(encode, test)["mean"],
        "encoder": figures(encoder.encode, test)["mean"],
        "times as fast": round(rates[0] / rates[1], 1),
    }
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
