"""Pages of a project: which there are, in what order, and what right each asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

import streamlit as st

from app.access import require
from app.components import links
from app.session import Session
from textmine.store.rights import Right


@dataclass(frozen=True)
class Room:
    """A page: module ``app.views.<name>`` with ``show(session)``, and its title ``<name>_title``.

    ``right`` is what its user must at least be allowed to do; None lets everybody in who may enter the project.
    """

    name: str
    icon: str
    right: Right | None = None


ROOMS = (
    Room("overview", "home"),
    Room("coding", "label", "code"),
    Room("themes", "account_tree"),
    Room("map", "bubble_chart"),
    Room("search", "search"),
    Room("double_coding", "group", "code"),
    Room("agreement", "balance"),
    Room("new_wave", "update", "code"),
    Room("quotes", "format_quote"),
    Room("report", "description"),
    Room("import_data", "upload_file", "administer"),
    Room("administration", "settings", "administer"),
)


def rooms_for(session: Session) -> list[Room]:
    """The rooms that a user's role opens, in order."""
    return [room for room in ROOMS if room.right is None or session.may(room.right)]


def navigate(session: Session) -> None:
    """Draw the menu and the page that was chosen; a page that the user has no right to is not among them."""
    pages: dict[str, st.Page] = {}
    for room in rooms_for(session):
        if find_spec(f"app.views.{room.name}") is None:
            continue
        pages[room.name] = st.Page(
            _drawing(room, session),
            title=session.say(f"{room.name}_title"),
            icon=f":material/{room.icon}:",
            url_path=room.name,
            default=room.name == "overview",
        )
    links.remember(pages)
    # Without groups: Streamlit draws a grouped menu as a list that screen readers cannot follow.
    st.navigation(list(pages.values())).run()


def _drawing(room: Room, session: Session) -> Callable[[], None]:
    """What draws a room, with its right asked for once more."""

    def draw() -> None:
        st.title(session.say(f"{room.name}_title"))
        if room.right is None or require(session, room.right):
            # Imported when it is first opened, so that the app starts quickly.
            import_module(f"app.views.{room.name}").show(session)

    return draw
