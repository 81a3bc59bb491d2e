"""Evaluation: cases and an assistant become scores, a report and a verdict.

Write `from eval.x import y`; a bare `import eval` hides the builtin.
"""
