"""Keeping: gc."""

from __future__ import annotations

from dataclasses import asdict

from index.commands.console import INDEX, AsJson, IndexDir, app, reported, show


@app.command("gc")
def gc_command(index: IndexDir = INDEX, as_json: AsJson = False) -> None:
    """Delete what no kept generation needs and what killed runs left."""
    # Wrong usage and `--help` do without it.
    from index.garbage import collect

    with reported():
        deleted = collect(index)
        total = sum(one.size for one in deleted)
        lines = [f"deleted: {one.name} ({one.size} bytes)" for one in deleted]
        lines.append(f"{len(deleted)} deleted, {total} bytes")
        data = {"deleted": [asdict(one) for one in deleted], "bytes": total}
        show(data, "\n".join(lines), as_json=as_json)
