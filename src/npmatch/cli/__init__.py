"""The command line: options in, results on stdout, talk on stderr, an exit code at the end.

One module a command (`match`, `explain`, `sniff`, `init`, `demo`, `port`), each with a function ``command(say)`` that
builds it in the language of ``say``; `main` loads the one that is asked for. Every text stands in ``messages.tsv``, in
two languages; `errors` turns whatever went wrong into one line and an exit code, without a value of anybody's data.
"""
