"""A finding of the doctor."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, in one line with its remedy.

    Attributes:
        check: what was looked at.
        told: what was found, what was expected, and what to do.
        wrong: whether something is to be done; otherwise it is good to know.
    """

    check: str
    told: str
    wrong: bool = True
