"""The raw file of a batch: its first line says how it was taken, each further one is a run. A batch that was broken off is
continued by giving its file again."""

import datetime
import json
import os
import platform
import re
import subprocess
import sys
import time
from pathlib import Path

from checks import ROOT, Failure
from fleet import TRIVET_FLAGS, UPLOAD_FLAGS
from servers import program


class Batch:
    def __init__(self, out, given, servers, folders):
        self.servers, self.repetitions, self.real_time = servers, given.repetitions, given.real_time
        self.scenarios = given.scenarios
        self.deadline = time.monotonic() + given.minutes * 60
        self.left_out = 0
        self.lines = [json.loads(line) for line in open(out)] if out.exists() else []
        out.parent.mkdir(parents=True, exist_ok=True)
        self.raw = open(out, "a", buffering=1)
        if not self.lines:
            self.keep({**heading(given), **machine(), **folders})
        self.done = {place(line) for line in self.lines if line["kind"] == "run"}

    def keep(self, line):
        self.lines.append(line)
        self.raw.write(json.dumps(line) + "\n")

    def once(self, part, scenario, server, repetition, measure):
        """Runs it unless the file has it; a server that cannot do it leaves no line but one on standard error."""
        key = {"kind": "run", "part": part, "scenario": scenario, "server": server, "repetition": repetition}
        if place(key) in self.done or (self.scenarios and scenario not in self.scenarios):
            return
        if time.monotonic() > self.deadline:
            self.left_out += 1
            return
        try:
            seen = measure()
        except (Failure, OSError, subprocess.SubprocessError) as why:
            print(f"{scenario}, {server}: {' '.join(str(why).split())[:300]}", file=sys.stderr)
            return
        if seen is not None:
            self.keep({**key, **seen})
            self.done.add(place(key))

    def has_all(self, scenario):
        return all((scenario.part, scenario.name, name, repetition) in self.done
                   for name in scenario.servers if name in self.servers
                   for repetition in range(1, 1 + (1 if name in scenario.once else self.repetitions)))


def place(line):
    return line["part"], line["scenario"], line["server"], line["repetition"]


def heading(given):
    return {"kind": "batch", "time": f"{datetime.datetime.now():%Y-%m-%d %H:%M}",
            "command": " ".join(["bench/side-by-side", *sys.argv[1:]]), "repetitions": given.repetitions,
            "run_seconds": given.seconds, "real_time": given.real_time, "trivet_flags": TRIVET_FLAGS,
            "upload_flags": UPLOAD_FLAGS}


def machine():
    """What the figures depend on, without naming the machine."""
    model = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    return {"cpu": model.group(1) if model else platform.machine(), "cores": os.cpu_count(),
            "memory_GiB": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
            "kernel": re.match(r"[\d.]+", platform.release()).group(), "gcc": first_line("gcc", "--version"),
            "tftpd-hpa": first_line("in.tftpd", "-V"), "atftpd": first_line("atftpd", "--version"),
            "dnsmasq": first_line("dnsmasq", "--version"),
            "commit": first_line("git", "-C", str(ROOT), "describe", "--always", "--dirty")}


def first_line(name, *words):
    path = program(name)
    if path is None:
        return None
    done = subprocess.run([path, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=20)
    return (done.stdout.splitlines() or [""])[0]
