"""The other ways to do a job, as small programs: ENCODING OUTPUT INPUT... are their arguments.

What they do is less than the order asks for: upper case, look-alikes and spaces folded, names compared by a distance of
at most two where there is one, outcomes written as yes and no. Those that are called *no matching* read and write only.
"""

READER = """
import csv, sys
for name in sys.argv[3:]:
    with open(name, encoding=sys.argv[1], newline="") as stream:
        for row in csv.reader(stream, delimiter=";"):
            pass
"""

SHA256 = """
import hashlib, sys
for name in sys.argv[3:]:
    with open(name, "rb") as stream:
        hashlib.file_digest(stream, "sha256")
"""

PANDAS = """
import sys, pandas
table = str.maketrans("ABCEHKMOPTXY", "АВСЕНКМОРТХУ", " -.'")
told = {"sep": ";", "dtype": str, "keep_default_na": False, "encoding": sys.argv[1]}
frames = [pandas.read_csv(name, **told) for name in sys.argv[3:]]
if len(frames) == 1:
    both = frames[0]
else:
    sides = [f.rename(columns=lambda c, p=p: c if c == "phone" else p + c)
             for f, p in zip(frames, ("application_", "contract_"))]
    both = sides[0].merge(sides[1], on="phone", how="left")
found = both[["phone"]].copy()
for field in ("surname", "given_name", "patronymic", "document"):
    left, right = (both[side + field].fillna("").str.upper().str.translate(table)
                   for side in ("application_", "contract_"))
    found[field] = left == right
found.to_csv(sys.argv[2], sep=";", index=False)
"""

POLARS = """
import sys, polars as pl
fields = ("surname", "given_name", "patronymic", "document")
frames = [pl.scan_csv(name, separator=";", infer_schema=False) for name in sys.argv[3:]]
if len(frames) == 1:
    both = frames[0]
else:
    asked, held = (f.rename({c: p + c for c in fields}) for f, p in zip(frames, ("application_", "contract_")))
    both = asked.join(held, on="phone", how="left", maintain_order="left")
latin, russian = list("ABCEHKMOPTXY -.'"), list("АВСЕНКМОРТХУ") + [""] * 4
def folded(name):
    return pl.col(name).fill_null("").str.to_uppercase().str.replace_many(latin, russian)
both.select("phone", *((folded("application_" + f) == folded("contract_" + f)).alias(f) for f in fields)
            ).sink_csv(sys.argv[2], separator=";")
"""

DUCKDB = """
import sys, duckdb
base = duckdb.connect(config={"threads": 2})
read = lambda name: f"read_csv('{name}', delim=';', header=true, all_varchar=true)"
fields = ("surname", "given_name", "patronymic", "document")
if len(sys.argv) == 4:
    rows, left, right = read(sys.argv[3]), "application_", "contract_"
else:
    rows = f"{read(sys.argv[3])} a left join {read(sys.argv[4])} c on a.phone = c.phone"
    left, right = "a.", "c."
fold = lambda name: f"translate(upper(coalesce({name}, '')), 'ABCEHKMOPTXY -.', 'АВСЕНКМОРТХУ')"
names = ", ".join(f"damerau_levenshtein({fold(left + f)}, {fold(right + f)}) <= 2 as {f}" for f in fields[:3])
paper = f"{fold(left + 'document')} = {fold(right + 'document')} as document"
phone = "phone" if len(sys.argv) == 4 else "a.phone"
base.execute(f"copy (select {phone}, {names}, {paper} from {rows}) to '{sys.argv[2]}' (delimiter ';', header true)")
"""

POLARS_COPY = """
import sys, polars as pl
frames = [pl.scan_csv(name, separator=";", infer_schema=False) for name in sys.argv[3:]]
frames[0].sink_csv(sys.argv[2], separator=";")
"""

