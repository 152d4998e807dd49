"""What is asked of the servers. Parts `rates`, `uploads`, `paths` and `links` differ in words only."""

from dataclasses import dataclass, replace

from fleet import DISK, PEERS, READ, TMPFS

TINY, QUARTER, IMAGE, LARGE = 512, 256 << 10, 1 << 20, 16 << 20
# A run that has not ended by itself after so many seconds is cut off and counts as what it had done.
LIMIT_SECONDS = 20
# Ten times what is to be shown, and no more: peers that wait a second for each loss take long.
LOSSY_LIMIT_SECONDS = 12

MB_PER_SECOND, TRANSFERS, SECONDS = "MBps", "transfers/s", "seconds"


@dataclass(frozen=True)
class Scenario:
    part: str
    name: str
    words: str
    servers: tuple
    file: int = IMAGE
    purpose: str = READ
    metric: str = MB_PER_SECOND
    # Transfers in all; 0 keeps starting them for the time that the batch gives each run.
    transfers: int = 0
    limit: int = LIMIT_SECONDS
    # Who breaks or takes long here is run once, as the median would say no more.
    once: tuple = ()
    default: bool = True

    def load(self, seconds):
        asked = f"-o w -z {self.file} -f up%d -N 4" if self.purpose != READ else f"-f f{self.file}"
        how_long = f"-n {self.transfers}" if self.transfers else f"-D {seconds}"
        return f"{asked} {how_long} -x {self.limit} -P {self.words}".split()


def rates():
    """The image is short where 64 clients share it, so that a slow server's last transfers end soon after the time."""
    everyone = ("ideal", "trivet", "trivet-portable", "trivet-1p", *PEERS)

    def scenario(name, words, **more):
        return Scenario("rates", name, words, everyone, **more)

    yield scenario("512x1", "-b 512 -c 1")
    yield scenario("1468x1", "-b 1468 -c 1")
    yield scenario("1468x64", "-b 1468 -c 64")
    yield scenario("1468-w16x1", "-b 1468 -w 16 -c 1", file=LARGE)
    yield scenario("1468-w16x64", "-b 1468 -w 16 -c 64")
    yield scenario("1468-w64x1", "-b 1468 -w 64 -c 1", file=LARGE)
    yield scenario("1468-w64x64", "-b 1468 -w 64 -c 64")
    yield scenario("65464x1", "-b 65464 -c 1", file=LARGE)
    yield scenario("65464-w8x1", "-b 65464 -w 8 -c 1", file=LARGE)
    yield scenario("tiny-x64", "-c 64", file=TINY, metric=TRANSFERS)
    spinning = ("ideal-spin", "trivet-spin")
    yield replace(scenario("512x1-spin", "-b 512 -c 1"), servers=spinning)
    yield replace(scenario("1468x1-spin", "-b 1468 -c 1"), servers=spinning)
    # The receiver takes whole trains, so that the server is the limit for longer.
    yield scenario("1468-w64x64-gro", "-b 1468 -w 64 -c 64 -g", default=False)


def uploads():
    """The peers and the ceiling promise nothing about the disk in either."""
    servers = ("ideal", "trivet", "trivet-portable", "tftpd-hpa", "atftpd")
    for purpose in (TMPFS, DISK):
        kept = "rename" if purpose == TMPFS else "disk"
        yield Scenario("uploads", f"upload-1468x1-{kept}", "-b 1468 -c 1", servers, purpose=purpose)
        yield Scenario("uploads", f"upload-1468-w64x1-{kept}", "-b 1468 -w 64 -c 1", servers, LARGE, purpose)
    yield Scenario("uploads", "upload-1468-w64x1-trains", "-b 1468 -w 64 -c 1 -G", ("ideal-gro", "trivet"), LARGE, TMPFS)


def paths():
    """One per cent of DATA and of ACK is lost; the client's own timer is far away. Time of the median transfer."""
    servers = ("ideal-adaptive", "trivet", "trivet-portable", *PEERS)
    # Long enough that each transfer has some fifty losses: one of 1 MiB with windows is 45 round trips for everybody.
    for millis, window, file in ((1, 1, IMAGE), (1, 16, LARGE), (10, 1, QUARTER), (10, 16, 4 * IMAGE)):
        yield Scenario("paths", f"{millis}ms-1%-w{window}x8",
                       f"-b 1468 -w {window} -c 8 -l {millis * 1000} -d 1 -a 1 -r 5000", servers, file,
                       metric=SECONDS, transfers=8, limit=LOSSY_LIMIT_SECONDS, once=PEERS)


def links():
    """A switch port of 100 Mbit/s with a queue of 64 KB, 0.5 ms away: which window is best, and what becomes of one that
    does not fit into the queue."""
    for window in (8, 16, 32, 64):
        others = ("trivet-portable", "ideal-adaptive", "atftpd") if window == 64 else ()
        yield Scenario("links", f"100Mbit-64KB-w{window}", f"-b 1468 -w {window} -c 1 -l 500 -m 100 -q 64 -r 5000",
                       ("trivet", *others), LARGE, transfers=1, limit=12, once=("ideal-adaptive", "atftpd"))


ALL = (*rates(), *uploads(), *paths(), *links())
