"""Koding: one statement at a time, by keyboard or mouse."""

from __future__ import annotations

import streamlit as st

from app import access
from app import coding_actions as act
from app.coding_desk import Desk, memo_key, others_key, read_fields, the_desk
from app.components.codebook_panel import codebook_panel
from app.components.coder_names import coder_name
from app.components.coding_dialogs import code_alike, cut
from app.components.coding_queue import queue_choices
from app.components.key_to_field import key_to_field
from app.components.labels import theme_labels
from app.components.links import link
from app.components.numbers import percent
from app.components.plain import plain
from app.components.response_view import Marked, response_view
from app.session import Session
from textmine.coding.codebook import Codebook
from textmine.store.leases import Next


def show(session: Session) -> None:
    """Draw the page."""
    book = session.project.codebook()
    if not book.active:
        st.info(session.say("coding_no_codebook"))
        link("themes", session.say("themes_title"))
        link("import_data", session.say("import_data_title"))
        return
    desk = the_desk()
    _as_wanted(desk)
    keyed = queue_choices(session, desk, book)
    left, right = st.columns([5, 3], gap="large")
    with left:
        _desk(session, desk, keyed)
    with right:
        codebook_panel(session, book, keyed)


@access.fragment
def _desk(session: Session, desk: Desk, keyed: list[str]) -> None:
    """The statement and all that can be done with it; a key press draws this part of the page alone."""
    desk.carry_out(session, read_fields(desk.shown))
    told = st.empty()
    current = desk.item
    if current is None:
        desk.shown = ""
        _nothing_left(session, desk)
    else:
        _statement(session, desk, current, keyed)
    # Drawn last: who reads that a statement was saved can press the next key.
    with told:
        _told(session, desk)


def _statement(session: Session, desk: Desk, current: Next, keyed: list[str]) -> None:
    memo_label = session.say("coding_memo")
    with st.container(border=True):
        marked = [
            Marked(each.start, each.end, "current" if each.statement_id == current.statement_id else "other")
            for each in desk.around
        ]
        about = {session.say("wave"): current.wave, session.say("standard"): session.say(current.language)}
        attributes = about | current.attributes
        response_view(current.response_text, marked, attributes, language=current.language, key="coding_response")
        if current.question and (question := session.project.settings.get("questions").get(current.question)):
            st.caption(plain(question))
    desk.shown = current.statement_id
    book = session.project.codebook()
    _suggested(session, desk, book)
    _theme_buttons(session, desk, book, keyed)
    first, second = st.columns(2)
    with first:
        _other_themes(session, desk, current, book, keyed)
    if desk.memo:
        st.session_state.setdefault(memo_key(current.statement_id), desk.memo)
    second.text_area(memo_label, key=memo_key(current.statement_id), height=68, help=session.say("coding_memo_help"))
    _main_actions(session, desk)
    _more_actions(session, desk)
    key_to_field("m", memo_label)


def _as_wanted(desk: Desk) -> None:
    """Take over the queue that another page asked for when it sent the coder here."""
    wanted = st.session_state.pop("coding_wanted", None)
    if wanted:
        desk.clear()
        for name, value in wanted.items():
            st.session_state[f"coding_{name}"] = value


def _told(session: Session, desk: Desk) -> None:
    """What came of the last action; the line is always there, so that nothing jumps."""
    kind, words = desk.said
    if kind == "trouble":
        st.warning(plain(words), icon=":material/warning:")
    else:
        count = session.say("coding_count", n=desk.done)
        st.caption(f"{count} · {plain(words)}" if words else count)


def _nothing_left(session: Session, desk: Desk) -> None:
    wanted = desk.fields.queue
    st.info(session.say("coding_queue_empty" if wanted else "coding_queue_choose"))
    if wanted:
        first, second, _ = st.columns([2, 2, 3])
        first.button(session.say("coding_bring_back"), on_click=desk.intend, args=("afterwards", act.bring_back))
        second.button(session.say("coding_undo"), shortcut="u", on_click=desk.intend, args=("afterwards", act.undo))


