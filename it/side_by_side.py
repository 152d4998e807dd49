"""The same packets to Debian's tftpd-hpa and to `trivet in.tftpd`, and what each made of them, as text that can be
compared: kinds of packets, codes, texts, options, content, and the files that are there afterwards.
"""

import hashlib
import os
import select
import shutil
import signal
import stat
import subprocess
import time

import tftp
from checks import Failure
from servers import Server, free_port, needed, trivet_words

SILENCE_SECONDS = 0.8
ANSWER_SECONDS = 8
START_SECONDS = 60
LONGEST_TRANSFER = 200_000
# More than the longest wait of a server that was told to begin with 100 ms.
SILENT_SECONDS = 5


def hpa_words(*words):
    return [needed("in.tftpd"), *map(str, words)]


def ours_words(*words):
    return trivet_words("in.tftpd", *words)


class Side:
    """One of the two: its tree, and its server while one runs."""

    def __init__(self, name, words, folder):
        self.name, self.words, self.folder = name, words, folder / name
        self.tree = self.folder / "tree"
        self.folder.mkdir()
        self.server = None

    def start(self, make_tree, flags):
        shutil.rmtree(self.tree, ignore_errors=True)
        self.tree.mkdir()
        make_tree(self.tree)
        port = free_port()
        command = self.words("--foreground", "--address", f"127.0.0.1:{port}",
                             *(flag.format(tree=self.tree) for flag in flags))
        self.server = Server(self.name, command, self.folder)
        self._await(("127.0.0.1", port))

    def _await(self, address):
        """Until a request is answered: neither says when it is ready."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.server.process.poll() is None:
            try:
                if tftp.answers(address, tftp.request(tftp.RRQ, "no-such-file"), 0.3):
                    self.server.address = address
                    return
            except ConnectionError:
                pass
        raise Failure(f"{self.name} does not answer: {self.server.tail()}")

    def stop(self):
        if self.server:
            self.server.stop()
            self.server = None

    def masked(self, text):
        return text.replace(str(self.tree), "TREE")


class Conversation:
    """What is said between a client made by hand and one side."""

    def __init__(self, side):
        self.side = side
        self.lines = []
        self.udp = tftp.new_socket(side.server.address)
        self.peer = None

    def named(self, name):
        return name.replace("TREE", str(self.side.tree))

    def note(self, line):
        self.lines.append(self.side.masked(line))

    def send(self, packet):
        self.udp.sendto(packet, self.peer or self.side.server.address)

    def receive(self, seconds=ANSWER_SECONDS):
        if not select.select([self.udp], [], [], seconds)[0]:
            return None
        packet, self.peer = self.udp.recvfrom(70000)
        return packet

    def told(self):
        self.udp.close()
        return self.lines


def described(packet):
    if packet is None:
        return "silence"
    kind = tftp.opcode(packet)
    if kind == tftp.ERROR:
        return f"ERROR {tftp.block(packet)} {packet[4:].rstrip(bytes(1)).decode(errors='replace')}"
    if kind == tftp.OACK:
        return "OACK " + " ".join(f"{key}={value}" for key, value in tftp.option_pairs(packet))
    if kind == tftp.DATA:
        return f"DATA {tftp.block(packet)} of {len(packet) - 4}"
    return f"ACK {tftp.block(packet)}" if kind == tftp.ACK else f"opcode {kind}"


def digest(content):
    return f"{len(content)} octets {hashlib.sha256(content).hexdigest()[:12]}"


def raw(packet, seconds=SILENCE_SECONDS):
    """One datagram, and the first answer, or silence."""
    def play(side):
        talk = Conversation(side)
        talk.send(packet)
        talk.note(described(talk.receive(seconds)))
        return talk.told()
    return play


def read(name, mode="octet", options=()):
    """A whole file, acknowledged block by block."""
    def play(side):
        talk = Conversation(side)
        talk.send(tftp.request(tftp.RRQ, talk.named(name), mode, options))
        packet = talk.receive()
        talk.note(described(packet))
        block_size, content, blocks, former = 512, [], 0, None
        if packet is not None and tftp.opcode(packet) == tftp.OACK:
            agreed = {key.lower(): value for key, value in tftp.option_pairs(packet)}
            block_size = int(agreed.get("blksize") or agreed.get("blksize2") or 512)
            talk.send(tftp.ack(0))
            packet = talk.receive()
            talk.note(described(packet))
        while packet is not None and tftp.opcode(packet) == tftp.DATA and blocks < LONGEST_TRANSFER:
            if tftp.block(packet) == former:  # repeated, because this machine was busy
                packet = talk.receive()
                continue
            former = tftp.block(packet)
            content.append(packet[4:])
            blocks += 1
            talk.send(tftp.ack(former))
            if len(packet) - 4 < block_size:
                talk.note(f"{blocks} blocks, the last DATA {tftp.block(packet)}, {digest(b''.join(content))}")
                break
            packet = talk.receive()
            if packet is not None and tftp.opcode(packet) == tftp.ERROR:
                talk.note(described(packet))
        return talk.told()
    return play


def write(name, content, mode="octet", options=()):
    """An upload, and the file afterwards: content and permissions."""
    def play(side):
        talk = Conversation(side)
        talk.send(tftp.request(tftp.WRQ, talk.named(name), mode, options))
        packet = talk.receive()
        talk.note(described(packet))
        block_size = 512
        if packet is not None and tftp.opcode(packet) == tftp.OACK:
            agreed = {key.lower(): value for key, value in tftp.option_pairs(packet)}
            block_size = int(agreed.get("blksize") or agreed.get("blksize2") or 512)
        if packet is not None and tftp.opcode(packet) in (tftp.OACK, tftp.ACK):
            talk.note(sent(talk, content, block_size))
        talk.note(stored(side, talk.named(name)))
        return talk.told()
    return play


def abandoned(name, first_block):
    """An upload that stops after its first block; the file a moment later."""
    def play(side):
        talk = Conversation(side)
        talk.send(tftp.request(tftp.WRQ, name))
        talk.note(described(talk.receive()))
        talk.send(tftp.data(1, first_block))
        talk.note(described(talk.receive()))
        talk.note(stored(side, name))
        talk.send(b"\0\5\0\0enough\0")
        return talk.told()
    return play


def silent_reader(name, blocks):
    """A read whose client says nothing more after so many blocks: how often the next one comes, and how the waits grow."""
    def play(side):
        talk = Conversation(side)
        talk.send(tftp.request(tftp.RRQ, name))
        packet = talk.receive()
        for _ in range(blocks):
            talk.send(tftp.ack(tftp.block(packet)))
            packet = talk.receive()
        times = [time.monotonic()]
        while talk.receive(SILENT_SECONDS) is not None:
            times.append(time.monotonic())
        waits = [later - sooner for sooner, later in zip(times, times[1:])]
        talk.note(f"DATA {tftp.block(packet)} came {len(times)} times, the waits "
                  + ("doubled" if doubled(waits) else f"were {', '.join(f'{wait:.3f}' for wait in waits)}"))
        return talk.told()
    return play


def doubled(waits):
    """As nearly as a busy machine allows."""
    return len(waits) > 1 and all(1.3 < later / sooner < 3.2 for sooner, later in zip(waits, waits[1:]))


def sent(talk, content, block_size):
    for number in range(1, len(content) // block_size + 2):
        talk.send(tftp.data(number, content[(number - 1) * block_size:number * block_size]))
        packet = talk.receive()
        if packet is None or tftp.opcode(packet) != tftp.ACK:
            return f"DATA {number}: {described(packet)}"
    return f"the last block: {described(packet)}"


def stored(side, name):
    path = side.tree / name.removeprefix(str(side.tree)).lstrip("/")
    # The last ACK of tftpd-hpa leaves before its last octets are in the file.
    time.sleep(0.1)
    if not path.is_file():
        return "no file"
    return f"file of {digest(path.read_bytes())}, mode {stat.S_IMODE(path.stat().st_mode):o}"


def exit_code(words, seconds=4):
    """How a start ends; `runs` where it does not within that time. A daemon that it leaves is not of its session: no case
    may start one.
    """
    process = subprocess.Popen([str(word) for word in words], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        return str(process.wait(seconds))
    except subprocess.TimeoutExpired:
        return "runs"
    finally:
        # Also where this test itself is told to end.
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
