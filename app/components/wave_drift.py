"""What has changed since the statements that a model learnt from, in sentences and figures."""

from __future__ import annotations

import streamlit as st

from app.components.numbers import decimal, with_span
from app.components.plain import plain
from app.session import Session
from app.wave_data import Results
from textmine.classify import drift_from_dict, in_words
from textmine.classify.drift import Drift
from textmine.themes.waves import Share


def drift(session: Session, found: Results) -> None:
    """Draw the drift report of a run."""
    content = found.findings["drift"]
    if content is None:
        st.info(session.say("new_wave_no_drift"))
        return
    report = drift_from_dict(content)
    book = session.project.codebook()
    names = {theme.id: theme.name(session.language) for theme in book.themes}
    sentences = in_words(report, names, session.language)
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in sentences))
    st.subheader(session.say("new_wave_drift_themes"))
    rows = [
        {
            "theme": names.get(str(change.theme), str(change.theme)),
            "old": _share(session, change.old),
            "new": _share(session, change.new),
            "p": decimal(change.p, session.language, 3),
        }
        for change in report.themes
    ]
    _table(session, rows, "theme", "theme")
    st.caption(session.say("new_wave_drift_themes_help"))
    st.subheader(session.say("new_wave_drift_rest"))
    _table(session, _rest(session, report), "what", "new_wave_drift_what")
    st.caption(session.say("new_wave_drift_rest_help"))


def _rest(session: Session, report: Drift) -> list[dict[str, str]]:
    """Language, length, abstention, novelty and the domain test, a row each."""
    rows = [
        {"what": session.say(f"new_wave_drift_{name}"), **_pair(session, shares), "p": ""}
        for name, shares in (("abstained", report.abstained), ("novel", report.novel))
    ]
    rows += [
        {"what": session.say("new_wave_drift_language", standard=session.say(name)), **_pair(session, shares), "p": ""}
        for name, shares in sorted(report.languages.items())
    ]
    before, now = (decimal(value, session.language, 1) for value in report.words)
    length = {"what": session.say("new_wave_drift_length"), "old": before, "new": now}
    rows.append({**length, "p": decimal(report.words_p, session.language, 3)})
    auc = decimal(report.domain.auc, session.language)
    told = {"what": session.say("new_wave_drift_domain"), "old": "", "new": auc}
    rows.append({**told, "p": decimal(report.domain.p, session.language, 3)})
    return rows


def _pair(session: Session, shares: tuple[Share, Share]) -> dict[str, str]:
    return {"old": _share(session, shares[0]), "new": _share(session, shares[1])}


def _share(session: Session, share: Share) -> str:
    if not share.out_of:
        return "–"
    span = with_span(share.share, share.low, share.high, session.language)
    return f"{span}, {session.say('of', n=share.count, total=share.out_of)}"


def _table(session: Session, rows: list[dict[str, str]], first: str, label: str) -> None:
    columns = {
        first: st.column_config.TextColumn(session.say(label), width="large"),
        "old": st.column_config.TextColumn(session.say("new_wave_before")),
        "new": st.column_config.TextColumn(session.say("new_wave_now")),
        "p": st.column_config.TextColumn("p", width="small"),
    }
    st.dataframe(rows, column_config=columns, hide_index=True, height=38 + 35 * max(1, len(rows)))
