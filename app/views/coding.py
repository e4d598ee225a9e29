"""Koding: one statement at a time, by keyboard or mouse."""

from __future__ import annotations

import streamlit as st

from app import coding_actions as act
from app import coding_desk as desk
from app.components.codebook_panel import codebook_panel
from app.components.coding_dialogs import code_alike, cut
from app.components.key_to_field import key_to_field
from app.components.numbers import percent
from app.components.plain import plain
from app.components.response_view import Marked, response_view
from app.session import Session
from textmine.coding.codebook import Codebook

KEYED = 9
MODES = ("uncertain", "verify", "disagreement", "search", "batch")


def show(session: Session) -> None:
    """Draw the page."""
    book = session.project.codebook()
    if not book.active:
        st.info(session.say("coding_no_codebook"))
        return
    _as_wanted()
    keyed = _choices(session, book)
    left, right = st.columns([5, 3], gap="large")
    with left:
        _desk(session, keyed)
    with right:
        codebook_panel(session, book, keyed)


@st.fragment
def _desk(session: Session, keyed: list[str]) -> None:
    """The statement and all that can be done with it; a key press draws this part of the page alone."""
    act.carry_out()
    if desk.item() is None:
        desk.take_next(session)
    _told(session)
    current = desk.item()
    if current is None:
        _nothing_left(session)
        return
    memo_label = session.say("coding_memo")
    with st.container(border=True):
        marked = [
            Marked(each.start, each.end, "current" if each.statement_id == current.statement_id else "other")
            for each in desk.around()
        ]
        about = {session.say("wave"): current.wave, session.say("standard"): session.say(current.language)}
        attributes = about | current.attributes
        response_view(current.response_text, marked, attributes, language=current.language, key="coding_response")
        if current.question and (question := session.project.settings.get("questions").get(current.question)):
            st.caption(plain(question))
    book = session.project.codebook()
    _suggested(session, book)
    _theme_buttons(session, book, keyed)
    first, second = st.columns(2)
    with first:
        _other_themes(session, book, keyed)
    second.text_area(memo_label, key=desk.memo_key(), height=68, help=session.say("coding_memo_help"))
    _main_actions(session)
    _more_actions(session)
    key_to_field("m", memo_label)


def _as_wanted() -> None:
    """Take over the queue that another page asked for when it sent the coder here."""
    wanted = st.session_state.pop("coding_wanted", None)
    if wanted:
        desk.clear_desk()
        for name, value in wanted.items():
            st.session_state[f"coding_{name}"] = value


def _choices(session: Session, book: Codebook) -> list[str]:
    """Which queue, and which themes on the keys 1 to 9; returns the latter."""
    first, second, third = st.columns([4, 5, 2], vertical_alignment="bottom")
    with first:
        mode = _mode(session)
    with second:
        _what_of_mode(session, book, mode)
    with third.popover(session.say("coding_keyboard"), icon=":material/keyboard:", width="stretch"):
        st.toggle(session.say("coding_quick"), key="coding_quick", help=session.say("coding_quick_help"))
        return _keyed(session, book)


def _mode(session: Session) -> str:
    modes = [mode for mode in MODES if mode != "batch" or _open_batches(session)]
    return st.selectbox(
        session.say("coding_queue"),
        modes,
        format_func=lambda mode: session.say(f"coding_mode_{mode}"),
        key="coding_mode",
        on_change=desk.clear_desk,
        help=session.say("coding_queue_help"),
    )


def _what_of_mode(session: Session, book: Codebook, mode: str) -> None:
    if mode == "verify":
        tallies = session.project.glances.tallies()
        st.selectbox(
            session.say("theme"),
            [theme.id for _, theme in book.tree() if theme.is_active],
            format_func=lambda name: (
                f"{book.theme(name).name(session.language)} ({tallies[name].suggested if name in tallies else 0})"
            ),
            key="coding_theme",
            on_change=desk.clear_desk,
        )
    elif mode == "search":
        st.text_input(session.say("search"), key="coding_query", on_change=desk.clear_desk)
    elif mode == "batch":
        batches = _open_batches(session)
        st.selectbox(
            session.say("coding_batch"),
            list(batches),
            format_func=lambda number: batches[number],
            key="coding_batch",
            on_change=desk.clear_desk,
        )


def _open_batches(session: Session) -> dict[int, str]:
    """The coder's own open batches, with what they are called and how much is left."""
    frame = session.project.batches.frame()
    own = frame[(frame["coder"] == session.coder) & (frame["state"] == "open")]
    return {
        int(row.batch): f"{row.name_ or row.batch} ({row.done}/{row.statements})"
        for row in own.rename(columns={"name": "name_"}).itertuples()
    }


