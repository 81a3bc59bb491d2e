"""The commands of `python -m index`, each group in a module of its own."""
