"""One file or folder a command: read the arguments, call one function, show, choose the exit code."""
