"""What clauses say as a program: columns, rows and costs in compact arrays.

Beside the names of dimensions in `rules/kit` docstrings use these, here and in all of `planning`:

    C  columns of the program, sorted by candidate and then by holding
    K  candidates, by their place in `Program.candidates`, which is called a seat
    R  rows of the program; S its shortfalls
    V  variables of a model that a solver is given; L its rows

Columns, coefficients, limits and costs are whole numbers; a cost counts in units of its tier (a
vacancy, a breach, a move). Only what solvers say is in floats: values of variables, and duals, in
units of the tier for a unit of the row.
"""
