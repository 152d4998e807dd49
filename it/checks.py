"""Checks that print one line each, and the folder they work in."""

import contextlib
import os
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

IT = Path(__file__).resolve().parent
ROOT = IT.parent
TARGET = IT / "target"
NATIVE = ROOT / "bench" / "native"


class Failure(Exception):
    """What was seen instead of what was expected."""


class Checks:
    """Counts; `end` prints the sum that it/run adds up and gives the exit code."""

    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def that(self, name, check, *args, **kwargs):
        """Calls `check`; it may raise a Failure, and may return a text worth printing behind the name."""
        return self._count(name, *outcome(check, *args, **kwargs))

    def side_by_side(self, checks, at_once=None):
        """Checks that mostly wait, all at once or so many: (name, check, argument...). Reported in their order."""
        with ThreadPoolExecutor(at_once or len(checks)) as pool:
            running = [(name, pool.submit(outcome, check, *args)) for name, check, *args in checks]
            for name, future in running:
                self._count(name, *future.result())

    def _count(self, name, passed, note):
        self.passed += passed
        self.failed += not passed
        print(f"{'ok  ' if passed else 'FAIL'} {name}{note and ': ' + note}", flush=True)
        return passed

    def skip(self, name, why):
        self.skipped += 1
        print(f"skip {name}: {why}", flush=True)

    def end(self):
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        print(f"{self.passed} passed, {self.failed} failed{skipped}", flush=True)
        return 1 if self.failed or not self.passed else 0


def outcome(check, *args, **kwargs):
    """Whether it passed, and what to say about it: its own words, and the time it took when that is long."""
    start = time.monotonic()
    try:
        note = check(*args, **kwargs)
    except (Failure, OSError, subprocess.SubprocessError) as problem:
        return False, " ".join(str(problem).split())[:400]
    seconds = time.monotonic() - start
    return True, " ".join(filter(None, (" ".join(str(note or "").split()), f"{seconds:.1f} s" if seconds >= 1.5 else "")))


def expect(condition, problem):
    if not condition:
        raise Failure(problem)


@contextlib.contextmanager
def work_folder(name, checks):
    """A fresh folder, removed at the end unless something failed: then it holds the servers' logs."""
    folder = TARGET / "work" / f"{name}-{os.getpid()}"
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        if checks.failed:
            print(f"logs and files: {folder.relative_to(ROOT)}")
        else:
            shutil.rmtree(folder, ignore_errors=True)


def built(program):
    """The path of tftpload or ideal, built from bench/native where it is missing or older than its source."""
    out = NATIVE / "target"
    subprocess.run(["make", "-s", "-C", NATIVE, f"OUT={out}"], check=True, timeout=120)
    return str(out / program)
