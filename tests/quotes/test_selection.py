from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests.conftest import COMMENTS, EVENINGS, HOUSING, ToyEncoder
from textmine.errors import InputError
from textmine.privacy import Redaction, redact
from textmine.quotes import QUOTE_COLUMNS, select_quotes


def frame_of(texts: list[str], **columns: list[object]) -> pd.DataFrame:
    return pd.DataFrame({"text": texts, "theme": ["bolig"] * len(texts), **columns})


@pytest.fixture
def housing() -> pd.DataFrame:
    texts = [f"{text} i vår kommune nummer {n}" for n in range(4) for text in HOUSING]
    return frame_of(
        texts,
        statement_id=[f"r{n}.1" for n in range(24)],
        response_id=[f"r{n}" for n in range(24)],
        wave=["2023" if n < 16 else "2024" for n in range(24)],
        language=["nn" if "manglar" in text else "nb" for text in texts],
    )


def test_text_and_theme_are_enough() -> None:
    found = select_quotes(pd.DataFrame({"text": COMMENTS, "theme": ["a"] * 6 + ["b"] * 9}), "a", n=2)
    assert tuple(found.columns) == QUOTE_COLUMNS
    assert len(found) == 2
    assert set(found["text"]) <= set(HOUSING)


@pytest.mark.parametrize("column", ["theme", "theme_id"])
def test_a_statement_may_have_several_themes(column: str, toy: ToyEncoder) -> None:
    frame = pd.DataFrame({"text": COMMENTS, column: [{"a", "b"}] * 2 + [["b"]] * 13})
    assert set(select_quotes(frame, "a", 5, encoder=toy)["text"]) == set(COMMENTS[:2])


def test_row_order_does_not_matter(housing: pd.DataFrame, toy: ToyEncoder) -> None:
    also = ("typical", "extreme")
    expected = select_quotes(housing, "bolig", 4, also=also, encoder=toy)
    shuffled = housing.sample(frac=1, random_state=3)
    pd.testing.assert_frame_equal(select_quotes(shuffled, "bolig", 4, also=also, encoder=toy), expected)


def test_vectors_given_or_made_give_the_same(housing: pd.DataFrame, toy: ToyEncoder) -> None:
    vectors = toy.encode(housing["text"].tolist())
    given = select_quotes(housing, "bolig", 4, vectors=vectors)
    pd.testing.assert_frame_equal(given, select_quotes(housing, "bolig", 4, encoder=toy))


def test_a_respondent_is_quoted_once(housing: pd.DataFrame, toy: ToyEncoder) -> None:
    housing["response_id"] = [f"r{n % 3}" for n in range(24)]
    found = select_quotes(housing, "bolig", 6, also=("typical", "extreme"), encoder=toy)
    assert len(found) == 3
    assert found["response_id"].is_unique


def test_the_same_words_are_quoted_once(toy: ToyEncoder) -> None:
    frame = frame_of(["Vi mangler flere boliger", "vi mangler flere boliger!", "VI MANGLER FLERE BOLIGER..."])
    assert len(select_quotes(frame, "bolig", 3, encoder=toy)) == 1


def test_quotes_keep_to_the_length_that_was_asked(toy: ToyEncoder) -> None:
    frame = frame_of(["Bolig", "Boliger mangler her", "Det er altfor få boliger til unge her i byen"])
    assert select_quotes(frame, "bolig", 3, words=(2, 4), encoder=toy)["text"].tolist() == ["Boliger mangler her"]
    assert select_quotes(frame, "bolig", 3, words=(20, 30), encoder=toy).empty


def test_a_statement_cut_out_of_a_sentence_is_quoted_only_where_there_is_no_other(toy: ToyEncoder) -> None:
    cut = ["og boliger mangler til unge", "det er få boliger her og"]
    assert select_quotes(frame_of([*cut, HOUSING[0]]), "bolig", 3, encoder=toy)["text"].tolist() == [HOUSING[0]]
    assert len(select_quotes(frame_of(cut), "bolig", 3, encoder=toy)) == 2


def test_waves_are_represented_in_proportion_or_evenly(housing: pd.DataFrame, toy: ToyEncoder) -> None:
    def waves(how: str) -> dict[str, int]:
        found = select_quotes(housing, "bolig", 6, encoder=toy, balance=("wave",), how=how)  # type: ignore[arg-type]
        return found["wave"].value_counts().to_dict()

    assert waves("proportional") == {"2023": 4, "2024": 2}
    assert waves("even") == {"2023": 3, "2024": 3}


def test_each_kind_of_thing_said_is_quoted(toy: ToyEncoder) -> None:
    frame = frame_of([*COMMENTS])
    found = select_quotes(frame, "bolig", 3, encoder=toy)
    assert {("psykolog" in t) + 2 * ("kveld" in t.casefold()) for t in found["text"]} == {0, 1, 2}


def test_representative_quotes_cover_the_theme_between_them(housing: pd.DataFrame, toy: ToyEncoder) -> None:
    found = select_quotes(housing, "bolig", 4, encoder=toy)
    assert found["covers"].sum() == pytest.approx(1)
    assert found["covers"].between(0, 1).all()


def test_reasons_are_given_in_three_languages(housing: pd.DataFrame, toy: ToyEncoder) -> None:
    row = select_quotes(housing, "bolig", 1, encoder=toy).iloc[0]
    assert row["reason_nb"].startswith("Står for deltemaet «")
    assert "100\N{NO-BREAK SPACE}% av utsegnene" in row["reason_nn"]
    assert "100% of the theme's statements" in row["reason_en"]


