"""Exception (除……外): the words before a rule without which it may not be quoted."""

from __future__ import annotations

import re

EXCEPTION = re.compile(r"除[^，,。；;]{2,40}(?:以?外|之外)[，,]\s*$")
"""An exception at the end of the words before a rule: the rule is not quoted without it."""