PYARROW_COPY = """
import sys
from pyarrow import csv, string
for name in sys.argv[3:]:
    sign = csv.ParseOptions(delimiter=";")
    with open(name, encoding="utf-8") as stream:
        types = {title: string() for title in stream.readline().rstrip().split(";")}
    table = csv.read_csv(name, parse_options=sign, convert_options=csv.ConvertOptions(column_types=types))
csv.write_csv(table, sys.argv[2], csv.WriteOptions(delimiter=";"))
"""

#: A loop as a careful programmer writes it: equal values first, then folded ones, a distance only where they differ.
RAPIDFUZZ = """
import csv, sys
from rapidfuzz.distance import OSA
table = str.maketrans("ABCEHKMOPTXY", "АВСЕНКМОРТХУ", " -.'")
def same(left, right, most):
    if left == right:
        return True
    left, right = left.upper().translate(table), right.upper().translate(table)
    return left == right or (most > 0 and OSA.distance(left, right, score_cutoff=most) <= most)
def rows(name):
    with open(name, encoding=sys.argv[1], newline="") as stream:
        reader = csv.reader(stream, delimiter=";")
        next(reader)
        yield from reader
def pairs():
    if len(sys.argv) == 4:
        for row in rows(sys.argv[3]):
            yield row[0], row[1 : 1 + len(row) // 2], row[1 + len(row) // 2 :]
    else:
        held = {row[0]: row[1:] for row in rows(sys.argv[4])}
        for row in rows(sys.argv[3]):
            yield row[0], row[1:], held.get(row[0], ("",) * (len(row) - 1))
with open(sys.argv[2], "w", encoding=sys.argv[1], newline="") as stream:
    writer = csv.writer(stream, delimiter=";")
    for key, left, right in pairs():
        last = len(left) - 1
        writer.writerow([key, *(same(a, b, 2 * (at < last)) for at, (a, b) in enumerate(zip(left, right)))])
"""

#: Lists that are in memory already; its arguments are the number of pairs and of rounds, it prints seconds by name.
COLUMNS = """
import importlib.util, json, sys, time
from npmatch.columns import match_columns
from npmatch.native import engine
from npmatch.synthetic import PAIRS, pairs
fields = ("surname", "given_name", "patronymic", "document")
made = list(pairs(int(sys.argv[1]), 1, PAIRS))
asked, held = ({field: [getattr(getattr(pair, side), field) for pair in made] for field in fields}
               for side in ("application", "contract"))
ways = {"npmatch" if engine() == "native" else "npmatch, pure": lambda: match_columns(asked, held)}
if engine() == "native" and importlib.util.find_spec("numpy"):
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cpdist
    ways["rapidfuzz cpdist, 3 names"] = lambda: [
        cpdist(asked[field], held[field], scorer=OSA.distance, workers=1) for field in fields[:3]]
if engine() == "native" and importlib.util.find_spec("jellyfish"):
    from jellyfish import damerau_levenshtein_distance as distance
    ways["jellyfish, 3 names"] = lambda: [list(map(distance, asked[field], held[field])) for field in fields[:3]]
if engine() == "native" and importlib.util.find_spec("recordlinkage"):
    import pandas, recordlinkage
    left, right = pandas.DataFrame(asked), pandas.DataFrame(held)
    index = pandas.MultiIndex.from_arrays([left.index, right.index])
    compare = recordlinkage.Compare()
    for field in fields[:3]:
        compare.string(field, field, method="damerau_levenshtein")
    compare.exact("document", "document")
    ways["recordlinkage compare"] = lambda: compare.compute(index, left, right)
found = {name: [] for name in ways}
for _ in range(int(sys.argv[2])):
    for name, way in ways.items():
        begun = time.process_time()
        way()
        found[name].append(time.process_time() - begun)
print(json.dumps(found))
"""

#: Runs a command and prints seconds, seconds of the processor and the kibibytes (bytes on macOS) of its peak. Started
#: from a larger process, a command would be charged with the memory of that.
WATCH = """
import os, sys, time
quiet = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
begun = time.perf_counter()
running = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
_, status, used = os.wait4(running, 0)
print(time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status) != 0)
"""
