"""Assistant: a question and its history become an answer with checked citations."""

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.citation import Citation
from assistant.errors import QuestionError

__all__ = ["Answer", "Assistant", "Citation", "QuestionError"]
