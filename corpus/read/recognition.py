"""Recognition: a picture of a page becomes words with their places, by models that the library brings along."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from pathlib import Path
from statistics import median
from typing import Any

from PIL import Image

from corpus.medium import Seen
from corpus.notice import Problem
from corpus.read.legible import usual_form
from corpus.read.printed import Piece, Sheet, is_wide
from corpus.read.seals import without_seals

MOST_SCANNED = 200
"""Pages that are recognised in one file; at ten seconds a page more would take over half an hour."""
LONG_SIDE = 2400
"""Pixels of the longer side of a page as it is recognised: 205 dots an inch for A4."""
SURE = 0.9
"""A line of less confidence is shown as unsure: on clean print nine in ten lines have more than 0.97."""

_FIND_SIDE = 1280
"""Pixels of the longer side as lines are looked for; they are read at full size."""
_THREADS = 2
_TALLEST = 1.6
"""A picture higher than so many times its width is recognised in parts."""
_PADDING = 0.3
"""By so many characters the box of a found line is wider than its words, on either side."""
_TALL = 1.5
_READABLE = 0.75
_GRAIN = 0.0004
_BLANK = 12
"""Where no more than this lies between the palest and the darkest pixels (of 255), a page is blank."""


_WIDE_MARKS = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！"}


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was recognised in one upright picture."""

    pieces: tuple[Piece, ...]
    tall: bool
    confidence: float


def recognise(picture: Image.Image, number: int, width: float, height: float) -> Sheet:
    """Return the page that `picture` shows, turned upright; without words where it is blank.

    Args:
        picture: the page as it lies in the file.
        number: the page's number, from 1.
        width: of the page, in the points that its words' places are given in.
        height: likewise.
    """
    picture = without_seals(picture.convert("RGB"))
    if _is_blank(picture):
        return Sheet(number, width, height)
    seen, turned = _upright(picture)
    if turned % 2:
        picture, width, height = picture.transpose(Image.Transpose.ROTATE_90), height, width
    scale = width / picture.width
    pieces = tuple(
        replace(
            piece,
            left=piece.left * scale,
            top=piece.top * scale,
            right=piece.right * scale,
            bottom=piece.bottom * scale,
            size=piece.size * scale,
        )
        for piece in seen.pieces
    )
    return Sheet(number, width, height, turned=turned, pieces=pieces)


def problems_of(seen: Sequence[Seen], pages: int) -> tuple[Problem, ...]:
    """Return what the keeper should know of a file of `pages` pages with these recognised lines."""
    if not seen:
        return ()
    unsure = sum(line.confidence < SURE for line in seen)
    scanned = len({line.page for line in seen})
    where = "全文" if scanned == pages else f"{pages}页中的{scanned}页"
    share = (
        f"其中{unsure}行（{100 * unsure / len(seen):.0f}%）把握不大，请对照原件核对。" if unsure else "各行把握都较大。"
    )
    return (Problem("read by recognition", f"{where}由图像文字识别得出，共{len(seen)}行，{share}"),)


def _is_blank(picture: Image.Image) -> bool:
    """Whether a page shows no more than the grain of its paper."""
    shades = picture.convert("L").resize((min(picture.width, 600), min(picture.height, 850))).histogram()
    below = list(accumulate(shades))
    darkest = next(shade for shade, count in enumerate(below) if count > _GRAIN * below[-1])
    palest = max(shade for shade, count in enumerate(shades) if count)
    return palest - darkest < _BLANK


def _upright(picture: Image.Image) -> tuple[_Seen, int]:
    """Return what a picture says and by how many quarters clockwise it is to be turned to be read."""
    seen = _read(picture)
    if not seen.pieces or (not seen.tall and seen.confidence >= _READABLE):
        return seen, 0
    turns = {
        1: Image.Transpose.ROTATE_270,
        2: Image.Transpose.ROTATE_180,
        3: Image.Transpose.ROTATE_90,
    }
    # The library turns tall lines anticlockwise to read them: where that went well, the page is turned so.
    order = ((3, 1) if seen.confidence >= _READABLE else (1, 3)) if seen.tall else (2,)
    best, turned = seen, 0
    for quarters in order:
        found = _read(picture.transpose(turns[quarters]))
        if not found.tall and found.confidence > best.confidence - 0.1 * seen.tall:
            best, turned = found, quarters
        if best.confidence >= _READABLE and turned:
            break
    return best, turned


def _read(picture: Image.Image) -> _Seen:
    pieces: list[Piece] = []
    boxes: list[tuple[float, float]] = []
    for part, above in _parts(picture):
        scale, found = _lines(part)
        angle = _skew([box for box, _, _ in found])
        for box, text, confidence in found:
            piece = _piece(box, text, confidence, angle, (part.width * scale / 2, part.height * scale / 2))
            if piece is not None:
                boxes.append((piece.right - piece.left, piece.bottom - piece.top))
                pieces.append(_moved(piece, 1 / scale, above))
    tall = sum(high > _TALL * wide for wide, high in boxes) * 2 > len(boxes)
    letters = sum(len(piece.text) for piece in pieces)
    sure = sum((piece.confidence or 0) * len(piece.text) for piece in pieces) / letters if letters else 0.0
    return _Seen(tuple(pieces), tall, sure)


