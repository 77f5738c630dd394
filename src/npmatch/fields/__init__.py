"""One field of a record, one module: how an application's value and a contract's compare.

Every module offers ``compare``, which returns an Outcome. Fields do not know each other.
"""
