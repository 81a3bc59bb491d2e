"""The command line: python -m index build|sync|watch|upgrade|rollback|status|search|backup|restore|gc|doctor

Each takes --index DIR and --json; those that read notices take --corpus DIR.
"""

from __future__ import annotations

from index.commands import asking, keeping, making
from index.commands.console import app

__all__ = ["app", "asking", "keeping", "making"]

if __name__ == "__main__":
    app(prog_name="python -m index")
