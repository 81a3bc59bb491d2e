"""All reports as a corpus: what the product needs for them, measured on two parts and extrapolated by a line."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from pathlib import Path

from eval.bench_corpora import Part, Parts
from eval.bench_worker import BUILD_CORES, SEARCH, SEARCH_CORES, Asking, Wording, Worker
from eval.grid import Grid

# Asked until nearly every notice of the parts has been shown once, and is kept in memory from then on.
_WORDINGS = tuple(
    Wording(text, text)
    for text in (
        "今年地区生产总值增长多少？",
        "城镇新增就业多少人？",
        "教育有哪些安排？",
        "怎样改善营商环境？",
        "乡村振兴怎么推进？",
        "去年建成了哪些道路？",
        "环境保护的目标是什么？",
        "医疗卫生有哪些工作？",
        "财政收入完成多少？",
        "政务公开做了什么？",
    )
)


@dataclass(frozen=True, slots=True)
class Needs:
    """What some reports need: seconds to read and to build, MB on disk, and peaks of memory in MB."""

    reports: float
    sentences: float
    reading_s: float
    building_s: float
    disk_mb: float
    memory_of_build_mb: float
    memory_of_searching_mb: float


@dataclass(frozen=True, slots=True)
class Extrapolated:
    """What the parts needed, and by the line through both what all reports would, taken by the length of their text."""

    few: Needs
    many: Needs
    whole: Needs

    @property
    def note(self) -> str:
        """How it was found, and how it grows."""
        return (
            f"{self.few.reports:.0f} and {self.many.reports:.0f} reports measured; all by the straight line through "
            "both over the length of the text. A build holds all notices, sentences and vectors at once, and a search "
            "keeps every notice that it has shown, so memory grows with the text. Chroma's insertion slows down as its "
            "graph grows, so the seconds of building are the least to expect."
        )


def extrapolate(few: Needs, many: Needs, parts: Parts) -> Extrapolated:
    """Return what all reports would need by the line through what two parts of them did."""
    steps = (parts.size - parts.many.size) / max(parts.many.size - parts.few.size, 1)
    values = {
        field.name: max(getattr(many, field.name) + (getattr(many, field.name) - getattr(few, field.name)) * steps, 0.0)
        for field in fields(Needs)
    }
    return Extrapolated(few, many, Needs(**{**values, "reports": float(parts.files)}))


def needs_of(product: str, part: Part, place: Path) -> Needs:
    """Build and search the part in processes of their own, and return what it needed.

    Args:
        product: the module that serves the product.
        part: the reports.
        place: an empty folder for the index.

    Raises:
        WorkerFailed: if a process ended.
    """
    with Worker(product, BUILD_CORES) as worker:
        built = worker.build(part.folder, place)
    with Worker(product, SEARCH_CORES) as worker:
        worker.open(part.folder, place, Asking(_WORDINGS, {}, answers=False))
        for at in range(len(_WORDINGS)):
            worker.time(SEARCH, at)
        peak = worker.peak()
        counts = worker.encode(part.folder)
    return Needs(
        reports=counts["notices"],
        sentences=counts["sentences"],
        reading_s=built["read"],
        building_s=built["build"],
        disk_mb=size_of(place),
        memory_of_build_mb=built["peak"],
        memory_of_searching_mb=peak,
    )


def size_of(folder: Path) -> float:
    """Return the size of all files in `folder` in MB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def reports_grid(found: Extrapolated) -> Grid:
    """Return the table of the reports."""
    few, many, whole = (asdict(needs) for needs in (found.few, found.many, found.whole))
    rows = tuple((name, f"{few[name]:,.1f}", f"{many[name]:,.1f}", f"{whole[name]:,.0f}") for name in whole)
    return Grid("reports", ("figure", "a few measured", "more measured", "all, extrapolated"), rows)


def reports_record(found: Extrapolated) -> dict[str, object]:
    """Return the JSON-able record of the reports."""
    needs = {"few": found.few, "many": found.many, "all, extrapolated": found.whole}
    rounded = {key: {name: round(value, 1) for name, value in asdict(one).items()} for key, one in needs.items()}
    return {**rounded, "note": found.note}
