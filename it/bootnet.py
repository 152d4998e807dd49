"""A namespace with a bridge: Trivet and a DHCP server at it, a tap device for each guest, and an eye on what is asked.

    Trivet, dnsmasq  br0 10.77.0.1  ---  tap0 guest 10.77.0.10
                                    ---  tap1 guest 10.77.0.11 ...
"""

import contextlib
import ctypes
import os
import select
import socket
import struct
import threading
import time
from collections import namedtuple
from dataclasses import dataclass

import network
import tftp
from servers import Server, needed, trivet_command, trivet_words

SERVER = "10.77.0.1"
TFTP_PORT = 69
BRIDGE = "br0"
TUN = "/dev/net/tun"
FIRST_HOST = 10
IPXE_OPTION = 175

SO_ATTACH_FILTER = 26
# Only a socket for all protocols sees what this host sends itself.
ETH_P_ALL = 3
ETHERTYPE_AT, ETHERTYPE_IP = 12, 0x0800
ETHERNET_HEADER = 14
SNAP = 2048
LOOK_SECONDS = 0.2


def possible():
    """Why no guest can be connected here; empty where one can."""
    if not os.path.exists(TUN):
        return f"{TUN} is missing"
    return network.possible()


@dataclass
class Host:
    """A guest's place in the network."""
    number: int

    @property
    def address(self):
        return f"10.77.0.{FIRST_HOST + self.number}"

    @property
    def mac(self):
        return f"52:54:00:74:00:{self.number:02x}"

    @property
    def device(self):
        return f"tap{self.number}"


class BootNetwork:
    """Lives as long as its namespace; to be closed before that ends."""

    def __init__(self, folder, namespace, hosts):
        self.folder, self.namespace, self.hosts = folder, namespace, hosts
        namespace.ip("link", "add", BRIDGE, "type", "bridge", "forward_delay", 0)
        namespace.address(BRIDGE, f"{SERVER}/24")
        namespace.ip("link", "set", BRIDGE, "up")
        for host in hosts:
            namespace.ip("tuntap", "add", "dev", host.device, "mode", "tap")
            namespace.ip("link", "set", host.device, "master", BRIDGE, "up")
        with namespace.entered():
            self.wire = Wire()

    def close(self):
        self.wire.close()

    def start(self, name, *words):
        with self.namespace.entered():
            return Server(name, words, self.folder)

    def serve(self, tree, *flags):
        words = trivet_command(tree, "--listen", f"{SERVER}:{TFTP_PORT}", "--log", "json", *flags)
        return self.start("trivet", *words).await_readiness(SERVER)

    def serve_like_tftpd_hpa(self, tree):
        words = ["--foreground", "--stderr", "--verbose", "--user", "root", "--address", f"{SERVER}:{TFTP_PORT}"]
        server = self.start("in.tftpd", *trivet_words("in.tftpd", *words, "--secure", tree))
        with self.namespace.entered():
            return server.await_answer((SERVER, TFTP_PORT))

    def offer(self, files):
        """DHCP from dnsmasq, its TFTP and DNS off. `files`: (host, what it loads, what iPXE loads that runs there)."""
        words = [needed("dnsmasq"), "--keep-in-foreground", "--conf-file=/dev/null", "--port=0", "--user=root",
                 "--pid-file", "--log-facility=-", "--log-dhcp", "--no-ping", f"--interface={BRIDGE}",
                 f"--dhcp-leasefile={self.folder / 'leases'}", "--dhcp-authoritative",
                 "--dhcp-range=10.77.0.0,static,255.255.255.0", f"--dhcp-match=set:ipxe,{IPXE_OPTION}"]
        for host, name, for_ipxe in files:
            words.append(f"--dhcp-host={host.mac},set:{host.device},{host.address}")
            words.append(f"--dhcp-boot=tag:{host.device},tag:!ipxe,{name},,{SERVER}")
            words.append(f"--dhcp-boot=tag:{host.device},tag:ipxe,{for_ipxe},,{SERVER}")
        return self.start("dnsmasq", *words)


Request = namedtuple("Request", "name options port")
# An OACK: `words` are pairs of name and value. An ERROR: code and text, from either side.
OptionAck = namedtuple("OptionAck", "words server_port")
Refusal = namedtuple("Refusal", "code text from_client")


class Wire:
    """Reads along: everything of TFTP but DATA and ACK, by guest."""

    def __init__(self):
        self.raw = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
        attach_filter(self.raw)
        self.raw.bind((BRIDGE, ETH_P_ALL))
        self.seen = []
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    def _read(self):
        while not self.ended.is_set():
            if select.select([self.raw], [], [], LOOK_SECONDS)[0]:
                packet = self.raw.recv(SNAP)
                with contextlib.suppress(struct.error, ValueError):
                    self._note(packet[ETHERNET_HEADER:])

    def _note(self, packet):
        source, target = (socket.inet_ntoa(packet[at:at + 4]) for at in (12, 16))
        udp = packet[(packet[0] & 15) * 4:]
        source_port, target_port, length = struct.unpack_from("!HHH", udp)
        asks = source != SERVER
        what = seen_as(udp[8:length], asks, *((source_port, target_port) if asks else (target_port, source_port)))
        if what:
            self.seen.append((source if asks else target, what))

    def of(self, host):
        return [what for guest, what in self.seen if guest == host.address]

    def close(self):
        self.ended.set()
        self.thread.join()
        self.raw.close()


def seen_as(packet, asks, client_port, server_port):
    """None for what only looks like TFTP: the filter knows no more than two octets."""
    kind = tftp.opcode(packet)
    if kind in (tftp.RRQ, tftp.WRQ) and asks and server_port == TFTP_PORT:
        name, _, *rest = (word.decode(errors="replace") for word in packet[2:].split(b"\0")[:-1])
        return Request(name, tuple(zip(rest[::2], rest[1::2])), client_port)
    if kind == tftp.OACK and not asks:
        return OptionAck(tuple(tftp.option_pairs(packet)), server_port)
    if kind == tftp.ERROR:
        refusal = tftp.refusal(packet)
        return Refusal(refusal.code, refusal.text, asks)
    return None


def attach_filter(raw):
    """In the kernel: only UDP that begins like RRQ, WRQ, ERROR or OACK. A large file passes unseen."""
    accept, drop = 0x40000, 0
    program = [
        (0x28, 0, 0, ETHERTYPE_AT),
        (0x15, 0, 8, ETHERTYPE_IP),
        (0x30, 0, 0, ETHERNET_HEADER + 9),   # protocol
        (0x15, 0, 6, socket.IPPROTO_UDP),
        (0xb1, 0, 0, ETHERNET_HEADER),       # length of the IP header
        (0x48, 0, 0, ETHERNET_HEADER + 8),   # the opcode behind the UDP header
        (0x15, 4, 0, tftp.RRQ),
        (0x15, 3, 0, tftp.WRQ),
        (0x15, 2, 0, tftp.ERROR),
        (0x15, 1, 0, tftp.OACK),
        (0x06, 0, 0, drop),
        (0x06, 0, 0, accept),
    ]
    code = b"".join(struct.pack("HBBI", *step) for step in program)
    buffer = ctypes.create_string_buffer(code, len(code))
    raw.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, struct.pack("HL", len(program), ctypes.addressof(buffer)))
