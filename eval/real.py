"""Real documents: texts of the data folder that cases are about, written into a folder for the time of a run.

The texts are not in the repository; the cases about them, with a few words of each as gold, are.
"""

from __future__ import annotations

import tarfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from lzma import LZMAError
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.case_set import REAL, SETS, CaseSet
from index.training.texts import LAWS, REPORTS

_REGULATIONS = "行政法规"
DOCUMENTS: Mapping[str, str] = {
    "r01_enterprise_information.md": f"{_REGULATIONS}/企业信息公示暂行条例(2014-08-07).md",
    "r02_procurement.md": f"{_REGULATIONS}/政府采购法实施条例(2015-01-30).md",
    "r04_trial_information.md": "司法解释/最高人民法院关于人民法院通过互联网公开审判流程信息的规定(2018-03-04).md",
    "r05_secrecy.md": f"{_REGULATIONS}/保守国家秘密法实施条例(2024-07-10).md",
    "r06_payments.md": f"{_REGULATIONS}/保障中小企业款项支付条例(2025-03-17).md",
    "r07_jiaxing_report.md": "政府工作报告-其他地市/嘉兴市/2024.md",
    "r08_weihai_report.md": "政府工作报告-其他地市/威海市/2021.md",
}
"""The documents by the name that the cases know them by, each with its path in an archive.

No question that was written for training the encoder is about them; their bare texts were among what it read.
"""


class RealDocumentsError(Exception):
    """Shown to whoever evaluates with a data folder: an archive or a document is missing; the message names it."""


@contextmanager
def sets_over(data: Path | None) -> Iterator[tuple[CaseSet, ...]]:
    """Yield the sets of cases that can be asked: those of the repository and, given `data`, that over real documents.

    Raises:
        RealDocumentsError: if a document is not in the archives of `data`.
    """
    if data is None:
        yield SETS
    else:
        with real_corpus(data) as corpus:
            yield (*SETS, replace(REAL, corpus=corpus))


@contextmanager
def real_corpus(data: Path) -> Iterator[Path]:
    """Yield a folder of the real documents, which goes away afterwards.

    Raises:
        RealDocumentsError: if a document is not in the archives of `data`.
    """
    with TemporaryDirectory() as folder:
        yield write_documents(data, Path(folder))


def write_documents(data: Path, folder: Path, documents: Mapping[str, str] = DOCUMENTS) -> Path:
    """Write the documents that the archives of `data` hold into `folder`, and return it.

    Args:
        data: the folder of the archives of laws and reports.
        folder: where the files go; it is there.
        documents: the path in an archive of each, by the name of the file to write.

    Raises:
        RealDocumentsError: if an archive cannot be read or a document is in none.
    """
    texts: dict[str, bytes] = {}
    for name in (LAWS, REPORTS):
        try:
            texts |= _texts(data / name, documents.values())
        except (OSError, EOFError, LZMAError, tarfile.TarError) as error:
            raise RealDocumentsError(
                f"{data / name}: {error}. Give the folder of {LAWS} and {REPORTS} as --data, or leave it out."
            ) from error
    missing = sorted(set(documents.values()) - texts.keys())
    if missing:
        raise RealDocumentsError(
            f"{', '.join(missing)}: not in the archives of {data}. Take those the cases are about."
        )
    for name, path in documents.items():
        (folder / name).write_bytes(texts[path])
    return folder


def _texts(archive: Path, wanted: Collection[str]) -> dict[str, bytes]:
    with tarfile.open(archive, "r:xz") as tar:
        named = ((member, member.name.removeprefix("./")) for member in tar)
        files = ((name, tar.extractfile(member)) for member, name in named if name in wanted)
        return {name: file.read() for name, file in files if file}
