"""Network namespaces with pairs of virtual cards between them: a host with several addresses, a router, a firewall.

A namespace is entered by a thread, for a moment: a socket that is opened there stays there, and so does a process that
is started there. Needs root. All is removed at the end, and at the next start what a killed test left behind.
"""

import contextlib
import ctypes
import os
import re
import subprocess
import threading
from pathlib import Path

from checks import Failure

CLONE_NEWNET = 0x40000000
NAMES = Path("/run/netns")
PREFIX = "trivet-test"
COMMAND_SECONDS = 20

libc = ctypes.CDLL(None, use_errno=True)


def run(*words):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=COMMAND_SECONDS)
    if done.returncode:
        raise Failure(f"{' '.join(map(str, words))}: {done.stderr or done.stdout}")
    return done.stdout


def possible():
    """Why no namespace can be made here; empty where one can."""
    if os.geteuid() != 0:
        return "namespaces need root"
    try:
        Namespace("probe").remove()
        return ""
    except (Failure, OSError) as problem:
        return f"no namespace can be made here: {problem}"


class Namespace:
    def __init__(self, word):
        self.name = f"{PREFIX}-{os.getpid()}-{word}"
        run("ip", "netns", "add", self.name)
        # No address but those that the test gives: none that comes a moment later, none that is still being tried.
        with self.entered():
            for setting in ("ipv6/conf/default/accept_dad=0", "ipv6/conf/default/addr_gen_mode=1",
                            "ipv4/ip_forward=0"):
                self.setting(setting)
        self.ip("link", "set", "lo", "up")

    @contextlib.contextmanager
    def entered(self):
        """This thread is inside meanwhile."""
        with open(f"/proc/self/task/{threading.get_native_id()}/ns/net") as home, open(NAMES / self.name) as inside:
            enter(inside)
            try:
                yield self
            finally:
                enter(home)

    def setting(self, words):
        """A line as of sysctl: ipv4/ip_forward=1."""
        with self.entered():
            name, value = words.split("=")
            (Path("/proc/sys/net") / name).write_text(value)

    def ip(self, *words):
        return run("ip", "-n", self.name, *words)

    def address(self, device, *addresses):
        for address in addresses:
            self.ip("address", "add", address, "dev", device)

    def without_address(self, device, address):
        self.ip("address", "del", address, "dev", device)

    def execute(self, *words):
        with self.entered():
            return run(*words)

    def index(self, device):
        """Of an interface: the scope of a link-local address."""
        return int(re.match(r"\d+", self.ip("-oneline", "link", "show", device)).group())

    def counter(self, name):
        """Of /proc/net/snmp: `Ip.FragCreates`, `Ip6.FragCreates`, `Ip.ReasmReqds` ..."""
        group, _, field = name.partition(".")
        with self.entered():
            if group.endswith("6"):
                return int(re.search(rf"^{group}{field}\s+(\d+)", net_file("snmp6"), re.MULTILINE).group(1))
            names, values = (line.split() for line in net_file("snmp").splitlines() if line.startswith(f"{group}:"))
            return int(values[names.index(field)])

    @contextlib.contextmanager
    def firewall(self, hook, *rules):
        """nftables rules at that hook, for the families of IP alike: `prerouting`, `input`, `forward`, `output`. What it
        yields tells how many packets the first rule with a counter has seen.
        """
        self.execute("nft", "add table inet test; add chain inet test rules "
                            f"{{ type filter hook {hook} priority 0; }};"
                     + "".join(f"add rule inet test rules {rule};" for rule in rules))
        try:
            yield self.firewall_packets
        finally:
            self.execute("nft", "delete table inet test")

    def firewall_packets(self):
        return int(re.search(r"counter packets (\d+)", self.execute("nft", "list", "table", "inet", "test")).group(1))

    def remove(self):
        subprocess.run(["ip", "netns", "del", self.name], stderr=subprocess.DEVNULL, timeout=COMMAND_SECONDS)


def enter(namespace):
    if libc.setns(namespace.fileno(), CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), "setns")


def net_file(name):
    return Path(f"/proc/thread-self/net/{name}").read_text()


def connect(one, one_device, other, other_device, mtu=1500):
    """A cable between two namespaces, both ends up."""
    run("ip", "link", "add", one_device, "netns", one.name, "mtu", mtu, "type", "veth",
        "peer", "name", other_device, "netns", other.name, "mtu", mtu)
    one.ip("link", "set", one_device, "up")
    other.ip("link", "set", other_device, "up")


@contextlib.contextmanager
def namespaces(*words):
    remove_left_overs()
    made = []
    try:
        for word in words:
            made.append(Namespace(word))
        yield made
    finally:
        for namespace in made:
            namespace.remove()


def remove_left_overs():
    for name in os.listdir(NAMES) if NAMES.exists() else ():
        found = re.fullmatch(rf"{PREFIX}-(\d+)-.*", name)
        if found and not Path(f"/proc/{found.group(1)}").exists():
            run("ip", "netns", "del", name)
