"""`--engine` of the tests: which of the engines of `trivet serve` they run with."""

import contextlib
import subprocess
import tempfile

from servers import BUILD_SECONDS, Server, trivet_command, trivet_words

ENGINES = ("portable", "linux")
AUTOMATIC = "auto"
# The one refusal that is no failure: a tree in which that engine is not written yet.
NOT_WRITTEN = "is not there yet"


def add_engine(options, *others):
    """Adds the flag; `others` are words beside the two engines, such as `auto`."""
    options.add_argument("--engine", choices=[*ENGINES, *others], help="default: each one that there is")


def chosen(given, checks):
    """The engines to run with, one after the other. One that is not there is skipped, and said; one that fails to start
    is not: its checks fail.
    """
    there = []
    for engine in [given.engine] if given.engine else ENGINES:
        why = missing(engine)
        if why:
            checks.skip(f"engine {engine}", why)
        else:
            there.append(engine)
    return there


def automatic_and_portable(given, checks):
    """For tests that take long: all of it with the engine that `trivet serve` takes by itself, and, where that is not the
    portable one, a part with this: pairs of engine and whether it is the part. `--engine` gives all with that one.
    """
    if given.engine:
        return [(engine, False) for engine in chosen(given, checks)]
    return [(AUTOMATIC, False)] + ([] if missing("linux") else [("portable", True)])


def missing(engine):
    """Why this tree has no such engine; empty where it has one."""
    if engine in ("portable", AUTOMATIC):
        return ""
    subprocess.run(trivet_words("--version"), capture_output=True, timeout=BUILD_SECONDS)  # the first start builds
    with tempfile.TemporaryDirectory() as folder:
        server = Server("probe", trivet_command(folder, "--engine", engine, "--listen", "127.0.0.1:0"), folder)
        with server, contextlib.suppress(Exception):
            server.await_readiness()
        return server.log.strip() if NOT_WRITTEN in server.log else ""


def flags(engine):
    """For `trivet serve`."""
    return [] if engine == AUTOMATIC else ["--engine", engine]