def _suggested(session: Session, desk: Desk, book: Codebook) -> None:
    labels = theme_labels(session, book)
    found = [each for each in desk.suggestions(session.coder) if each.theme_id in book]
    others = sorted(
        {
            (coder_name(session, each.coder), labels[each.theme_id])
            for each in desk.codings_of("person") + desk.codings_of("adjudication")
            if each.coder != session.coder and each.status == "accepted" and each.theme_id in book
        }
    )
    if others:
        shown = "; ".join(f"{coder}: {name}" for coder, name in others)
        st.caption(plain(session.say("coding_others", who=shown)))
    if not found:
        return
    st.caption(session.say("coding_suggestions"))
    for each in found[:4]:
        name, accept, reject = st.columns([5, 2, 2], vertical_alignment="center")
        sure = "" if each.confidence is None else f" · {percent(each.confidence, session.language)}"
        name.markdown(f"**{plain(labels[each.theme_id])}**{sure}")
        accept.button(
            session.say("coding_accept_one"),
            key=f"coding_accept_{each.theme_id}",
            icon=":material/check:",
            width="stretch",
            type="primary" if each.theme_id in desk.chosen else "secondary",
            on_click=desk.intend,
            args=("choose", act.toggle, each.theme_id),
        )
        reject.button(
            session.say("coding_reject_one"),
            key=f"coding_reject_{each.theme_id}",
            icon=":material/close:",
            width="stretch",
            on_click=desk.intend,
            args=("choose", act.reject, each.theme_id),
        )


def _theme_buttons(session: Session, desk: Desk, book: Codebook, keyed: list[str]) -> None:
    labels = theme_labels(session, book)
    themes = [theme for name in keyed if (theme := book.get(name)) and theme.is_active]
    for row in range(0, len(themes), 3):
        for place, (column, theme) in enumerate(zip(st.columns(3), themes[row : row + 3], strict=False), row + 1):
            column.button(
                plain(labels[theme.id]),
                key=f"coding_theme_{theme.id}",
                shortcut=str(place),
                type="primary" if theme.id in desk.chosen else "secondary",
                help=plain(theme.definition.within(session.language)) or None,
                width="stretch",
                on_click=desk.intend,
                args=("choose", act.toggle, theme.id),
            )


def _other_themes(session: Session, desk: Desk, current: Next, book: Codebook, keyed: list[str]) -> None:
    others = [theme.id for _, theme in book.tree() if theme.is_active and theme.id not in keyed]
    if others:
        labels = theme_labels(session, book)
        key = others_key(current.statement_id)
        st.session_state[key] = [name for name in desk.chosen if name in others]
        st.multiselect(
            session.say("coding_more_themes"),
            others,
            format_func=lambda name: labels[name],
            key=key,
            on_change=desk.intend,
            args=("choose", act.choose_others, keyed),
            placeholder=session.say("coding_more_themes_hint"),
        )


def _main_actions(session: Session, desk: Desk) -> None:
    columns = st.columns(4)
    suggested = bool(desk.suggestions(session.coder))
    columns[0].button(
        session.say("coding_save_next"),
        key="coding_save",
        shortcut="enter",
        type="primary",
        width="stretch",
        on_click=desk.intend,
        args=("conclude", act.save),
    )
    columns[1].button(
        session.say("coding_none_fits"),
        key="coding_none",
        shortcut="0",
        width="stretch",
        on_click=desk.intend,
        args=("conclude", act.save_none),
    )
    for column, name, key, work in (
        (columns[2], "accept", "a", act.accept_all),
        (columns[3], "reject", "x", act.reject_all),
    ):
        column.button(
            session.say(f"coding_{name}"),
            key=f"coding_{name}",
            shortcut=key,
            disabled=not suggested,
            width="stretch",
            on_click=desk.intend,
            args=("conclude", work),
        )


def _more_actions(session: Session, desk: Desk) -> None:
    with st.container(horizontal=True):
        for name, key, when, work in (
            ("skip", "s", "conclude", act.skip),
            ("undo", "u", "afterwards", act.undo),
            ("redo", "y", "afterwards", act.redo),
        ):
            st.button(
                session.say(f"coding_{name}"),
                key=f"coding_{name}",
                shortcut=key,
                on_click=desk.intend,
                args=(when, work),
            )
        if st.button(session.say("coding_cut"), key="coding_cut", shortcut="d"):
            cut(session, desk)
        for step, name, key in ((-1, "join_before", "b"), (1, "join_after", "j")):
            st.button(
                session.say(f"coding_{name}"),
                key=f"coding_{name}",
                shortcut=key,
                disabled=desk.beside(step) is None,
                on_click=desk.intend,
                args=("conclude", act.join, step),
            )
        if st.button(session.say("coding_alike"), key="coding_alike", shortcut="l", disabled=not desk.chosen):
            code_alike(session, desk)
