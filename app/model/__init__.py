"""A language model, where one is switched on: it may read a question that the rules did not, and word an answer.

It never types a digit, computes, chooses a source, or answers where the sheets are silent. Nothing of this package is
imported while it is off.
"""
