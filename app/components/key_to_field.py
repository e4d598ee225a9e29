"""Keys that shortcuts of buttons cannot be: ``m`` takes the keyboard to a text field, and Escape away from it."""

from __future__ import annotations

from typing import Any

import streamlit as st

_JS = """
export default function({ data }) {
  const press = (event) => {
    const typing = event.target.closest && event.target.closest("input, textarea, [contenteditable=true]");
    if (event.key === "Escape" && event.target.tagName === "TEXTAREA") { event.target.blur(); return; }
    if (event.key !== data.key || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const field = [...document.querySelectorAll("textarea")].find((each) => each.ariaLabel === data.label);
    if (field) { event.preventDefault(); field.focus(); }
  };
  document.addEventListener("keydown", press);
  return () => document.removeEventListener("keydown", press);
}
"""


def key_to_field(key: str, label: str) -> None:
    """Let a key go to the text area of this label."""
    _component()(data={"key": key, "label": label}, key=f"key_to_field_{key}", height=1)


def _component() -> Any:
    return st.components.v2.component("textmine_key_to_field", html="<span></span>", js=_JS)
