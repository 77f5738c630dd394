"""Run a command with its stdout in a file; print its seconds, those of the processor, and the most memory that it had.

A small process of its own (``python -I -S``): started from a large one, a command would be charged with its memory.
"""

import os
import sys
import time

output, *command = sys.argv[1:]
streams = [
    (os.POSIX_SPAWN_OPEN, 1, output, os.O_WRONLY | os.O_CREAT, 0o600),
    (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
]
begun = time.perf_counter()
running = os.posix_spawnp(command[0], command, os.environ, file_actions=streams)
_, status, used = os.wait4(running, 0)
print(time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status) != 0)
