"""The audit sample of a coded wave, what it says of the model, and the theme shares corrected by it."""

from __future__ import annotations

import streamlit as st

from app.access import to_take_out
from app.components.conflict import problem
from app.components.links import can_open, jump, link
from app.components.numbers import percent, whole, with_span
from app.components.plain import plain
from app.components.wave_model import name_of
from app.session import Session
from app.wave_data import Audit, Results
from textmine.errors import TextmineError
from textmine.jobs.wave_audit import Sample, draw_sample
from textmine.jobs.wave_tables import respondents_of, shares_csv

SAMPLE = 200


def audit(session: Session, found: Results, known: Audit) -> None:
    """Draw the sample: to be drawn, being coded, or what it says."""
    st.markdown(session.say("new_wave_audit_help"))
    sample = known.sample
    if sample is not None and not sample.closed:
        _being_coded(session, sample)
        return
    if sample is not None and known.truth is not None:
        _realised(session, known)
        with st.expander(session.say("new_wave_draw_another")):
            _draw(session, found)
        return
    _draw(session, found)


def shares(session: Session, found: Results, known: Audit) -> None:
    """Draw the theme shares: raw, adjusted and corrected."""
    st.markdown(session.say("new_wave_shares_help"))
    if known.realised is None:
        st.info(session.say("new_wave_shares_no_audit"))
    book, language = session.project.codebook(), session.language
    rows = [
        {
            "theme": name_of(session, book, row["theme_id"]),
            "raw": percent(row["raw"], language),
            "adjusted": with_span(row["adjusted"], row["adjusted_low"], row["adjusted_high"], language),
            "share": with_span(row["share"], row["low"], row["high"], language),
        }
        for row in known.shares.to_dict("records")
    ]
    columns = {
        "theme": st.column_config.TextColumn(session.say("theme"), width="large"),
        "raw": st.column_config.TextColumn(session.say("new_wave_raw"), help=session.say("new_wave_raw_help")),
        "adjusted": st.column_config.TextColumn(
            session.say("new_wave_adjusted"), help=session.say("new_wave_adjusted_help")
        ),
        "share": st.column_config.TextColumn(
            session.say("new_wave_corrected"), help=session.say("new_wave_corrected_help")
        ),
    }
    st.dataframe(rows, column_config=columns, hide_index=True, height=38 + 35 * max(1, len(rows)))
    st.caption(session.say("new_wave_shares_of", n=whole(len(found.lines), language)))
    if session.may_export:
        _download(session, found, known)


def _download(session: Session, found: Results, known: Audit) -> None:
    def content() -> bytes:
        book, lines = session.project.codebook(), list(found.lines.values())
        statements = session.project.statements()
        return shares_csv(
            known.shares,
            known.realised,
            {theme.id: theme.name(session.language) for theme in book.themes},
            respondents_of(lines, statements, book),
            len(lines),
            int(session.project.settings.get("suppression_threshold")),
        )

    label = session.say("new_wave_download")
    st.download_button(
        label,
        to_take_out(session, content),
        "temaandeler.csv",
        "text/csv",
        on_click="ignore",
        key="new_wave_download",
    )
    st.caption(session.say("new_wave_download_help"))


def _draw(session: Session, found: Results) -> None:
    if not session.may("review"):
        st.info(session.say("new_wave_no_sample"))
        return
    coders = session.project.coders.frame()
    people = coders[(coders["kind"] == "person") & (coders["role"] != "reader")]["coder"].tolist()
    with st.form("new_wave_sample", border=False):
        first, second, third = st.columns([2, 4, 2], vertical_alignment="bottom")
        n = first.number_input(
            session.say("new_wave_sample_n"),
            1,
            100_000,
            min(SAMPLE, max(1, len(found.lines))),
            key="new_wave_sample_n",
            help=session.say("new_wave_sample_n_help"),
        )
        mine = [session.coder] if session.coder in people else people[:1]
        chosen = second.multiselect(
            session.say("new_wave_sample_coders"),
            people,
            default=mine,
            placeholder=session.say("choose"),
            key="new_wave_sample_coders",
        )
        if not third.form_submit_button(session.say("new_wave_draw"), type="primary", width="stretch"):
            return
    name = session.say("new_wave_sample_name", wave=found.run.wave)
    try:
        draw_sample(session.project, found.run, int(n), chosen, session.coder, name=name)
    except TextmineError as error:
        problem(session, error)
        return
    st.rerun()


