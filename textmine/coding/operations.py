"""Operations on a draft codebook, one function each; none does anything, each returns the `Change` that would.

Ids never change meaning: merging keeps the target's id and retires the others, splitting makes new ids.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from textmine.coding.changes import Change, Operation, edits_between, require_draft
from textmine.coding.codebook import Codebook, Theme, Wording
from textmine.coding.codebook_json import theme_from_dict, theme_to_dict
from textmine.coding.recoding import Recoding
from textmine.errors import InputError


@dataclass(frozen=True)
class Part:
    """A theme to be split out of another: what it is called and the statements whose codings it takes.

    Where ``theme_id`` is None it gets a new one.
    """

    names: Wording
    statements: frozenset[str] = frozenset()
    definition: Wording = field(default_factory=Wording)
    theme_id: str | None = None


def rename(codebook: Codebook, theme_id: str, names: Wording) -> Change:
    """Give a theme other names; codings stay."""
    return _revise(codebook, "rename", replace(codebook.theme(theme_id), names=_named(names)))


def define(
    codebook: Codebook,
    theme_id: str,
    *,
    definition: Wording | None = None,
    include: Sequence[str] | None = None,
    exclude: Sequence[str] | None = None,
    examples: Sequence[str] | None = None,
) -> Change:
    """Say better what a theme is; what is None stays as it is, and so do codings."""
    old = codebook.theme(theme_id)
    new = replace(
        old,
        definition=old.definition if definition is None else definition,
        include=old.include if include is None else tuple(include),
        exclude=old.exclude if exclude is None else tuple(exclude),
        examples=old.examples if examples is None else tuple(examples),
    )
    return _revise(codebook, "define", new)


def recolour(codebook: Codebook, theme_id: str, colour: str) -> Change:
    """Give a theme a colour, ``#rrggbb``, or an empty string for none."""
    return _revise(codebook, "recolour", replace(codebook.theme(theme_id), colour=colour))


def add(codebook: Codebook, theme: Theme) -> Change:
    """Add a theme below an active one or at the top, last among its siblings; an empty id gets a new one.

    Raises
    ------
    InputError
        If the id belongs or belonged to another theme, the theme has no name, or its parent is not there.
    """
    require_draft(codebook)
    if theme.id in codebook.used_ids:
        raise InputError(f"the theme id {theme.id!r} is or was another theme's", "Choose a new id, or leave it out")
    if theme.parent is not None:
        _active(codebook, theme.parent)
    _named(theme.names)
    new = replace(theme, id=theme.id or codebook.new_id(), order=_last(codebook, theme.parent))
    return _revise(codebook, "add", new)


def merge(codebook: Codebook, sources: Collection[str], target: str) -> Change:
    """Merge themes into one of them or another.

    Accepted and suggested codings move to the target; a statement that a coder had coded with both gets one. What a
    coder rejected stays, closed, on the merged theme: she has not rejected the wider one. Themes below a merged theme
    come to lie below the target; where the target lies below a merged theme, it and its own branch move up.
    """
    require_draft(codebook)
    merged = [_active(codebook, source) for source in dict.fromkeys(sources)]
    _active(codebook, target)
    ids = {theme.id for theme in merged}
    if not ids or target in ids:
        raise InputError("a theme cannot be merged into itself", "Choose at least one other theme to merge into it")
    above_target = {theme.id for theme in codebook.path(target)}
    new = [replace(theme, status="retired", merged_into=target) for theme in merged]
    for child in _children_of(codebook, ids):
        parent = _above(codebook, child, ids) if child.id in above_target else target
        new.append(_at_end(codebook, child, parent, len(new)))
    return Change(
        "merge",
        edits_between(codebook, new),
        tuple(Recoding(theme.id, (target,)) for theme in merged),
    )


def split(codebook: Codebook, theme_id: str, parts: Sequence[Part], *, keep: bool = True) -> Change:
    """Split a theme: codings of each part's statements move to a new theme.

    Rejections move too, since who rejected the whole has rejected its parts. A statement in several parts is copied
    to each. Codings of other statements stay on the old theme: open where ``keep``, otherwise closed with it. New
    themes stand beside the old one.
    """
    require_draft(codebook)
    old = _active(codebook, theme_id)
    if not parts:
        raise InputError(f"the theme {theme_id!r} is split into nothing", "Name at least one new theme")
    growing, made = codebook, []
    for part in parts:
        theme = Theme(part.theme_id or "", part.names, part.definition, parent=old.parent, split_from=theme_id)
        new = add(growing, theme).edits[0].after
        assert new is not None  # noqa: S101  # an added theme is there afterwards
        growing = growing.replacing([new])
        made.append(new)
    changed = list(made)
    rules = [
        Recoding(theme_id, (theme.id,), part.statements, narrows=True)
        for theme, part in zip(made, parts, strict=True)
        if part.statements
    ]
    if not keep:
        changed.append(replace(old, status="retired"))
        for child in _children_of(codebook, {theme_id}):
            changed.append(_at_end(codebook, child, old.parent, len(changed)))
        rules.append(Recoding(theme_id))
    return Change("split", edits_between(codebook, changed), tuple(rules))


