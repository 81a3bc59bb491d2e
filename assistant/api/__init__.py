"""The HTTP face: answers, notices and clauses as JSON, under one versioned path."""
