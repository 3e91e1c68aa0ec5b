"""One file a command: read the arguments, call one function, show, choose the exit code."""
