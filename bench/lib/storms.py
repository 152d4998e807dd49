"""Everyone at once: so many transfers of 1 MiB, lock-step, 1468; the client repeats after a second, twelve times. Tells
also how much memory a server takes with all of them running."""

import contextlib

from fleet import Fleet, PEERS
from load import run
from scenarios import IMAGE

SIZES = (1000, 5000)
# Several times: who is compared. Once: modes, and peers that break.
OFTEN, ONCE = ("ideal", "trivet"), ("trivet-portable", "trivet-1p", *PEERS)
REPETITIONS = 3
# What has not ended then counts as not completed: twice what the slowest that completes everything takes.
LIMIT_SECONDS = {1000: 30, 5000: 45}


def storms(batch, folder):
    for size in SIZES:
        for repetition in range(1, REPETITIONS + 1):
            for name in (*OFTEN, *ONCE):
                if name in batch.servers and (repetition == 1 or name in OFTEN):
                    batch.once("storms", f"storm-{size}", name, repetition, lambda: storm(batch, folder, name, size))


def storm(batch, folder, name, size):
    """A fresh server for each, as some do not survive it."""
    with contextlib.ExitStack() as stack:
        server = Fleet(folder, stack, [IMAGE]).server(name)
        if server is None:
            return None
        limit = LIMIT_SECONDS[size]
        words = f"-f f{IMAGE} -P -T -b 1468 -c {size} -n {size} -r 1000 -R 12 -x {limit}".split()
        return {"metric": "secs", **run(server, words, limit, batch.real_time, sample=True)}
