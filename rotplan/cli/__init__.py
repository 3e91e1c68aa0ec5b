"""One file or folder a command: read arguments, call one function, show, choose the exit code."""
