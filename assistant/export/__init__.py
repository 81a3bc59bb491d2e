"""Export: an answer taken along: copied as text, as a slip (.docx, .md), as a sheet (.xlsx)."""
