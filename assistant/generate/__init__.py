"""Generate: a chat model puts the answer into words; every sentence is held against the clauses that it cites."""