def test_special_picks_come_behind_and_say_what_they_are(housing: pd.DataFrame, toy: ToyEncoder) -> None:
    found = select_quotes(housing, "bolig", 2, also=("typical", "extreme"), encoder=toy)
    assert found["kind"].tolist() == ["representative", "representative", "typical", "extreme"]
    assert found["reason_nb"].str.split(":").str[0].tolist()[2:] == ["Typisk", "Ytterpunkt"]


def test_praise_dissents_in_a_theme_of_complaints() -> None:
    complaints = ["Tilbudet er altfor dårlig", "Vi er misfornøyde med hjelpen", "Det fungerer veldig dårlig her"]
    frame = frame_of([*complaints, "Ventetiden har blitt mye verre", "Vi er veldig fornøyde med hjelpen"])
    found = select_quotes(frame, "bolig", 1, also=("dissenting",))
    assert found["kind"].tolist() == ["representative", "dissenting"]
    assert found["text"].iloc[1] == "Vi er veldig fornøyde med hjelpen"
    assert found["reason_nb"].iloc[1].startswith("Avvikende: språkmodellen leser det som ros")
    assert "20\N{NO-BREAK SPACE}%" in found["reason_nb"].iloc[1]


def test_nobody_dissents_without_an_encoder(toy: ToyEncoder) -> None:
    frame = frame_of([*HOUSING])
    vectors = toy.encode(list(HOUSING))
    assert set(select_quotes(frame, "bolig", 1, also=("dissenting",), vectors=vectors)["kind"]) == {"representative"}


def test_personal_data_is_masked_beside_the_original(toy: ToyEncoder) -> None:
    text = "Ring Kari Aasen på 91 23 45 67 om boliger i kommunen"
    row = select_quotes(frame_of([text]), "bolig", 1, encoder=toy).iloc[0]
    assert row["text"] == text
    assert row["redacted"] == "Ring [NAVN] på [TELEFON] om boliger i kommunen"
    assert [text[start:end] for start, end, _ in row["masked"]] == ["Kari Aasen", "91 23 45 67"]
    assert [row["redacted"][start:end] for start, end, _ in row["masked_in_redacted"]] == ["[NAVN]", "[TELEFON]"]


def test_a_response_is_redacted_once(toy: ToyEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    response = " ".join(f"Det manglar bustader i bydel {n}." for n in range(4))
    starts = [response.index(f"Det manglar bustader i bydel {n}") for n in range(4)]
    texts = [response[start : start + 31] for start in starts]
    frame = frame_of(texts, response_text=[response] * 4, start=starts, end=[start + 31 for start in starts])
    seen: list[str] = []

    def counted(text: str) -> Redaction:
        seen.append(text)
        return redact(text)

    monkeypatch.setattr("textmine.quotes.selection.redact", counted)
    monkeypatch.setattr("textmine.quotes.masking.redact", counted)
    assert len(select_quotes(frame, "bolig", 4, encoder=toy)) == 4
    assert seen.count(response) == 1
    assert len(seen) == len(set(seen))


def test_a_text_that_is_mostly_masked_is_passed_over(toy: ToyEncoder) -> None:
    frame = frame_of(["Ring Kari Aasen 91 23 45 67 kari.aasen@kommune.no nå", "Vi mangler boliger til unge"])
    assert select_quotes(frame, "bolig", 5, encoder=toy)["text"].tolist() == ["Vi mangler boliger til unge"]


def test_a_name_that_many_use_does_not_name_a_sub_theme(toy: ToyEncoder) -> None:
    frame = frame_of([f"Torbjørn Aasen lovet boliger i {n} år" for n in ("to", "tre", "fire", "fem")])
    assert "torbjørn" not in select_quotes(frame, "bolig", 1, encoder=toy)["subtheme"].iloc[0]


def test_attributes_that_few_share_are_kept_back(housing: pd.DataFrame, toy: ToyEncoder) -> None:
    housing["region"] = ["nord"] * 3 + ["sør"] * 21
    housing["role"] = "leder"
    found = select_quotes(housing, "bolig", 24, encoder=toy, balance=(), attributes=["region", "role"])
    for row in found.itertuples():
        region = {"region": "sør"} if housing["region"][int(row.response_id[1:])] == "sør" else {}
        few = row.language == "nn"
        assert row.attributes == ({} if few else {**region, "role": "leder"})


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"theme": "finnes ikke"}, "no statement has the theme 'finnes ikke'"),
        ({"n": 0}, "0 quotes"),
        ({"words": (9, 3)}, "9 to 3 words"),
        ({"also": ("funny",)}, "'funny'"),
    ],
)
def test_what_cannot_be_picked_is_said(change: dict, problem: str, toy: ToyEncoder) -> None:
    arguments = {"theme": "bolig", "encoder": toy, **change}
    with pytest.raises(InputError, match=problem):
        select_quotes(frame_of([*HOUSING]), **arguments)


@pytest.mark.parametrize("column", ["text", "theme"])
def test_a_missing_column_is_named(column: str) -> None:
    with pytest.raises(InputError, match=f"no column .*{column}"):
        select_quotes(frame_of([*EVENINGS]).drop(columns=column), "bolig")


def test_many_statements_are_thinned_out_not_refused(toy: ToyEncoder) -> None:
    frame = frame_of([f"Det mangler {n} boliger i kommunen" for n in range(3500)])
    vectors = toy.encode(frame["text"].tolist())
    found = select_quotes(frame, "bolig", 3, vectors=np.asarray(vectors))
    assert len(found) == 3
