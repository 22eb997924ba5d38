"""Rules that say what to change first, each with the hours a year that are at stake.

They follow the five ways of optimising a process: remove, decide closer to the work, join tasks,
simplify, automate. They are of severity info: a process may be right and still be improved.
"""
