"""Office: what the readers of Word and Excel files share."""