def _moved(piece: Piece, scale: float, above: float) -> Piece:
    return replace(
        piece,
        left=piece.left * scale,
        top=piece.top * scale + above,
        right=piece.right * scale,
        bottom=piece.bottom * scale + above,
        size=piece.size * scale,
    )


def _parts(picture: Image.Image) -> Iterator[tuple[Image.Image, int]]:
    """Yield the parts of a picture with their upper edges: one, several of a very high one, cut where it is blank."""
    tallest = int(_TALLEST * picture.width)
    top = 0
    while picture.height - top > tallest:
        cut = _clear_row(picture, top + tallest * 3 // 4, top + tallest)
        yield picture.crop((0, top, picture.width, cut)), top
        top = cut
    yield picture.crop((0, top, picture.width, picture.height)) if top else picture, top


def _clear_row(picture: Image.Image, first: int, last: int) -> int:
    """Return the middle of the widest run of rows between `first` and `last` on which nothing stands."""
    strip = picture.crop((0, first, picture.width, last)).convert("L")
    rows = strip.resize((1, strip.height), Image.Resampling.BOX).tobytes()
    palest = max(rows)
    best, run = (0, len(rows)), 0
    for at, shade in enumerate(rows):
        run = run + 1 if shade >= palest - 2 else 0
        best = max(best, (run, at - run // 2))
    return first + best[1]


def _lines(part: Image.Image) -> tuple[float, list[tuple[Any, str, float]]]:
    """Return by how much the picture was enlarged, and the corners, words and confidence of each line found in it."""
    # A tenth of a second, only for who reads scans.
    import numpy as np

    longest = max(part.size)
    scale = LONG_SIDE / longest if longest > LONG_SIDE else max(1.0, _FIND_SIDE / longest)
    if scale != 1.0:
        size = (max(1, round(part.width * scale)), max(1, round(part.height * scale)))
        part = part.resize(size, Image.Resampling.LANCZOS)
    found = _engine()(np.ascontiguousarray(np.asarray(part)[:, :, ::-1]))
    if found.boxes is None or found.txts is None:
        return scale, []
    return scale, list(zip(found.boxes.tolist(), found.txts, map(float, found.scores), strict=True))


@cache
def _engine() -> Any:
    """Return the models, loaded from the library's own folder: given their paths it never looks for them elsewhere."""
    # A second and 200 MB with onnxruntime and OpenCV, only for who reads scans.
    import rapidocr

    models = Path(rapidocr.__file__).parent / "models"
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.text_score": 0.0,
            "Global.max_side_len": 2 * LONG_SIDE,
            "Det.model_path": str(models / "PP-OCRv6_det_small.onnx"),
            "Det.limit_type": "max",
            "Det.limit_side_len": _FIND_SIDE,
            "Rec.model_path": str(models / "PP-OCRv6_rec_small.onnx"),
            "Rec.rec_batch_num": 4,
            "EngineConfig.onnxruntime.intra_op_num_threads": _THREADS,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _skew(boxes: Sequence[Any]) -> float:
    """Return by how many degrees most long lines slope, clockwise."""
    slopes = [
        math.degrees(math.atan2(right[1] - left[1], right[0] - left[0]))
        for left, right, *_ in boxes
        if right[0] - left[0] > 8 * abs(right[1] - left[1]) and right[0] - left[0] > 300
    ]
    return median(slopes) if len(slopes) >= 3 else 0.0


def _full_width(text: str) -> str:
    """Return a line with its punctuation as Chinese print has it: the models give half of it narrow."""
    text = re.sub(r"(?<=[\u3400-\u9fff”》〕）])[,:;?!]", lambda found: _WIDE_MARKS[found[0]], text)
    text = re.sub(r"\((?=[\u3400-\u9fff《“])|(?<=[\u3400-\u9fff])\(", "（", text)
    return re.sub(r"(?<=[\u3400-\u9fff》”])\)|\)(?=[\u3400-\u9fff])", "）", text)


def _piece(box: Any, text: str, confidence: float, skew: float, centre: tuple[float, float]) -> Piece | None:
    text = _full_width(usual_form(text.strip()))
    if not text:
        return None
    cos, sin = math.cos(math.radians(skew)), math.sin(math.radians(skew))
    corners = [
        (
            centre[0] + (x - centre[0]) * cos + (y - centre[1]) * sin,
            centre[1] - (x - centre[0]) * sin + (y - centre[1]) * cos,
        )
        for x, y in box
    ]
    left, right = (corners[0][0] + corners[3][0]) / 2, (corners[1][0] + corners[2][0]) / 2
    top, bottom = (corners[0][1] + corners[1][1]) / 2, (corners[2][1] + corners[3][1]) / 2
    height = max(bottom - top, 1.0)
    letters = sum(1.0 if is_wide(char) else 0.55 for char in text)
    size = min(height, (right - left) / letters) if right - left > height else height
    inner = min(_PADDING * size, (right - left) / 3)
    return Piece(text, left + inner, top, right - inner, bottom, size, confidence=confidence)
