"""Scans and pictures: what is recognised is marked as such, with its place on the page."""

from __future__ import annotations

import io
from collections.abc import Callable
from difflib import SequenceMatcher
from itertools import pairwise

import pytest
from corpus_builders import squeeze
from pdf_builders import Page, Setting, pdf_bytes, set_pages
from PIL import Image, ImageDraw

from corpus.errors import UnreadableFile
from corpus.read import image as image_module
from corpus.read import pdf as pdf_module
from corpus.read.image import read_image
from corpus.read.pdf import opened, read_pdf, rendered
from corpus.read.printed import Piece, Sheet
from corpus.read.region import picture
from corpus.read.seals import without_seals

NOTICE = (
    "兰政办发〔2019〕8号",
    "一、加强公开解读和回应关切工作",
    "1.全面精致解读政策。坚持“以公开为常态、不公开为例外”原则，政府全体会议讨论决定的重要改革方案，应在5个工作日内公开。",
    "2.积极回应社会关切。每年不少于2次，按期答复率达到100%。",
)
SMALL = Setting(16, 28, margins=(40, 60, 215, 99))

Recogniser = Callable[[Image.Image, int, float, float], Sheet]


def scanned(*paragraphs: str, side: int = 1600) -> Image.Image:
    """Return the upper half of a page on which the paragraphs are printed, as a scanner sees it."""
    with opened("notice.pdf", pdf_bytes(set_pages(paragraphs, SMALL))) as pdf:
        page = rendered(pdf[0], side)
    return page.crop((0, 0, page.width, page.height * 2 // 5))


def saved(*pages: Image.Image, form: str = "PNG", **options: object) -> bytes:
    """Return the pages as the bytes of a picture file."""
    written = io.BytesIO()
    more = {"save_all": True, "append_images": pages[1:]} if len(pages) > 1 else {}
    pages[0].save(written, form, **more, **options)
    return written.getvalue()


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """Return the sizes of the pictures that were given to recognition, which here reads 识别 on each."""
    sizes: list[tuple[int, int]] = []

    def recognise(given: Image.Image, number: int, width: float, height: float) -> Sheet:
        sizes.append(given.size)
        words = Piece(f"识别第{number}页。", 50, 50, 200, 66, 16, confidence=0.8)
        return Sheet(number, width, height, pieces=(words,))

    for module in (pdf_module, image_module):
        monkeypatch.setattr(module, "recognise", recognise)
    return sizes


def test_a_clean_picture_is_read_with_less_than_one_error_in_a_hundred_characters() -> None:
    page = scanned(*NOTICE)
    data = saved(page)
    found = read_image("scan.png", data)
    read, printed = squeeze(found.raw), squeeze("".join(NOTICE))
    same = sum(block.size for block in SequenceMatcher(None, printed, read, autojunk=False).get_matching_blocks())
    assert same >= 0.99 * len(printed)
    assert len(read) <= 1.01 * len(printed)
    assert len(found.raw.splitlines()) == len(NOTICE)
    assert [problem.code for problem in found.problems] == ["read by recognition"]
    lines = found.medium.seen
    assert all(0.9 < line.confidence <= 1 and line.page == 1 for line in lines)
    assert all(a.end <= b.start and a.box[3] <= b.box[3] for a, b in pairwise(lines))
    region = Image.open(io.BytesIO(picture(data, "scan.png", 1, lines[-1].box)))
    assert region.width < page.width
    assert region.height < page.height / 4
    assert min(region.convert("L").tobytes()) < 100


def test_a_scanned_page_among_printed_ones_is_recognised(shown: list[tuple[int, int]]) -> None:
    paper = Image.new("L", (200, 280), 255)
    typed = Page().text(80, 100, "第一页是印刷的文字。")
    found = read_pdf("mixed.pdf", pdf_bytes([typed, Page().image(paper)]))
    assert found.raw.splitlines() == ["第一页是印刷的文字。", "识别第2页。"]
    assert [(line.page, found.raw[line.start : line.end]) for line in found.medium.seen] == [(2, "识别第2页。")]
    assert found.problems[0].message.startswith("2页中的1页由图像文字识别得出")
    assert len(shown) == 1


def test_a_page_whose_font_has_no_unicode_is_recognised(shown: list[tuple[int, int]]) -> None:
    page = Page()
    for row in range(5):
        page.text(80, 100 + 30 * row, "!\"#$%&'()" * 3, font="F2")
    assert read_pdf("old.pdf", pdf_bytes([page])).raw == "识别第1页。\n"
    assert len(shown) == 1


def test_a_page_of_characters_that_nobody_uses_is_recognised(shown: list[tuple[int, int]]) -> None:
    page = Page()
    for row in range(5):
        page.text(80, 100 + 30 * row, "䀀䀁䀂䀃䀄䀅䀆䀇䀈䀉" * 2)
    assert read_pdf("old.pdf", pdf_bytes([page])).raw == "识别第1页。\n"
    assert len(shown) == 1


def test_a_scanners_own_layer_is_used_and_marked_where_it_is_plausible(shown: list[tuple[int, int]]) -> None:
    page = Page().image(Image.new("L", (200, 280), 255))
    for row in range(3):
        page.text(80, 100 + 30 * row, f"第{row}条政府信息公开工作应当及时准确便民，", mode=3)
    found = read_pdf("layer.pdf", pdf_bytes([page]))
    assert "第2条政府信息公开工作" in found.raw
    assert len(found.medium.seen) == 3
    assert all(0.8 <= line.confidence <= 0.9 for line in found.medium.seen)
    assert shown == []


def test_a_scanners_own_layer_of_odd_characters_is_recognised_anew(shown: list[tuple[int, int]]) -> None:
    page = Page().image(Image.new("L", (200, 280), 255))
    for row in range(3):
        page.text(80, 100 + 30 * row, "第丨条攺俯佶息岀歼工诈应兲及肘倠确㑇囻" * 2, mode=3)
    assert read_pdf("layer.pdf", pdf_bytes([page])).raw == "识别第1页。\n"
    assert len(shown) == 1


def test_a_hidden_line_on_a_printed_page_is_not_read() -> None:
    page = Page().text(80, 100, "公开工作要求。").text(80, 400, "看不见的话。", mode=3)
    assert read_pdf("notice.pdf", pdf_bytes([page])).raw == "公开工作要求。\n"


def test_a_photograph_is_turned_as_its_camera_noted(shown: list[tuple[int, int]]) -> None:
    noted = Image.Exif()
    noted[0x0112] = 6
    read_image("photo.jpg", saved(Image.new("RGB", (80, 40), "white"), form="JPEG", exif=noted))
    assert shown == [(40, 80)]


@pytest.mark.parametrize("form", ["PNG", "JPEG", "BMP", "WEBP", "TIFF", "GIF"])
def test_each_kind_of_picture_is_read(form: str, shown: list[tuple[int, int]]) -> None:
    assert read_image("scan", saved(Image.new("RGB", (60, 80), "white"), form=form)).raw == "识别第1页。\n"
    assert shown == [(60, 80)]


def test_the_pages_of_a_tiff_are_read_in_order(shown: list[tuple[int, int]]) -> None:
    found = read_image("fax.tif", saved(*[Image.new("1", (60, 80 + at), 1) for at in range(3)], form="TIFF"))
    assert found.raw.splitlines() == ["识别第1页。", "识别第2页。", "识别第3页。"]
    assert len(found.medium.pages) == 3
    assert shown == [(60, 80), (60, 81), (60, 82)]


def test_a_blank_scan_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="shows no text"):
        read_image("blank.png", saved(Image.new("L", (300, 400), 250)))
    with pytest.raises(UnreadableFile, match="shows no text"):
        read_pdf("blank.pdf", pdf_bytes([Page().image(Image.new("L", (300, 400), 250))]))


WHITE = saved(Image.new("RGB", (300, 400), "white"))
REFUSED = {
    "an empty file": b"",
    "text": "关于政务公开的通知".encode(),
    "a web page": b"<html><body>404</body></html>",
    "a PNG head only": WHITE[:8],
    "a PNG cut in its head": WHITE[:20],
    "a PNG cut in its pixels": saved(Image.effect_noise((300, 300), 50))[:5000],
    "a PNG with a spoilt check sum": WHITE[:30] + b"\xff" + WHITE[31:],
    "a JPEG cut off": saved(Image.effect_noise((300, 300), 50), form="JPEG")[:3000],
    "a JPEG head and noise": b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4,
    "a TIFF head only": b"II*\0\x08\0\0\0",
    "a TIFF whose pages are nowhere": b"II*\0\xff\xff\xff\x7f" + b"\0" * 40,
    "a BMP cut off": saved(Image.new("RGB", (300, 400), "white"), form="BMP")[:500],
    "a WebP cut off": saved(Image.effect_noise((300, 300), 50), form="WEBP")[:400],
    "a drawing that is code": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
}


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED)
def test_what_is_no_whole_picture_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_image("扫描件.png", data)
    assert caught.value.name == "扫描件.png"
    assert caught.value.reason
    assert caught.value.remedy.endswith(".")


