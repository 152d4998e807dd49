"""Sends datagrams with forged source addresses: as a program, a flood of requests, each from a port of its own and from
thousands of addresses of 127.0.0.0/8. Needs root.

  flood.py HOST PORT COUNT A_SECOND RRQ|WRQ
"""

import contextlib
import random
import socket
import struct
import sys
import time

import tftp

HEADERS = 28
LOWEST_PORT = 1024
ADDRESSES = 4096
# What the clients of a boot storm ask with, and what costs most: a plain request is answered with a whole block.
OPTIONS = ((), (("tsize", 0), ("blksize", 1428)), (("blksize", 1428), ("windowsize", 64)), (("timeout", 255),))
# Forged requests leave in such groups, so that a second has its number though sleeping is not exact.
GROUP = 50


def raw_socket():
    return socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)


def datagram(source, target, payload):
    """With its IP and UDP headers; over IPv4 a UDP checksum of 0 means none."""
    length = 8 + len(payload)
    ip = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + length, 0, 0, 64, socket.IPPROTO_UDP, 0,
                     socket.inet_aton(source[0]), socket.inet_aton(target[0]))
    return ip + struct.pack("!HHHH", source[1], target[1], length, 0) + payload


def forge(source, target, payload):
    """One datagram as if `source` had sent it."""
    with raw_socket() as raw:
        raw.sendto(datagram(source, target, payload), target)


def sources(count, seed):
    """As many different ends as wanted."""
    draw = random.Random(seed)
    for number in range(count):
        host = number % ADDRESSES
        yield f"127.{100 + host // 256}.{host % 256}.{1 + draw.randrange(250)}", draw.randrange(LOWEST_PORT, 65536)


def requests(target, opcode, count):
    for number, source in enumerate(sources(count, 1)):
        name = "image" if opcode == tftp.RRQ else f"forged-{number % 1000}"
        yield datagram(source, target, tftp.request(opcode, name, options=OPTIONS[number % len(OPTIONS)]))


def flood(target, opcode, count, a_second):
    """Seconds it took."""
    packets = list(requests(target, opcode, count))
    start = time.monotonic()
    with raw_socket() as raw:
        for number, packet in enumerate(packets):
            if number % GROUP == 0:
                time.sleep(max(0, start + number / a_second - time.monotonic()))
            # A full queue of the interface is part of a flood.
            with contextlib.suppress(BlockingIOError, OSError):
                raw.sendto(packet, target)
    return time.monotonic() - start


if __name__ == "__main__":
    host, port, many, rate, word = sys.argv[1:]
    print(f"{flood((host, int(port)), getattr(tftp, word), int(many), int(rate)):.1f}")
