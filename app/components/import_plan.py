"""What an import would do, and the user's decision about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from app.components.numbers import whole
from app.problems import note_in_words
from app.session import Session

if TYPE_CHECKING:
    from textmine.store import ImportPlan

_SHOWN = 200


@dataclass(frozen=True)
class Decision:
    """Whether changed answers are taken over, and whether those that are gone are removed."""

    changes: bool
    gone: bool


def decide(session: Session, plan: ImportPlan) -> Decision | None:
    """Draw the plan; returns the decision once the user has pressed the button."""
    st.subheader(session.say("import_data_plan"))
    figures = {"new": plan.new, "same": plan.same, "changed": plan.changed_responses, "gone": len(plan.gone)}
    for cell, (name, number) in zip(st.columns(4), figures.items(), strict=True):
        cell.metric(session.say(f"import_data_{name}"), whole(number, session.language))
    for note in plan.notes:
        st.text(f"– {note_in_words(note, session.language)}")
    changes = bool(plan.changed) and _changes(session, plan)
    gone = bool(plan.gone) and st.checkbox(session.say("import_data_remove_gone"), key="import_data_remove_gone")
    if not (plan.new or plan.changed or plan.gone):
        st.info(session.say("import_data_nothing"))
        return None
    useful = bool(plan.new or changes or gone)
    if st.button(session.say("import_data_apply"), type="primary", disabled=not useful, key="import_data_apply"):
        return Decision(changes, gone)
    return None


def _changes(session: Session, plan: ImportPlan) -> bool:
    fields = {"text": session.say("import_data_field_text")}
    rows = [
        (each.response_id, fields.get(each.field, each.field), each.before, each.after)
        for each in plan.changed[:_SHOWN]
    ]
    columns = {
        "response": st.column_config.TextColumn(session.say("import_data_response"), width="small"),
        "field": st.column_config.TextColumn(session.say("import_data_field"), width="small"),
        "before": st.column_config.TextColumn(session.say("import_data_before"), width="large"),
        "after": st.column_config.TextColumn(session.say("import_data_after"), width="large"),
    }
    st.dataframe(
        pd.DataFrame(rows, columns=list(columns)), column_config=columns, hide_index=True, key="import_data_changes"
    )
    if plan.codings_lost:
        st.warning(session.say("import_data_lost", n=plan.codings_lost))
    return st.checkbox(session.say("import_data_take_changes"), key="import_data_take_changes")