def test_a_picture_of_too_many_pixels_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(image_module, "MOST_PIXELS", 1000)
    with pytest.raises(UnreadableFile, match="300 x 400 pixels"):
        read_image("poster.png", WHITE)


def test_a_picture_that_unpacks_to_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    with pytest.raises(UnreadableFile, match="too many pixels"):
        read_image("poster.png", WHITE)


def test_a_seal_is_lifted_off_the_words_under_it_and_a_red_letterhead_stays() -> None:
    page = Image.new("RGB", (600, 850), "white")
    draw = ImageDraw.Draw(page)
    draw.rectangle((100, 60, 500, 90), fill=(220, 0, 0))
    draw.ellipse((300, 600, 400, 700), outline=(220, 20, 20), width=6)
    draw.rectangle((290, 648, 410, 652), fill=(20, 20, 20))
    lifted = without_seals(page)
    assert lifted.getpixel((300, 75)) == (220, 0, 0)
    assert lifted.getpixel((350, 602)) == (220, 220, 220)
    assert lifted.getpixel((350, 650)) == (20, 20, 20)


def test_a_region_of_a_printed_page_is_shown() -> None:
    data = pdf_bytes([Page().text(80, 100, "公开工作要求。")])
    region = Image.open(io.BytesIO(picture(data, "notice.pdf", 1, (0.1, 0.1, 0.5, 0.13))))
    assert region.width > region.height


@pytest.mark.parametrize("page", [0, 2])
def test_a_region_of_a_page_that_is_not_there_is_refused(page: int) -> None:
    for name, data in (("notice.pdf", pdf_bytes([Page().text(80, 100, "公开。")])), ("scan.png", WHITE)):
        with pytest.raises(UnreadableFile, match=f"no page {page}"):
            picture(data, name, page, (0, 0, 1, 1))
