"""Verification (design, 3): what is not quoted, rendered or derived is not shown.

`verify` holds the claims of a draft against their passages before an answer is put together; `check` holds the finished
answer, whoever wrote it, against the notices: its words, markers, citations and printed sources; `passed` is the gate.
"""

from assistant.verify.answer import check
from assistant.verify.claim import Verdict, fault_of, verify
from assistant.verify.failure import Failure, FailureKind
from assistant.verify.gate import passed

__all__ = ["Failure", "FailureKind", "Verdict", "check", "fault_of", "passed", "verify"]
