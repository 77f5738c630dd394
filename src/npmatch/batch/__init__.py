"""Exports in, verdicts out: two CSV files joined by a key, or one file of pairs; one verdict row for each application.

The rooms, in the order in which a row walks through them. Reading: `inputs`, `dialect` and `sniffing` (encoding and
delimiter), `tape`, `walk`, `shape` and `reader` (bytes to rows with places, plain lines in stretches), `columns`
(headers to roles), `profile` and `survey` (what is said and found of them), `keys`, `exports` and `pairs`. Finding:
`index`, `join`, `parts` (when memory is too small), `crowd` (very many contracts under one key), `registry`. Judging:
`rows` (cells to records), `sides` (the same, quickly), `engine` (the one place that calls the matcher; the seam for a
quicker one), `tails` and `verdicts` (what is written). `jobs` puts these together, `run` goes through the rows, and
`filed` writes `output`, `quarantine` and `report` with the help of `checkpoint`. `faults` says what can go wrong and
where. Nothing here knows a command line.
"""
