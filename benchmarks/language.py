"""Whether themes know languages: translated statements, and the share of nynorsk in each theme."""

from __future__ import annotations

import shutil
from typing import Any

import numpy as np

from models.build.translate import in_nynorsk
from textmine.resources import shipped
from textmine.survey.corpus import read_survey


def parity() -> dict[str, Any]:
    """Share of the demo's bokmål statements that keep their theme when they are translated."""
    from textmine.encode import load_encoder
    from textmine.themes import ThemeModel

    if shutil.which("apertium") is None:
        return {"translated": "apertium is not installed", "same theme": ""}
    statements = read_survey(shipped("corpora/demo")).statements()
    model = ThemeModel(encoder=load_encoder()).fit(statements["text"].tolist())
    bokmal = statements.loc[statements["language"] == "nb", "text"].tolist()
    same = model.predict(bokmal) == model.predict(in_nynorsk(bokmal))
    return {"translated": len(bokmal), "same theme": f"{np.mean(same):.1%}"}


def language_balance() -> dict[str, Any]:
    """How many of the demo's themes have a share of nynorsk that their statements' gold themes do not explain."""
    from scipy.stats import binomtest

    from textmine.encode import load_encoder
    from textmine.themes import ThemeModel
    from textmine.themes.change import holm

    statements = read_survey(shipped("corpora/demo")).statements()
    model = ThemeModel().fit(statements["text"].tolist(), load_encoder().encode(statements["text"].tolist()))
    nynorsk = (statements["language"] == "nn").to_numpy()
    expected = statements.assign(nynorsk=nynorsk).groupby("theme")["nynorsk"].transform("mean").to_numpy()
    p = []
    for theme in model.themes_:
        own = model.labels_ == theme.id
        p.append(float(binomtest(int(nynorsk[own].sum()), int(own.sum()), float(expected[own].mean())).pvalue))
    return {"themes": len(p), "themes out of balance": int((holm(p) < 0.05).sum())}
