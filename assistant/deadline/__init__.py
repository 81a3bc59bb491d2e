"""Deadlines as dates: from a rule of a notice and its starting day to the last day, with the count that proves it."""
