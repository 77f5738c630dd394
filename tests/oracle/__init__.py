"""Appendix 6 read slowly and literally, one module per letter of the rule: N, E, T, O and the verdict.

Nothing here is taken from the library, nothing is clever: readings, spellings and exchanges are written out one by
one and compared. Its only use is to disagree with the library where one of the two is wrong.
"""