def _keyed(session: Session, book: Codebook) -> list[str]:
    """Themes on the keys 1 to 9: the first of the codebook unless the coder chose others."""
    active = [theme.id for _, theme in book.tree() if theme.is_active]
    picked = st.multiselect(
        session.say("coding_keys"),
        active,
        default=active[:KEYED],
        format_func=lambda name: book.theme(name).name(session.language) if name in book else name,
        max_selections=KEYED,
        key="coding_keys",
        help=session.say("coding_keys_help"),
    )
    return [name for name in picked if name in active]


def _told(session: Session) -> None:
    """What came of the last action; the line is always there, so that nothing jumps."""
    kind, words = desk.said()
    if kind == "trouble":
        st.warning(plain(words), icon=":material/warning:")
    else:
        count = session.say("coding_count", n=desk.done())
        st.caption(f"{count} · {plain(words)}" if words else count)


def _nothing_left(session: Session) -> None:
    wanted = desk.queue_wanted()
    st.info(session.say("coding_queue_empty" if wanted else "coding_queue_choose"))
    if wanted:
        first, second, _ = st.columns([2, 2, 3])
        first.button(session.say("coding_bring_back"), on_click=act.intend, args=(act.bring_back, session))
        second.button(session.say("coding_undo"), shortcut="u", on_click=act.intend, args=(act.undo, session))


def _suggested(session: Session, book: Codebook) -> None:
    found = [each for each in desk.suggestions(session.coder) if each.theme_id in book]
    others = sorted(
        {
            (each.coder, book.theme(each.theme_id).name(session.language))
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
        name.markdown(f"**{plain(book.theme(each.theme_id).name(session.language))}**{sure}")
        accept.button(
            session.say("coding_accept_one"),
            key=f"coding_accept_{each.theme_id}",
            icon=":material/check:",
            width="stretch",
            type="primary" if each.theme_id in desk.chosen() else "secondary",
            on_click=act.intend,
            args=(act.toggle, session, each.theme_id),
        )
        reject.button(
            session.say("coding_reject_one"),
            key=f"coding_reject_{each.theme_id}",
            icon=":material/close:",
            width="stretch",
            on_click=act.intend,
            args=(act.reject, session, each.theme_id),
        )


def _theme_buttons(session: Session, book: Codebook, keyed: list[str]) -> None:
    themes = [theme for name in keyed if (theme := book.get(name)) and theme.is_active]
    for row in range(0, len(themes), 3):
        for place, (column, theme) in enumerate(zip(st.columns(3), themes[row : row + 3], strict=False), row + 1):
            column.button(
                plain(theme.name(session.language)),
                key=f"coding_theme_{theme.id}",
                shortcut=str(place),
                type="primary" if theme.id in desk.chosen() else "secondary",
                help=plain(theme.definition.within(session.language)) or None,
                width="stretch",
                on_click=act.intend,
                args=(act.toggle, session, theme.id),
            )


def _other_themes(session: Session, book: Codebook, keyed: list[str]) -> None:
    others = [theme.id for _, theme in book.tree() if theme.is_active and theme.id not in keyed]
    if others:
        key = f"coding_others_{desk.item().statement_id}" if desk.item() else "coding_others"
        st.session_state[key] = [name for name in desk.chosen() if name in others]
        st.multiselect(
            session.say("coding_more_themes"),
            others,
            format_func=lambda name: book.theme(name).name(session.language),
            key=key,
            on_change=act.choose_others,
            args=(session, key, keyed),
            placeholder=session.say("coding_more_themes_hint"),
        )


def _main_actions(session: Session) -> None:
    columns = st.columns(4)
    suggested = bool(desk.suggestions(session.coder))
    columns[0].button(
        session.say("coding_save_next"),
        key="coding_save",
        shortcut="enter",
        type="primary",
        width="stretch",
        on_click=act.intend,
        args=(act.save, session),
    )
    columns[1].button(
        session.say("coding_none_fits"),
        key="coding_none",
        shortcut="0",
        width="stretch",
        on_click=act.intend,
        args=(act.save, session),
        kwargs={"nothing": True},
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
            on_click=act.intend,
            args=(work, session),
        )


def _more_actions(session: Session) -> None:
    with st.container(horizontal=True):
        for name, key, work in (("skip", "s", act.skip), ("undo", "u", act.undo), ("redo", "y", act.redo)):
            st.button(
                session.say(f"coding_{name}"),
                key=f"coding_{name}",
                shortcut=key,
                on_click=act.intend,
                args=(work, session),
            )
        if st.button(session.say("coding_cut"), key="coding_cut", shortcut="d"):
            cut(session)
        for step, name, key in ((-1, "join_before", "b"), (1, "join_after", "j")):
            st.button(
                session.say(f"coding_{name}"),
                key=f"coding_{name}",
                shortcut=key,
                disabled=desk.beside(step) is None,
                on_click=act.intend,
                args=(act.join, session, step),
            )
        if st.button(session.say("coding_alike"), key="coding_alike", shortcut="l", disabled=not desk.chosen()):
            code_alike(session)
