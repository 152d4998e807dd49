"""The real clients, each in its own words. A transfer gives (True, output) or (False, output); none hangs."""

import subprocess
from dataclasses import dataclass

from servers import program

SECONDS = 90


@dataclass(frozen=True)
class Client:
    """What the client can do, and how it says which ERROR the server sent."""
    name: str
    program: str
    block_sizes: tuple = ()
    windows: bool = False
    converts_netascii: bool = False
    passes_netascii_through: bool = False
    perl_module: str = ""

    def available(self):
        if program(self.program) is None:
            return False
        there = ["perl", f"-M{self.perl_module}", "-e1"]
        return not self.perl_module or subprocess.run(there, stderr=subprocess.DEVNULL).returncode == 0

    def get(self, server, remote, local, **how):
        return self._run(self._words("get", server.address, remote, local, **how))

    def put(self, server, local, remote, **how):
        return self._run(self._words("put", server.address, remote, local, **how))

    def start(self, way, address, remote, local, **how):
        """The process, for a server that a test plays: it hears what the client asks for."""
        words = self._words(way, address, remote, local, **how)
        return subprocess.Popen([program(self.program), *words], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL)

    def _words(self, way, address, remote, local, block_size=None, window=None, netascii=False, multicast=False):
        host, port = address
        more = ["--option", "multicast"] if multicast else []  # only atftp knows it
        return more + WORDS[self.name](way, host, str(port), remote, str(local), block_size, window, netascii)

    def _run(self, words):
        done = subprocess.run([program(self.program), *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, errors="replace", timeout=SECONDS)
        output = " ".join(done.stdout.split())
        # tftp-hpa ends with 0 whatever happened; it says so on its output.
        return done.returncode == 0 and "rror" not in output, f"exit {done.returncode} {output}"


def tftp_hpa(way, host, port, remote, local, block_size, window, netascii):
    files = [remote, local] if way == "get" else [local, remote]
    return ["-m", "netascii" if netascii else "binary", host, port, "-c", way, *files]


def atftp(way, host, port, remote, local, block_size, window, netascii):
    options = ["tsize 0"]
    if block_size:
        options.append(f"blksize {block_size}")
    if window:
        options.append(f"windowsize {window}")
    if netascii:
        options.append("mode netascii")
    words = [word for option in options for word in ("--option", option)]
    return [*words, f"--{way}", "--remote-file", remote, "--local-file", local, host, port]


def busybox(way, host, port, remote, local, block_size, window, netascii):
    blocks = ["-b", str(block_size)] if block_size else []
    return ["tftp", "-g" if way == "get" else "-p", *blocks, "-r", remote, "-l", local, host, port]


def curl(way, host, port, remote, local, block_size, window, netascii):
    blocks = ["--tftp-blksize", str(block_size)] if block_size else []
    where = f"[{host}]" if ":" in host else host
    file = ["-o", local] if way == "get" else ["-T", local]
    mode = ["--use-ascii"] if netascii else []
    return ["-sS", "--max-time", str(SECONDS - 5), *blocks, *mode, *file, f"tftp://{where}:{port}/{remote}"]


# It dies with what the module says, and the module says nothing where it has given up.
NET_TFTP_PROGRAM = """
my ($way, $host, $port, $remote, $local, $mode, $block) = @ARGV;
my $tftp = Net::TFTP->new($host, Port => $port, Mode => $mode, BlockSize => $block) or die "no client";
my $done = $way eq "get" ? $tftp->get($remote, $local) : $tftp->put($local, $remote);
die "error: " . $tftp->error if !defined $done or $tftp->error;
"""


def net_tftp(way, host, port, remote, local, block_size, window, netascii):
    return ["-MNet::TFTP", "-e", NET_TFTP_PROGRAM, way, host, port, remote, local,
            "netascii" if netascii else "octet", str(block_size or 512)]


WORDS = {"tftp-hpa": tftp_hpa, "atftp": atftp, "busybox": busybox, "curl": curl, "net-tftp": net_tftp}

CLIENTS = (
    Client("tftp-hpa", "tftp", converts_netascii=True),
    Client("atftp", "atftp", block_sizes=(8, 1024, 1468, 8192, 65464), windows=True, converts_netascii=True),
    Client("busybox", "busybox", block_sizes=(64, 1024, 1468, 8192, 65464)),
    # curl asks for the mode netascii and converts nothing: it shows what is on the wire.
    Client("curl", "curl", block_sizes=(8, 1024, 1468, 8192, 65464), passes_netascii_through=True),
)

# Slow, and without a rollover: it/quirks alone runs it.
NET_TFTP = Client("net-tftp", "perl", block_sizes=(512, 1024), perl_module="Net::TFTP")

# How each client tells the user of ERROR 1, 2 and 6.
TOLD = {
    "tftp-hpa": {1: "Error code 1:", 2: "Error code 2:", 6: "Error code 6:"},
    "atftp": {1: "error received", 2: "error received", 6: "error received"},
    "busybox": {1: "(1)", 2: "(2)", 6: "(6)"},
    "curl": {1: "exit 68", 2: "exit 69", 6: "exit 73"},
}
