"""TFTP packets made by hand, and a small reader and writer for what ready-made clients do not do: stop half way, look
at single packets, send windows and notice at once that the server has died."""

import contextlib
import random
import select
import socket
import struct
import time

from checks import Failure

RRQ, WRQ, DATA, ACK, ERROR, OACK = 1, 2, 3, 4, 5, 6
# Beyond what the system grants to everyone: a reader that pauses has room for all that is repeated meanwhile.
SO_RCVBUFFORCE = 33
RECEIVE_BUFFER = 4 << 20


class Refused(Failure):
    """The server answered with an ERROR."""

    def __init__(self, code, text):
        super().__init__(f"ERROR {code} {text}")
        self.code = code
        self.text = text


class Silence(Failure):
    """The server stopped answering, or is gone."""


def request(opcode, name, mode="octet", options=()):
    words = [name, mode, *(str(word) for option in options for word in option)]
    return struct.pack("!H", opcode) + b"".join(
        (word if isinstance(word, bytes) else word.encode()) + b"\0" for word in words)


def ack(block):
    return struct.pack("!HH", ACK, block & 0xFFFF)


def data(block, content):
    return struct.pack("!HH", DATA, block & 0xFFFF) + content


def opcode(packet):
    return struct.unpack_from("!H", packet)[0] if len(packet) >= 2 else None


def block(packet):
    return struct.unpack_from("!H", packet, 2)[0]


def option_pairs(packet):
    words = packet[2:].split(b"\0")[:-1]
    return [(words[i].decode(), words[i + 1].decode()) for i in range(0, len(words) - 1, 2)]


def refusal(packet):
    return Refused(block(packet), packet[4:].rstrip(b"\0").decode(errors="replace"))


def new_socket(address):
    udp = socket.socket(socket.AF_INET6 if ":" in address[0] else socket.AF_INET, socket.SOCK_DGRAM)
    try:
        udp.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, RECEIVE_BUFFER)
    except PermissionError:
        udp.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)
    udp.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
    # Else answers to forged addresses such as 127.1.2.3 would reach it, where the ports agree.
    if address[0] == "127.0.0.1":
        udp.bind(("127.0.0.1", 0))
    return udp


