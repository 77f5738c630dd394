"""Run a command; print its seconds, its seconds of the processor, and the most memory that it had, as rusage tells.

A small process of its own (``python -I -S``): started from a large one, a command would be charged with its memory.
"""

import os
import sys
import time

quiet = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
begun = time.perf_counter()
running = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
_, status, used = os.wait4(running, 0)
print(time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status) != 0)
