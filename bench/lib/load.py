"""One run of the load against one server: what tftpload printed, and what the server spent meanwhile."""

import contextlib
import json
import os
import re
import subprocess
import time
from pathlib import Path

from checks import Failure, built
from fleet import CLIENT_CORE
from servers import enter_real_time

# How long a run may last beyond the time after which the load program ends itself.
GRACE_SECONDS = 30
SAMPLE_SECONDS = 0.2


def run(server, words, limit, real_time, sample=False):
    host, port = server.address
    before = server.cpu_seconds()
    memory = {}
    with server.in_real_time() if real_time else contextlib.nullcontext():
        client = subprocess.Popen([built("tftpload"), "-s", host, "-p", str(port), *words], stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE, text=True, preexec_fn=lambda: become_client(real_time))
        try:
            if sample:
                memory = most_memory(server, client, limit)
            out, complaint = client.communicate(timeout=limit + GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            client.kill()
            raise Failure(f"tftpload did not end: {' '.join(words)}") from None
    if not out:
        raise Failure(f"tftpload: {complaint}")
    return {**told(json.loads(out)), **spent(server, before, json.loads(out)["bytes"]), **memory}


def become_client(real_time):
    os.sched_setaffinity(0, {CLIENT_CORE})
    if real_time:
        enter_real_time()


def told(seen):
    """The median transfer's time; where fewer than half came to an end, the time until the run was cut off."""
    finished = seen["ok"] > seen["total"] / 2
    return {**seen, "transfers/s": round(seen["ok"] / seen["secs"], 1),
            "seconds": round(seen["lat_p50_us"] / 1e6, 4) if finished else seen["secs"]}


def spent(server, before, octets):
    if server.process.poll() is not None:
        return {"server_died": server.process.returncode}
    cpu = server.cpu_seconds() - before
    return {"server_cpu": round(cpu, 3), "server_cpu_per_GB": round(cpu / octets * 1e9, 3) if octets else None,
            "server_peak_MiB": round(server.peak_memory_kb() / 1024, 1)}


def memory_of(pid):
    """Resident MiB: its own, and what is mapped from files or shared."""
    status = Path(f"/proc/{pid}/status").read_text()

    def value(key):
        return int(re.search(rf"{key}:\s+(\d+)", status).group(1)) / 1024
    return {"anonymous_MiB": round(value("RssAnon"), 1), "mapped_MiB": round(value("RssFile") + value("RssShmem"), 1)}


def most_memory(server, client, limit):
    """The largest sum that was seen while the load ran."""
    most = {}
    deadline = time.monotonic() + limit + GRACE_SECONDS
    while client.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(OSError, AttributeError):
            most = max(most, memory_of(server.pid), key=lambda seen: sum(seen.values()))
        time.sleep(SAMPLE_SECONDS)
    return most
