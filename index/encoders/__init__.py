"""The kinds of encoder, one module each; `index.encoder` opens the one that a name asks for."""
