"""Place names: how an answer names the place of each of several notices."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.english import render_place
from assistant.scope import display_place
from corpus import Notice


def place_names(notices: Sequence[Notice], language: str) -> dict[str, str]:
    """Return the name of each notice's place by its id, with number or year where two notices are of one place."""
    names = {n.id: render_place(n, display_place(n)) if language == "en" else display_place(n) for n in notices}
    several = {name for name in names.values() if list(names.values()).count(name) > 1}
    form = "{}（{}）" if language == "zh" else "{} ({})"
    return {n.id: form.format(names[n.id], _mark(n)) if names[n.id] in several else names[n.id] for n in notices}


def _mark(notice: Notice) -> str:
    return notice.doc_number or (f"{notice.year}年" if notice.year else notice.title)