def _being_coded(session: Session, sample: Sample) -> None:
    frame = session.project.batches.frame()
    rows = frame[frame["batch"] == sample.batch].to_dict("records")
    for row in rows:
        done, n = int(row["done"]), int(row["statements"])
        st.progress(done / max(1, n), text=plain(session.say("new_wave_sample_done", who=row["coder"], done=done, n=n)))
    left = sum(int(row["statements"] - row["done"]) for row in rows)
    mine = next((row for row in rows if row["coder"] == session.coder), None)
    with st.container(horizontal=True):
        if (
            mine is not None
            and mine["done"] < mine["statements"]
            and can_open("coding")
            and st.button(session.say("new_wave_code_blind"), type="primary", key="new_wave_code_blind")
        ):
            st.session_state["coding_wanted"] = {"mode": "batch", "batch": sample.batch}
            jump("coding")
        if session.may("review") and any(row["done"] for row in rows):
            label = session.say("new_wave_close_early", n=left) if left else session.say("new_wave_close")
            if st.button(label, type="secondary" if left else "primary", key="new_wave_close"):
                _close(session, sample, unfinished=bool(left))


def _close(session: Session, sample: Sample, *, unfinished: bool) -> None:
    try:
        session.project.batches.close(sample.batch, session.coder, unfinished=unfinished)
    except TextmineError as error:
        problem(session, error)
        return
    st.rerun()


def _realised(session: Session, known: Audit) -> None:
    """Precision and recall of each theme, with what they are out of."""
    truth = known.truth
    if truth is None:
        return
    st.caption(session.say("new_wave_audited", n=len(truth.themes), left=truth.left))
    if truth.unsettled:
        st.warning(session.say("new_wave_unsettled", n=truth.unsettled))
        link("double_coding", session.say("new_wave_settle"))
    if known.realised is None:
        st.info(session.say("new_wave_nothing_audited"))
        return
    book, language = session.project.codebook(), session.language
    rows = [
        {
            "theme": name_of(session, book, row["theme_id"]),
            "said": row["said"],
            "there": row["there"],
            "precision": _share(session, row, "precision", "said"),
            "recall": _share(session, row, "recall", "there"),
        }
        for row in known.realised.sort_values(["there", "theme_id"], ascending=[False, True]).to_dict("records")
    ]
    columns = {
        "theme": st.column_config.TextColumn(session.say("theme"), width="large"),
        "said": st.column_config.NumberColumn(session.say("new_wave_said"), width="small"),
        "there": st.column_config.NumberColumn(session.say("new_wave_there"), width="small"),
        "precision": st.column_config.TextColumn(
            session.say("new_wave_precision"), help=session.say("new_wave_precision_help")
        ),
        "recall": st.column_config.TextColumn(session.say("new_wave_recall"), help=session.say("new_wave_recall_help")),
    }
    st.dataframe(rows, column_config=columns, hide_index=True, height=38 + 35 * max(1, len(rows)))
    st.caption(session.say("new_wave_interval_help", example=with_span(0.8, 0.6, 0.9, language)))


def _share(session: Session, row: dict[str, float], name: str, of: str) -> str:
    """A share with its interval; a dash where nothing was asked."""
    if not row[of]:
        return "–"
    return with_span(row[name], row[f"{name}_low"], row[f"{name}_high"], session.language)
