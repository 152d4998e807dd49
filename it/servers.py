"""Starts Trivet, or one of the servers it is compared with, on loopback; ends it by its process id.

TRIVET names the launcher (default: ./trivet of this tree); the words `serve DIR --listen ...` are appended.
"""

import atexit
import contextlib
import itertools
import os
import re
import shlex
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

from checks import IT, ROOT, Failure, built
from tftp import RRQ, request

# The first start of ./trivet builds the project.
BUILD_SECONDS = 420
PROBE_SECONDS = 10
# Trivet drains for ten seconds at most.
END_SECONDS = 15
# dnsmasq has no setting for its TFTP port, so it gets a loopback address of its own.
DNSMASQ_ADDRESS = ("127.0.0.69", 69)

REAL_TIME_PRIORITY = 10

PEERS = ("tftpd-hpa", "atftpd", "dnsmasq", "ideal", "ideal-nogso")

running = []
numbers = itertools.count(1)


def program(name):
    """A program of the peers, wherever it/packages put it; None where it is missing."""
    folders = subprocess.run([IT / "packages", "where"], capture_output=True, text=True, check=True).stdout.strip()
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:{folders}")


def needed(name):
    path = program(name)
    if path is None:
        raise Failure(f"{name} is missing: run it/packages")
    return path


def trivet_words(*words):
    return [*shlex.split(os.environ.get("TRIVET", str(ROOT / "trivet"))), *(str(word) for word in words)]


def trivet_command(folder, *flags):
    return trivet_words("serve", folder, *flags)


def closed_to_others(folder):
    """Which folders above it keep nobody out."""
    return [str(above) for above in folder.resolve().parents if not above.stat().st_mode & stat.S_IXOTH]


def peer_command(kind, folder, port, writable=False):
    """The peer's own words for: serve this folder here, to thousands at once, in the foreground, as this user."""
    folder = str(folder)
    if kind == "tftpd-hpa":
        create = ["--create", "--umask", "022"] if writable else []
        return [needed("in.tftpd"), "--foreground", "--address", f"127.0.0.1:{port}", "--user", "root",
                "--permissive", *create, "--secure", folder]
    if kind == "atftpd":
        return [needed("atftpd"), "--daemon", "--no-fork", "--bind-address", "127.0.0.1", "--port", str(port),
                "--user", "root", "--group", "root", "--maxthread", "6000", "--logfile", "/dev/null", folder]
    if kind == "dnsmasq":
        return [needed("dnsmasq"), "--keep-in-foreground", "--conf-file=/dev/null", "--port=0", "--bind-interfaces",
                f"--listen-address={DNSMASQ_ADDRESS[0]}", "--pid-file", "--user=root", "--log-facility=-",
                "--enable-tftp", f"--tftp-root={folder}", "--tftp-max=10000", "--quiet-tftp"]
    gso = [] if kind == "ideal-nogso" else ["-g"]
    return [built("ideal"), "-p", str(port), "-d", folder, *gso]


def enter_real_time(process=0):
    """For runs of seconds: what else the machine does no longer disturbs them, and has to wait."""
    os.sched_setscheduler(process, os.SCHED_RR, os.sched_param(REAL_TIME_PRIORITY))


def may_use_real_time():
    try:
        subprocess.run(["true"], preexec_fn=enter_real_time, check=True)
        return True
    except (subprocess.SubprocessError, OSError):
        return False


class ProcessorAccount:
    """A control group of its own, for the processor time of a server with all its children, also those that nobody
    waited for (tftpd-hpa's). None can be made without root.
    """

    # Version 1 counts nanoseconds, version 2 microseconds.
    VERSION_1, VERSION_2 = Path("/sys/fs/cgroup/cpuacct"), Path("/sys/fs/cgroup")

    def __init__(self, name):
        first = (self.VERSION_1 / "cpuacct.usage").exists()
        self.folder = (self.VERSION_1 if first else self.VERSION_2) / f"{name}-{os.getpid()}-{next(numbers)}"
        self.folder.mkdir()
        self.usage, self.unit = ("cpuacct.usage", 1e-9) if first else ("cpu.stat", 1e-6)

    def enter(self):
        """Called by the new process itself, before it becomes the server."""
        (self.folder / "cgroup.procs").write_text(str(os.getpid()))

    def seconds(self):
        return int(re.search(r"\d+", (self.folder / self.usage).read_text()).group()) * self.unit

    def close(self):
        with contextlib.suppress(OSError):
            self.folder.rmdir()

    @classmethod
    def opened(cls, name):
        try:
            return cls(name)
        except OSError:
            return None


