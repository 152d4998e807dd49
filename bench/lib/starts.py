"""From the command to the first DATA of a server that was started before (so that nothing is built and the files are in the
page cache), and the memory it has a second later."""

import socket
import struct
import subprocess
import time

from checks import Failure, built
from fleet import PEERS, command_of
from load import memory_of
from scenarios import IMAGE
from servers import REAL_TIME_PRIORITY, Server
from tftp import DATA, ERROR, RRQ, opcode, request

SERVERS = ("trivet", "trivet-portable", "ideal", *PEERS)
# So often it is asked until it answers: the figure is no finer than that.
ASK_SECONDS = 0.002
LIMIT_SECONDS = 60
IDLE_SECONDS = 1.0


def starts(batch, folder):
    tree = folder / "tree"
    tree.mkdir(parents=True, exist_ok=True)
    subprocess.run([built("tftpload"), "-K", str(IMAGE), tree / "image"], check=True, timeout=60)
    names = [name for name in SERVERS if name in batch.servers]
    for name in names:
        start(batch, name, tree, folder)
    for repetition in range(1, batch.repetitions + 1):
        for name in names if repetition % 2 else names[::-1]:
            batch.once("start", "start", name, repetition, lambda: start(batch, name, tree, folder))


def start(batch, name, tree, folder):
    try:
        command, address = command_of(name, tree)
    except Failure:
        return None
    if batch.real_time:
        command = ["chrt", "--rr", str(REAL_TIME_PRIORITY), *command]
    began = time.monotonic()
    with Server(name, command, folder) as server:
        first_answer(server, address, began)
        seconds = time.monotonic() - began
        time.sleep(IDLE_SECONDS)
        return {"metric": "seconds", "seconds": round(seconds, 4), **memory_of(server.pid)}


def first_answer(server, address, began):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        udp.settimeout(ASK_SECONDS)
        while time.monotonic() < began + LIMIT_SECONDS:
            if server.process.poll() is not None:
                raise Failure(f"{server.name} ended: {server.tail()}")
            try:
                udp.sendto(request(RRQ, "image"), address)
                packet, peer = udp.recvfrom(600)
            except (TimeoutError, ConnectionError):
                continue
            if opcode(packet) == DATA:
                udp.sendto(struct.pack("!HH", ERROR, 0) + b"enough\0", peer)
                return
    raise Failure(f"{server.name} does not answer: {server.tail()}")
