"""The servers of one part of a batch, by name. Each is started when it is first asked for, and then idle and cheap until
its turn."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from checks import Failure, built
from servers import DNSMASQ_ADDRESS, Server, free_port, peer_command, start_trivet, trivet_command

SERVER_CORE, CLIENT_CORE = 0, 1

PEERS = ("tftpd-hpa", "atftpd", "dnsmasq")
# Trivet as it comes, and with one more flag.
TRIVETS = {
    "trivet": [],
    "trivet-portable": ["--engine", "portable"],
    "trivet-1p": ["--single-port"],
    "trivet-spin": ["--spin", "200"],
}
# The ceiling: C with no names, no log, no access rules. Ratios refer to `ideal`, or to the one that does the same.
CEILINGS = {
    "ideal": ["-g"],
    "ideal-nogso": [],
    "ideal-1p": ["-g", "-1"],
    "ideal-spin": ["-g", "-s", "200"],
    "ideal-adaptive": ["-g", "-a", "5"],
    "ideal-gro": ["-g", "-G"],
}
NAMES = (*CEILINGS, *TRIVETS, *PEERS)
TRIVET_FLAGS = ["--max-windowsize", "64", "--quiet"]
# What a server is for: reading the tree, or uploads to one place with one promise.
READ = "read"
TMPFS, DISK = "tmpfs", "disk"
UPLOAD_FLAGS = {TMPFS: ["--write", "overwrite", "--durability", "rename"],
                DISK: ["--write", "overwrite", "--durability", "disk"]}


class Fleet:
    def __init__(self, folder, stack, sizes):
        """Files of these sizes lie in the tree, as f512 and so on."""
        self.folder, self.stack = folder, stack
        self.tree = folder / "tree"
        self.tree.mkdir(parents=True, exist_ok=True)
        self.started = {}
        for size in sizes:
            subprocess.run([built("tftpload"), "-K", str(size), self.tree / f"f{size}"], check=True, timeout=60)

    def server(self, name, purpose=READ):
        """None where it cannot be started: said once."""
        key = name, purpose
        if key not in self.started:
            try:
                self.started[key] = self.stack.enter_context(self._start(name, purpose))
            except (Failure, OSError) as why:
                print(f"{name} is left out: {why}", file=sys.stderr)
                self.started[key] = None
        return self.started[key]

    def _start(self, name, purpose):
        folder = self.tree if purpose == READ else self._uploads(name, purpose)
        if name in TRIVETS:
            flags = [*TRIVET_FLAGS, *TRIVETS[name], *UPLOAD_FLAGS.get(purpose, [])]
            return start_trivet(folder, self.folder, *flags, cores={SERVER_CORE})
        command, address = command_of(name, folder, purpose != READ)
        return Server(name, command, self.folder, {SERVER_CORE}).await_answer(address)

    def _uploads(self, name, purpose):
        base = memory_folder(self.stack) if purpose == TMPFS else self.folder
        folder = base / f"uploads-{name}-{purpose}"
        folder.mkdir()
        folder.chmod(0o777)
        return folder


def command_of(name, folder, writable=False, port=None):
    """Words and address of any server, Trivet included."""
    port = port or free_port()
    if name in TRIVETS:
        command = trivet_command(folder, "--listen", f"127.0.0.1:{port}", *TRIVET_FLAGS, *TRIVETS[name])
    elif name in CEILINGS:
        command = [built("ideal"), "-p", str(port), "-d", str(folder), *CEILINGS[name]]
    else:
        command = peer_command(name, folder, port, writable)
    return command, DNSMASQ_ADDRESS if name == "dnsmasq" else ("127.0.0.1", port)


def file_system(folder):
    done = subprocess.run(["stat", "-f", "-c", "%T", folder], capture_output=True, text=True, timeout=10)
    return done.stdout.strip() or "unknown"


def memory_folder(stack):
    """On tmpfs, gone with the part."""
    folder = Path(tempfile.mkdtemp(dir="/dev/shm", prefix="trivet-bench-"))
    stack.callback(shutil.rmtree, folder, ignore_errors=True)
    folder.chmod(0o755)
    return folder
