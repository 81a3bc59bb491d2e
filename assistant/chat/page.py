"""The page: the Gradio components of the chat and what each event does to the visitor's screen."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.answerer import Answerer
from assistant.chat.examples import EXAMPLES
from assistant.chat.labels import ZH, preferred
from assistant.chat.reference import parse
from assistant.chat.screen import Screen, ask, brand, caution_markup, panel, turns_markup
from assistant.chat.theme import theme

_HERE = Path(__file__).parent

# Gradio runs one event of a kind at a time unless told otherwise; the processor bounds answering, so a few are plenty.
_AT_ONCE = 8

_META = '<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">'

Update = dict[str, Any]


def mount(service: Any, answerer: Answerer) -> None:
    """Serve the chat at the root of `service`, a FastAPI application (its type stays with the HTTP face)."""
    gr.mount_gradio_app(
        service,
        build(answerer),
        path="/",
        theme=theme(),
        head=_head(),
        favicon_path=str(_HERE / "favicon.svg"),
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        mcp_server=False,
        enable_monitoring=False,
    )


def build(answerer: Answerer) -> gr.Blocks:
    """Return the page's components, wired to `answerer`."""

    async def inside_a_loop() -> gr.Blocks:
        return _components(answerer)

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        # Where no loop runs, Gradio makes one for each component and never closes it; one that ends does instead.
        return asyncio.run(inside_a_loop())
    return _components(answerer)


def _components(answerer: Answerer) -> gr.Blocks:
    start = Screen()
    blocks: gr.Blocks = gr.Blocks(title=ZH.title, analytics_enabled=False, fill_width=True, fill_height=True)
    with blocks:
        screen = gr.State(start)
        with gr.Row(elem_id="mb-head"):
            name = gr.HTML(str(brand(start)), elem_id="mb-brand", apply_default_css=False, js_on_load=None)
            new = gr.Button(ZH.new_chat, elem_id="mb-new", size="sm", variant="secondary")
            switch = gr.Button(ZH.other_language, elem_id="mb-switch", size="sm", variant="secondary")
        with gr.Row(elem_id="mb-main"):
            with gr.Column(elem_id="mb-chat"):
                chat = gr.HTML(
                    str(turns_markup(start)), elem_id="mb-turns", apply_default_css=False, js_on_load=_script("turns")
                )
                box = _composer(start)
                caution = gr.HTML(
                    str(caution_markup(start)), elem_id="mb-caution", apply_default_css=False, js_on_load=None
                )
            source = gr.HTML(
                str(panel(start, answerer.index)),
                elem_id="mb-panel",
                apply_default_css=False,
                js_on_load=_script("panel"),
            )
        _wire(blocks, answerer, screen, (name, new, switch, chat, box, caution, source))
    blocks.queue(default_concurrency_limit=_AT_ONCE)
    return blocks


def _head() -> str:
    """Return what the page's head needs. Gradio's own `css` reaches only into its container; ours styles the body."""
    style = (_HERE / "style.css").read_text(encoding="utf-8")
    return f"{_META}<style>{style}</style>"


def _script(name: str) -> str:
    return (_HERE / f"{name}.js").read_text(encoding="utf-8")


def _composer(start: Screen) -> gr.Textbox:
    return gr.Textbox(
        elem_id="mb-composer",
        placeholder=start.labels.placeholder,
        show_label=False,
        label=start.labels.you,
        container=False,
        lines=1,
        max_lines=6,
        max_length=None,
        submit_btn=start.labels.send,
        autofocus=True,
    )


def _wire(blocks: gr.Blocks, answerer: Answerer, screen: gr.State, parts: tuple[Any, ...]) -> None:
    """Bind the events. Each takes the screen and gives the next one with what shows it."""
    name, new, switch, chat, box, caution, source = parts
    everything = [screen, name, new, switch, chat, box, caution, source]
    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}

    def answering(question: str, now: Screen) -> Iterator[tuple[Screen, Update, Update, Update]]:
        before = now.opened
        for after in ask(now, question, answerer):
            # The source is rendered only when another one is opened: the panel keeps its place while lines arrive.
            opened = gr.update() if after.opened == before else gr.update(value=str(panel(after, answerer.index)))
            before = after.opened
            yield after, gr.update(value=str(turns_markup(after))), gr.update(value=""), opened

    def answering_example(now: Screen, event: gr.EventData) -> Iterator[tuple[Screen, Update, Update, Update]]:
        number = parse(str(event.ref)).number
        yield from answering(EXAMPLES[number % len(EXAMPLES)].question[now.language], now)

    def opening(now: Screen, event: gr.EventData) -> tuple[Screen, str]:
        after = now.showing(parse(str(event.ref)))
        return after, str(panel(after, answerer.index))

    def greeting(request: gr.Request) -> tuple[Any, ...]:
        language = request.query_params.get("lang") or request.headers.get("accept-language", "")
        return _everything(Screen(preferred(language)), answerer)

    asked = [screen, chat, box, source]
    box.submit(answering, [box, screen], asked, concurrency_limit=_AT_ONCE, **private)
    source.submit(answering_example, [screen], asked, concurrency_limit=_AT_ONCE, **private)
    source.click(opening, [screen], [screen, source], **private)
    switch.click(lambda now: _everything(now.in_other_language(), answerer), [screen], everything, **private)
    new.click(lambda now: _everything(now.cleared(), answerer), [screen], everything, **private)
    blocks.load(greeting, None, everything, **private)


def _everything(screen: Screen, answerer: Answerer) -> tuple[Any, ...]:
    """Return the screen and the update of every component, in the order in which `_wire` lists them."""
    labels = screen.labels
    return (
        screen,
        gr.update(value=str(brand(screen))),
        gr.update(value=labels.new_chat),
        gr.update(value=labels.other_language),
        gr.update(value=str(turns_markup(screen))),
        gr.update(placeholder=labels.placeholder, label=labels.you, submit_btn=labels.send),
        gr.update(value=str(caution_markup(screen))),
        gr.update(value=str(panel(screen, answerer.index))),
    )
