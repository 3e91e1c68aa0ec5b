"""The arithmetic: statements to a program, a program to a plan, a plan judged without a solver."""
