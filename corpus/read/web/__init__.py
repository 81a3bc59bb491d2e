"""Web pages: from markup to the lines of the one notice that a page was made for."""