class Server:
    """A running server. `log` is what it wrote to standard error, `out` to standard output."""

    def __init__(self, name, command, logs, cores=None):
        """With `cores` it is to be measured: it runs on these alone, and its processor time is counted."""
        self.name = name
        self.account = ProcessorAccount.opened(name) if cores else None
        self.command = [str(word) for word in command]
        logs = Path(logs)
        stem = f"{next(numbers):02}-{name}"
        self.out_file, self.log_file = logs / f"{stem}.out", logs / f"{stem}.log"
        with open(self.out_file, "wb") as out, open(self.log_file, "wb") as log:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=out, stderr=log, start_new_session=True,
                preexec_fn=(lambda: self._before(cores)) if cores else None)
        self.pid = self.process.pid
        self.address = None
        running.append(self)

    def _before(self, cores):
        os.sched_setaffinity(0, cores)
        if self.account:
            self.account.enter()

    @property
    def out(self):
        return self.out_file.read_text(errors="replace")

    @property
    def log(self):
        return self.log_file.read_text(errors="replace")

    def await_readiness(self, host="127.0.0.1", seconds=BUILD_SECONDS):
        """Until a line on standard output names the port on that host."""
        pattern = re.compile(re.escape(f"[{host}]" if ":" in host else host) + r":(\d+)")
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if found := pattern.search(self.out):
                self.address = (host, int(found.group(1)))
                return self
            if self.process.poll() is not None:
                raise Failure(f"{self.name} ended with {self.process.returncode}: {self.tail()}")
            time.sleep(0.02)
        self.kill()
        raise Failure(f"{self.name}: no readiness line within {seconds} s: {self.tail()}")

    def await_answer(self, address):
        """Until a request is answered: for servers that do not say when they are ready."""
        deadline = time.monotonic() + PROBE_SECONDS
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
            udp.settimeout(0.1)
            while time.monotonic() < deadline and self.process.poll() is None:
                try:
                    udp.sendto(request(RRQ, "no-such-file"), address)
                    udp.recvfrom(600)
                    self.address = address
                    return self
                except (TimeoutError, ConnectionError):
                    continue
        self.kill()
        raise Failure(f"{self.name} does not answer: {self.tail()}")

    def tail(self):
        return (self.out + self.log)[-600:]

    def terminate(self, number=signal.SIGTERM):
        os.kill(self.pid, number)

    def await_end(self, seconds=END_SECONDS):
        """The exit code."""
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise Failure(f"{self.name} did not end within {seconds} s") from None

    def kill(self):
        """kill -9 of the server and of the children it forked: all of the session we started, and nothing else."""
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait(END_SECONDS)
        if self in running:
            running.remove(self)
            if self.account:
                self.account.close()

    def stop(self):
        """Politely, then by force."""
        if self.process.poll() is None:
            self.terminate()
            try:
                self.process.wait(END_SECONDS)
            except subprocess.TimeoutExpired:
                pass
        self.kill()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def peak_memory_kb(self):
        """VmHWM: the most that was ever resident."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+)", status).group(1))

    @contextlib.contextmanager
    def in_real_time(self):
        """With all its threads, and the children that tftpd-hpa forks meanwhile."""
        self._schedule(lambda thread: is_compiler(self.pid, thread) or enter_real_time(thread))
        try:
            yield
        finally:
            self._schedule(lambda thread: os.sched_setscheduler(thread, os.SCHED_OTHER, os.sched_param(0)))

    def _schedule(self, change):
        for thread in Path(f"/proc/{self.pid}/task").iterdir():
            with contextlib.suppress(ProcessLookupError):
                change(int(thread.name))

    def cpu_seconds(self):
        """User and system time; without root only that of the server itself."""
        if self.account:
            return self.account.seconds()
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return sum(int(ticks) for ticks in fields[11:13]) / os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        udp.bind(("127.0.0.1", 0))
        return udp.getsockname()[1]


def is_compiler(pid, thread):
    """Whether that thread of a JVM compiles. In a real-time class it would take a whole time slice of the only core."""
    return re.match(r"C[12] Compiler", Path(f"/proc/{pid}/task/{thread}/comm").read_text()) is not None


def start_trivet(folder, logs, *flags, listen="127.0.0.1:0", cores=None):
    command = trivet_command(folder, "--listen", listen, *flags)
    return Server("trivet", command, logs, cores).await_readiness()


def start_peer(kind, folder, logs, writable=False, cores=None):
    port = free_port()
    server = Server(kind, peer_command(kind, folder, port, writable), logs, cores)
    return server.await_answer(DNSMASQ_ADDRESS if kind == "dnsmasq" else ("127.0.0.1", port))


@atexit.register
def end_all():
    for server in list(running):
        server.kill()


# A script that is told to end (by `timeout`, say) ends its servers too.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
