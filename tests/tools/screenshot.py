"""Pictures of the running page for the README.

With `make run` in another terminal: `python -m tests.tools.screenshot --out docs`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, expect

from tests.tools.browser import DESKTOP, PHONE, chromium

QUESTION = "What is the deadline for posting proactive-disclosure files?"
SIZES = {"screenshot.png": DESKTOP, "screenshot-phone.png": PHONE}


def main() -> None:
    """Ask the question on a desktop and on a phone, and write one picture of each."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:7860", help="address of the running page")
    parser.add_argument("--out", type=Path, default=Path("docs"), help="folder for the pictures")
    parser.add_argument("--question", default=QUESTION, help="what to ask")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for name, size in SIZES.items():
            _picture(browser, given.url, given.question, size, given.out / name)


def _picture(browser: Browser, url: str, question: str, size: ViewportSize, file: Path) -> None:
    with browser.new_context(viewport=size, locale="en-US", device_scale_factor=2) as context:
        page = context.new_page()
        page.goto(url)
        expect(page.locator(".mb-welcome")).to_be_visible()
        page.locator("#mb-composer textarea").fill(question)
        page.keyboard.press("Enter")
        expect(page.locator(".mb-foot")).to_be_visible()
        page.wait_for_timeout(600)  # the smooth scroll to the question
        page.screenshot(path=file)


if __name__ == "__main__":
    main()
