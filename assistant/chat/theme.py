"""The theme: Gradio's variables set to the page's colours and to fonts that every system has."""

from __future__ import annotations

import gradio as gr

# Plain names only: a web font would make the browser ask another host.
FONTS = (
    "Segoe UI",
    "Helvetica Neue",
    "PingFang SC",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "sans-serif",
)
MONOSPACED = ("ui-monospace", "Consolas", "monospace")

_INK = gr.themes.Color(
    name="ink",
    c50="#f3f6fb",
    c100="#e4ebf6",
    c200="#c7d5ea",
    c300="#9db4d8",
    c400="#6b8bc0",
    c500="#4468a6",
    c600="#2f528f",
    c700="#244172",
    c800="#1b3157",
    c900="#14243f",
    c950="#0c1628",
)


def theme() -> gr.themes.Base:
    """Return the page's theme."""
    return gr.themes.Base(
        primary_hue=_INK,
        secondary_hue=_INK,
        neutral_hue=gr.themes.colors.slate,
        font=list(FONTS),
        font_mono=list(MONOSPACED),
        text_size=gr.themes.sizes.text_lg,
        radius_size=gr.themes.sizes.radius_md,
    )
