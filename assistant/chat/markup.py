"""Markup: the only way by which text gets into the page's HTML."""

from __future__ import annotations

import html
from typing import NewType

Markup = NewType("Markup", str)

# Gradio runs HTML through two template languages, in which these characters mean something; a reference means nothing.
_TEMPLATE_SPECIAL = str.maketrans({character: f"&#{ord(character)};" for character in "${}@\\`"})


def escape(text: str) -> Markup:
    """Return `text` as HTML that shows exactly these characters, in element content and in attribute values."""
    return Markup(html.escape(text).translate(_TEMPLATE_SPECIAL))


def element(tag: str, *content: Markup, class_: str = "", **attributes: str) -> Markup:
    """Return an element around `content`; attribute values are escaped, `data_x` and `aria_x` become data-x, aria-x."""
    if class_:
        attributes = {"class": class_, **attributes}
    listed = "".join(f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"' for name, value in attributes.items())
    return Markup(f"<{tag}{listed}>{''.join(content)}</{tag}>")


def join(parts: list[Markup]) -> Markup:
    """Return the parts one after the other."""
    return Markup("".join(parts))


NOTHING = Markup("")
