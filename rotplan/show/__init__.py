"""Points laid out for readers: a terminal, Markdown. Asks nothing."""
