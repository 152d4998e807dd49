"""The network that it/namespaces looks at: a server with two cards and an alias, a client at both, and a client behind a
router.

    server eth0 10.77.0.1 10.77.0.2 fd77::1 fe80::1  ---  client eth0 10.77.0.10 fd77::10 fe80::10
           eth1 10.78.0.1           fd78::1 fe80::1  ---         eth1 10.78.0.10 fd78::10 fe80::10
           lo   10.79.0.1           fd79::1
           eth2 10.80.0.1           fd80::1          ---  router near
                                                          router beyond  ---  far eth0 10.81.0.10 fd81::10
"""

import contextlib
import re
import subprocess
import time

import engines
import network
import tftp
from checks import expect
from servers import BUILD_SECONDS, Server, trivet_command, trivet_words

PORT = 69
IMAGE = tftp.seeded(69, 300_000)
GET_SECONDS = 60
LOG_SECONDS = 0.05


@contextlib.contextmanager
def lab(engine, folder):
    with network.namespaces("server", "client", "router", "far") as made:
        yield Lab(engine, folder, *made)


class Lab:
    def __init__(self, engine, folder, server, client, router, far):
        self.engine, self.folder = engine, folder / engine
        self.server, self.client, self.router, self.far = server, client, router, far
        self.tree, self.local = self.folder / "tree", self.folder / "local"
        for made in (self.tree, self.local):
            made.mkdir(parents=True)
        (self.tree / "image").write_bytes(IMAGE)
        self.cables()

    def cables(self):
        for number in (0, 1):
            network.connect(self.server, f"eth{number}", self.client, f"eth{number}")
            self.server.address(f"eth{number}", f"10.7{7 + number}.0.1/24", f"fd7{7 + number}::1/64", "fe80::1/64")
            self.client.address(f"eth{number}", f"10.7{7 + number}.0.10/24", f"fd7{7 + number}::10/64", "fe80::10/64")
        self.server.address("eth0", "10.77.0.2/24")
        self.server.address("lo", "10.79.0.1/32", "fd79::1/128")
        self.client.ip("route", "add", "10.79.0.1", "via", "10.77.0.1")
        self.client.ip("-6", "route", "add", "fd79::1", "via", "fd77::1")
        network.connect(self.server, "eth2", self.router, "near")
        network.connect(self.router, "beyond", self.far, "eth0")
        for namespace, device, number, host in (
                (self.server, "eth2", 0, 1), (self.router, "near", 0, 2), (self.router, "beyond", 1, 1),
                (self.far, "eth0", 1, 10)):
            # A router needs a link-local address to look for a neighbour.
            namespace.address(device, f"10.8{number}.0.{host}/24", f"fd8{number}::{host}/64", f"fe80::{host}/64")
        for setting in ("ipv4/ip_forward=1", "ipv6/conf/all/forwarding=1"):
            self.router.setting(setting)
        for namespace, net, router in ((self.server, 1, "0{}2"), (self.far, 0, "1{}1")):
            namespace.ip("route", "add", f"10.8{net}.0.0/24", "via", "10.8" + router.format(".0."))
            namespace.ip("-6", "route", "add", f"fd8{net}::/64", "via", "fd8" + router.format("::"))

    def link_local(self, device):
        """fe80::1 as the client sees it: the same address at both of its cards."""
        return "fe80::1", PORT, 0, self.client.index(device)

    # The server

    def serve(self, *flags, listen=f":{PORT}"):
        started = self.start(*flags, listen=listen)
        started.await_words(rf"serves .* on .*\b{PORT}\b", BUILD_SECONDS)
        return started

    def start(self, *flags, listen=f":{PORT}"):
        # What a check has left running is not worth waiting for.
        words = trivet_command(self.tree, "--listen", listen, "--drain-timeout", 1, *engines.flags(self.engine), *flags)
        with self.server.entered():
            return Server(f"trivet-{self.engine}", words, self.folder)

    # Transfers

    def fetch(self, address, options=(), name="image", seconds=10, start=None):
        """What was agreed; the content is right."""
        with (start or self.client).entered():
            content, agreed = tftp.fetch(address, name, options=options, seconds=seconds)
        expect(content == (self.tree / name).read_bytes(), f"content differs, {len(content)} octets, agreed on {agreed}")
        return {key: int(value) for key, value in agreed}

    def store(self, address, **how):
        with self.client.entered():
            tftp.store(address, "stored", IMAGE, **how)
        expect((self.tree / "stored").read_bytes() == IMAGE, "what was stored differs")
        (self.tree / "stored").unlink()

    def get(self, host, *flags, start=None):
        """With `trivet get`: what it said."""
        local = self.local / "got"
        local.unlink(missing_ok=True)
        done = self.trivet("get", *flags, "-o", local, f"tftp://{host}/image", start=start)
        expect(local.read_bytes() == IMAGE, "content differs")
        return done.stderr.splitlines()[-1].removeprefix(f"{local}: ")

    def put(self, host, *flags, start=None):
        source = self.local / "stored"
        source.write_bytes(IMAGE)
        self.trivet("put", *flags, source, f"tftp://{host}/", start=start)
        expect((self.tree / "stored").read_bytes() == IMAGE, "content differs")
        (self.tree / "stored").unlink()

    def trivet(self, *words, start=None, code=0):
        with (start or self.client).entered():
            done = subprocess.run(trivet_words(*words), capture_output=True, text=True, timeout=GET_SECONDS)
        expect(done.returncode == code, f"exit {done.returncode}: {done.stderr}")
        return done

    # What is seen

    @contextlib.contextmanager
    def fragments(self, *senders):
        """Counts, until the end, what these sent in fragments: yields a function that tells how many so far."""
        senders = senders or (self.server, self.client)

        def sum_of_all():
            return sum(sender.counter(f"{family}.FragCreates") for sender in senders for family in ("Ip", "Ip6"))

        before = sum_of_all()
        yield lambda: sum_of_all() - before


def logged(server, pattern, seconds):
    """Seconds until the log has such a line."""
    start = time.monotonic()
    while not re.search(pattern, server.log):
        expect(time.monotonic() < start + seconds, f"no line {pattern!r} within {seconds} s: {server.log[-600:]}")
        time.sleep(LOG_SECONDS)
    return time.monotonic() - start
