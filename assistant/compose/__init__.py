"""Compose: evidence becomes a draft, one module a kind of answer."""