def nest(codebook: Codebook, theme_id: str, parent: str | None) -> Change:
    """Move a theme and its branch below another, or to the top for None; codings stay."""
    require_draft(codebook)
    theme = _active(codebook, theme_id)
    if parent is not None:
        _active(codebook, parent)
        if parent == theme_id or parent in {below.id for below in codebook.below(theme_id)}:
            raise InputError(f"the theme {theme_id!r} cannot lie below itself", "Choose a theme outside its branch")
    if theme.parent == parent:
        return Change("nest", ())
    return _revise(codebook, "nest", _at_end(codebook, theme, parent, 0))


def arrange(codebook: Codebook, theme_ids: Sequence[str]) -> Change:
    """Put siblings in this order; siblings that are not named come after them in the order they had."""
    require_draft(codebook)
    named = [codebook.theme(theme_id) for theme_id in dict.fromkeys(theme_ids)]
    if len({theme.parent for theme in named}) > 1:
        raise InputError("the themes to be put in order have different parents", "Name themes with the same parent")
    siblings = codebook.children(named[0].parent) if named else ()
    rest = [theme for theme in siblings if theme not in named]
    new = [replace(theme, order=place) for place, theme in enumerate([*named, *rest])]
    return Change("arrange", edits_between(codebook, new))


def retire(codebook: Codebook, theme_id: str, *, move_to: str | None = None) -> Change:
    """Take a theme out of use.

    Its codings stay on it, closed, or move to another theme as in ``merge``; the themes below it move up.
    """
    require_draft(codebook)
    theme = _active(codebook, theme_id)
    if move_to is not None:
        _active(codebook, move_to)
        if move_to == theme_id:
            raise InputError(f"the codings of {theme_id!r} cannot move to itself", "Choose another theme")
    new = [replace(theme, status="retired")]
    for child in _children_of(codebook, {theme_id}):
        new.append(_at_end(codebook, child, theme.parent, len(new)))
    rule = Recoding(theme_id, () if move_to is None else (move_to,))
    return Change("retire", edits_between(codebook, new), (rule,))


def reinstate(codebook: Codebook, theme_id: str) -> Change:
    """Take a retired theme into use again, at the top where its parent is gone; the codings left on it open again."""
    require_draft(codebook)
    theme = codebook.theme(theme_id)
    if theme.is_active:
        raise InputError(f"the theme {theme_id!r} is in use already", "Choose a retired theme")
    parent = codebook.get(theme.parent or "")
    back = replace(
        theme, status="active", merged_into=None, parent=theme.parent if parent and parent.is_active else None
    )
    return _revise(codebook, "reinstate", back)


def publish(codebook: Codebook) -> Codebook:
    """The draft as a published version, which never changes.

    Raises
    ------
    InputError
        If it is published already, or has no active theme.
    """
    require_draft(codebook)
    if not codebook.active:
        raise InputError("the codebook has no theme in use", "Add a theme before you publish it")
    return replace(codebook, state="published")


def new_draft(codebook: Codebook) -> Codebook:
    """The next version as a draft, with the themes of a published one."""
    if codebook.is_draft:
        raise InputError(f"version {codebook.version} of the codebook is a draft already", "Go on with that one")
    return replace(codebook, version=codebook.version + 1, state="draft")


def _revise(codebook: Codebook, operation: Operation, theme: Theme) -> Change:
    require_draft(codebook)
    # Reading back what would be stored refuses ids and colours that could not be.
    return Change(operation, edits_between(codebook, [theme_from_dict(theme_to_dict(theme))]))


def _named(names: Wording) -> Wording:
    if not any(name.strip() for name in names.all):
        raise InputError("the theme has no name", "Write a name in bokmål, nynorsk or English")
    return names


def _active(codebook: Codebook, theme_id: str) -> Theme:
    theme = codebook.theme(theme_id)
    if not theme.is_active:
        raise InputError(f"the theme {theme_id!r} is retired", "Choose a theme in use, or take it into use again")
    return theme


def _children_of(codebook: Codebook, theme_ids: set[str]) -> list[Theme]:
    """Themes right below any of these, themselves not included."""
    return [theme for _, theme in codebook.tree() if theme.parent in theme_ids and theme.id not in theme_ids]


def _above(codebook: Codebook, theme: Theme, leaving: set[str]) -> str | None:
    """The nearest theme above that stays."""
    staying = [above.id for above in codebook.path(theme.id)[:-1] if above.id not in leaving]
    return staying[-1] if staying else None


def _last(codebook: Codebook, parent: str | None) -> int:
    return max((theme.order for theme in codebook.children(parent)), default=-1) + 1


def _at_end(codebook: Codebook, theme: Theme, parent: str | None, place: int) -> Theme:
    return replace(theme, parent=parent, order=_last(codebook, parent) + place)
