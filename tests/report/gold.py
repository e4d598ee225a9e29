"""A material from an annotated survey: its gold codings as two coders' work, with quotes that count as approved."""

from __future__ import annotations

import pandas as pd

from textmine.encode import Encoder
from textmine.language import is_uninformative
from textmine.quotes import select_quotes
from textmine.report.attributes import kinds_of
from textmine.report.material import Material, Measured, Method, ReportTheme, ReportWave
from textmine.survey.corpus import Survey


def responses_of(survey: Survey) -> pd.DataFrame:
    """Responses with a made-up number of staff and a made-up weight, so that every chapter has something to say."""
    responses = survey.frame()
    responses["respondent"] = responses["response_id"]
    responses["language"] = [response.language for response in survey.responses]
    number = [int(name.rsplit("-", 1)[-1]) for name in responses["response_id"]]
    responses["staff_per_10000"] = [f"{10 + n * 37 % 61 + n % 7 / 10:.1f}" for n in number]
    responses["weight"] = [str(0.5 + n % 4 / 2) for n in number]
    return responses


def statements_of(survey: Survey, responses: pd.DataFrame) -> pd.DataFrame:
    """Gold statements with the attributes of their responses."""
    statements = survey.statements()
    statements["statement_id"] = [f"{r}.{n}" for n, r in enumerate(statements["response_id"])]
    statements["informative"] = [not is_uninformative(text) for text in statements["text"]]
    rest = responses.drop(columns=["wave", "language", "text"])
    whole = responses[["response_id", "text"]].rename(columns={"text": "response_text"})
    return statements.merge(rest, on="response_id").merge(whole, on="response_id")


def material_of_survey(
    survey: Survey, encoder: Encoder, *, quotes: int = 3, weight: str = "", break_at: str = ""
) -> Material:
    """Everything a report needs."""
    responses = responses_of(survey)
    statements = statements_of(survey, responses)
    groups, numbers = kinds_of(responses, [*survey.responses[0].attributes, "staff_per_10000"])
    codings = pd.DataFrame(
        {
            "statement_id": statements["statement_id"],
            "theme_id": statements["theme"],
            "coder": ["model 1" if n % 3 else "koder A" for n in range(len(statements))],
            "coder_kind": ["model" if n % 3 else "person" for n in range(len(statements))],
            "status": ["suggested" if n % 3 else "accepted" for n in range(len(statements))],
            "confidence": 0.9,
        }
    )
    themes = tuple(
        ReportTheme(theme.id, theme.name, theme.definition, order=n) for n, theme in enumerate(survey.themes)
    )
    waves = tuple(
        ReportWave(
            name,
            name == break_at,
            {
                "nb": "Spørsmålet ble stilt på en ny måte.",
                "nn": "Spørsmålet vart stilt på ein ny måte.",
                "en": "The question was put in a new way.",
            },
        )
        for name in sorted(responses["wave"].unique())
    )
    return Material(
        title=survey.question,
        responses=responses,
        statements=statements,
        codings=codings,
        themes=themes,
        waves=waves,
        quotes=approved_quotes(statements, [theme.id for theme in themes], encoder, quotes, list(groups)),
        method=Method(
            dropped={"test answers": 2},
            agreement=(
                Measured(
                    {"nb": "Krippendorffs alfa", "nn": "Krippendorffs alfa", "en": "Krippendorff's alpha"},
                    0.71,
                    0.64,
                    0.77,
                ),
            ),
            model_quality=(
                Measured(
                    {"nb": "Makro-F1", "nn": "Makro-F1", "en": "Macro F1"},
                    0.62,
                    of={"nb": "på 120 utsagn", "nn": "på 120 utsegner", "en": "on 120 statements"},
                ),
            ),
            versions={"textmine": "0.1.0", "encoder": encoder.id},
        ),
        counted=("accepted", "suggested"),
        attributes=groups,
        number_attributes=numbers,
        weight=weight,
    )


def approved_quotes(
    statements: pd.DataFrame, themes: list[str], encoder: Encoder, n: int, attributes: list[str]
) -> pd.DataFrame:
    """What ``select_quotes`` picks, as if somebody had approved it all."""
    vectors = encoder.encode(statements["text"].tolist())
    picked = [
        select_quotes(statements, theme, n, vectors=vectors, attributes=["wave", *attributes])
        for theme in themes
        if (statements["theme"] == theme).any()
    ]
    quotes = pd.concat(picked, ignore_index=True)
    return pd.DataFrame(
        {
            "theme_id": quotes["theme_id"],
            "statement_id": quotes["statement_id"],
            "text": quotes["redacted"],
            "attributes": quotes["attributes"],
            "approved_by": "redaktør",
        }
    )
