"""A reference: what a link of the page points to, written as the fragment of its address."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Target(StrEnum):
    """What can be opened or asked by a link."""

    CITATION = "cite"
    RELATED = "near"
    NOTICE = "notice"
    EXAMPLE = "ask"
    SHELF = "shelf"


@dataclass(frozen=True, slots=True)
class Reference:
    """A target; `turn` and `number` name a citation, `number` an example, `notice_id` a notice."""

    target: Target
    turn: int = 0
    number: int = 0
    notice_id: str = ""

    def __str__(self) -> str:
        """The fragment without its hash sign."""
        match self.target:
            case Target.CITATION | Target.RELATED:
                return f"{self.target}-{self.turn}-{self.number}"
            case Target.EXAMPLE:
                return f"{self.target}-{self.number}"
            case Target.NOTICE:
                return f"{self.target}-{self.notice_id}"
            case Target.SHELF:
                return str(self.target)


SHELF = Reference(Target.SHELF)


def parse(fragment: str) -> Reference:
    """Return the reference that `fragment` writes; the shelf where it writes none, as a browser may send anything."""
    name, _, rest = fragment.partition("-")
    try:
        match Target(name):
            case Target.CITATION | Target.RELATED as target:
                turn, _, number = rest.partition("-")
                return Reference(target, turn=int(turn), number=int(number))
            case Target.EXAMPLE:
                return Reference(Target.EXAMPLE, number=int(rest))
            case Target.NOTICE:
                return Reference(Target.NOTICE, notice_id=rest)
            case Target.SHELF:
                return SHELF
    except ValueError:
        return SHELF