def first_answer(udp, address, packet, seconds=10):
    """Sends a request, again every two seconds, and gives the first answer and its sender."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        udp.sendto(packet, address)
        if select.select([udp], [], [], 2)[0]:
            return udp.recvfrom(70000)
    raise Silence("no answer to the request")


def next_answer(udp, seconds=5):
    if not select.select([udp], [], [], seconds)[0]:
        raise Silence(f"nothing for {seconds} s")
    return udp.recvfrom(70000)


def answers(address, packet, seconds):
    """Every datagram that comes back within that time."""
    with new_socket(address) as udp:
        udp.sendto(packet, address)
        return collect(udp, seconds)


def collect(udp, seconds):
    got, deadline = [], time.monotonic() + seconds
    while (left := deadline - time.monotonic()) > 0 and select.select([udp], [], [], left)[0]:
        got.append(udp.recvfrom(70000)[0])
    return got


class Reader:
    """A download that its user steps through: `blocks` yields content in order."""

    def __init__(self, address, name, mode="octet", options=(), seconds=10):
        self.udp = new_socket(address)
        self.seconds = seconds
        self.agreed = []
        answer, peer = first_answer(self.udp, address, request(RRQ, name, mode, options), seconds)
        self.udp.connect(peer)
        if opcode(answer) == ERROR:
            self.udp.close()
            raise refusal(answer)
        self.waiting = None
        if opcode(answer) == OACK:
            self.agreed = option_pairs(answer)
        else:
            self.waiting = answer
        terms = {key.lower(): int(value) for key, value in self.agreed if value.isdigit()}
        self.block_size = terms.get("blksize", 512)
        self.window = terms.get("windowsize", 1)

    def blocks(self):
        expected, in_window = 1, 0
        if self.waiting is None:
            self._acknowledge(0)
        while True:
            packet = self.waiting or self._next(expected - 1)
            self.waiting = None
            if opcode(packet) == ERROR:
                raise refusal(packet)
            if opcode(packet) != DATA or block(packet) != expected & 0xFFFF:
                continue
            content, in_window = packet[4:], in_window + 1
            last = len(content) < self.block_size
            if last or in_window >= self.window:
                self._acknowledge(expected)
                in_window = 0
            expected += 1
            yield content
            if last:
                self.udp.close()
                return

    def _next(self, acknowledged):
        deadline = time.monotonic() + self.seconds
        while time.monotonic() < deadline:
            try:
                if select.select([self.udp], [], [], 1)[0]:
                    return self.udp.recv(70000)
                self._acknowledge(acknowledged)
            except ConnectionRefusedError:
                # Told before what has come already, which may be the reason.
                if not select.select([self.udp], [], [], 0)[0]:
                    break
        raise Silence(f"nothing after block {acknowledged}")

    def _acknowledge(self, number):
        """That the other side is gone is seen when nothing more can be read."""
        with contextlib.suppress(ConnectionRefusedError):
            self.udp.send(ack(number))


def fetch(address, name, mode="octet", options=(), seconds=10):
    """Content and agreed options of a whole file."""
    reader = Reader(address, name, mode, options, seconds)
    try:
        return b"".join(reader.blocks()), reader.agreed
    finally:
        reader.udp.close()


def store(address, name, content, block_size=1468, window=1, mode="octet", seconds=10, options=(),
          on_flight=lambda octets, all_sent: None):
    """Uploads; returns once the last block was acknowledged. Raises Refused, or Silence when the server is gone.

    `on_flight` is told after each window how many octets have left, and whether these are all.
    """
    asked = [*options]
    if block_size != 512:
        asked.append(("blksize", block_size))
    if window != 1:
        asked.append(("windowsize", window))
    with new_socket(address) as udp:
        answer, peer = first_answer(udp, address, request(WRQ, name, mode, asked), seconds)
        if opcode(answer) == ERROR:
            raise refusal(answer)
        udp.connect(peer)
        agreed = {key.lower(): int(value) for key, value in option_pairs(answer)} if opcode(answer) == OACK else {}
        _send_blocks(udp, content, agreed.get("blksize", 512), agreed.get("windowsize", 1), seconds, on_flight)


def _send_blocks(udp, content, block_size, window, seconds, on_flight):
    last, acknowledged, progress = len(content) // block_size + 1, 0, time.monotonic()
    try:
        while acknowledged < last:
            end = min(acknowledged + window, last)
            for number in range(acknowledged + 1, end + 1):
                udp.send(data(number, content[(number - 1) * block_size:number * block_size]))
            on_flight(min(end * block_size, len(content)), end == last)
            moved = _await_ack(udp, acknowledged, end)
            if moved > acknowledged:
                acknowledged, progress = moved, time.monotonic()
            elif time.monotonic() > progress + seconds:
                raise Silence(f"no ACK after block {acknowledged}")
    except ConnectionRefusedError:
        # Its port is closed: perhaps it has said why.
        for packet in collect(udp, 0.1):
            if opcode(packet) == ERROR:
                raise refusal(packet) from None
        raise Silence(f"the server is gone after block {acknowledged}") from None


def _await_ack(udp, acknowledged, end):
    """The block acknowledged next, or the old one after a second of silence."""
    while select.select([udp], [], [], 1)[0]:
        packet = udp.recv(2000)
        if opcode(packet) == ERROR:
            raise refusal(packet)
        steps = (block(packet) - acknowledged) & 0xFFFF
        if opcode(packet) == ACK and 0 < steps <= end - acknowledged:
            return acknowledged + steps
    return acknowledged


def netascii(text):
    """As RFC 764 puts it on the wire: LF becomes CR LF, a CR of its own CR NUL."""
    return text.replace(b"\r", b"\r\0").replace(b"\n", b"\r\n")


def seeded(seed, size):
    return random.Random(seed).randbytes(size)
