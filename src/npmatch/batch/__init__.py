"""Exports in, verdicts out: two CSV files joined by a key, one verdict row for each application.

The rooms, in the order in which a row walks through them: `dialect` (encoding and delimiter), `reader` (bytes
to rows with places), `columns` (headers to roles), `keys`, `index` and `exports` (the join), `rows` (cells to
records), `engine` (the one place that calls the matcher), `verdicts` (the row to write), `output` (the file).
`run` strings them together; `faults` says what can go wrong and where. Nothing here knows a command line.
"""
