"""The reference porting process: who must send what by when, which refusals exist, and what was exchanged.

A model of Order No. 3 of 19.01.2016 without input or output: nothing here reads a clock, a file or a socket, except
`journal`, which keeps evidence in SQLite. The order's tables are data; short pure functions read them.

``parties``, ``codes``, ``messages``, ``applications``: the nouns. ``deadlines``: every row of Appendix 3, and `due`.
``schedule``, ``numbering``, ``regions``, ``workdays``: hours, numbers, clocks, days. ``states``: the table of states.
``process``: `begin`, `step`, `expire`, `next_due`. ``checks`` and ``refusals``: what the database and the donor find.
``evidence``, ``journal``, ``bundle``: the proof. ``wire``: messages as JSON. ``readings``, ``editions``: which law, and
which reading of it. ``tables_text``: the tables for people. ``marking``: mass calls, apart from all of this.
"""
