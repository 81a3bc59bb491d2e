"""Training: one command makes the bundled encoder from public official texts.

python -m index.training --data ../shared/data
"""
