"""Whatever is added, changed and removed: a synced index answers as a freshly built one."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from index_builders import DUTIES, notice_text, write_corpus

from index import BundledEncoder, Index, build, sync
from index.retrieve import MODES

PLACES = ("云溪县", "青禾县", "白石县", "清河县")
QUESTIONS = ("每年培训几次", "公开申请多久答复", "云溪县政务公开", "how soon must a request be answered")

duties = st.lists(st.integers(0, len(DUTIES) - 1), min_size=1, max_size=3, unique=True)
notices = st.tuples(st.integers(0, len(PLACES) - 1), duties)
# Files come, go, change and are renamed; several may hold one notice, or texts of it that differ.
corpora = st.dictionaries(st.sampled_from(["a.txt", "b.md", "c.txt", "d.txt", "e.md"]), notices, min_size=1)


def found(index: Index) -> list[object]:
    scopes = (None, sorted(index.notices)[:1])
    return [
        [
            (hit.clause.id, round(hit.score, 5), hit.sentence_start)
            for hit in index.search(asked, mode=mode, notice_ids=s)
        ]
        for asked in QUESTIONS
        for mode in MODES
        for s in scopes
    ]


@settings(deadline=None, max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(states=st.lists(corpora, min_size=2, max_size=4))
def test_sync_equals_build(encoder: BundledEncoder, states: list[dict[str, tuple[int, list[int]]]]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        for state in states:
            texts = {name: notice_text(PLACES[at], at + 1, chosen) for name, (at, chosen) in state.items()}
            write_corpus(folder / "corpus", texts)
            sync(folder / "corpus", folder / "synced", encoder)
        build(folder / "corpus", folder / "built", encoder)
        synced, built = Index.open(folder / "synced", encoder), Index.open(folder / "built", encoder)
        assert dict(synced.readings) == dict(built.readings)
        assert found(synced) == found(built)
