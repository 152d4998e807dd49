"""A machine that fails under a server: no descriptors, a full disk, a disk that ends in the middle of a file, a file system
that shuts down, a wall clock that jumps by years. Part of it/abuse."""

import concurrent.futures
import contextlib
import fcntl
import glob
import os
import re
import struct
import subprocess
import time

import engines
import tftp
from checks import expect
from servers import Server, start_trivet, trivet_command

# Beyond those it has when idle.
MORE_DESCRIPTORS = 20
CLIENTS = 80
MOST_TRIES = 100
SMALL = tftp.seeded(1, 20_000)
LARGE = tftp.seeded(2, 12_000_000)
DISK_MEGABYTES = 4
IMAGE_MEGABYTES = 32
# What is left of the disk: the beginning of the file, and the directory.
CUT_MEGABYTES = 6
# _IOR('X', 125, __u32): ext4 and XFS stop all input and output.
EXT4_IOC_SHUTDOWN = 0x8004587D
SHUTDOWN_NO_LOG_FLUSH = 2
FAKETIME = "/usr/lib/*/faketime/libfaketimeMT.so.1"
JUMPS = ("+20y", "-30y", "+3y")
HOSTILE = b"\x1b[2J\x1b]0;x\x07 a\nb\r\xc2\x9b31m \xe2\x80\xaegpj\xff\xfe\""
OPTION_CLIENTS = 60
MOST_OPTION_MEMORY_KB = 100 * 1024
WAIT_SECONDS = 20


def all_of(folder, there, checks, everything):
    for engine in there if everything else there[-1:]:
        mark = f"{engine}: "
        for number, (name, check) in enumerate((
                (f"{CLIENTS} clients and descriptors for {MORE_DESCRIPTORS}: told so, and all are served", few_descriptors),
                ("a full disk ends an upload, and leaves neither a half file nor a part", full_disk),
                ("a disk that ends in the middle of a file: ERROR to that client, others are served", disk_ends),
                ("a file system that shuts down: ERROR to its clients, others are served", shut_down),
                ("the wall clock jumps by years: no transfer ends or hangs", clock_jumps),
                ("what is hostile in a name reaches the log only as text", hostile_names),
                ("huge windows and blocks: memory stays bounded", huge_options))):
            place = folder / f"{engine}-{number}"
            place.mkdir()
            why = impossible(check)
            if why:
                checks.skip(mark + name, why)
            else:
                checks.that(mark + name, check, place, engine)


def impossible(check):
    if check in (full_disk, disk_ends, shut_down) and os.geteuid() != 0:
        return "mounting needs root"
    if check in (disk_ends, shut_down) and not os.path.exists("/dev/loop-control"):
        return "there are no loop devices"
    if check is clock_jumps and not glob.glob(FAKETIME):
        return "libfaketime is missing: run it/packages"
    return ""


# --- descriptors

def few_descriptors(folder, engine):
    """The limit sinks while the server runs, so that it could not choose a smaller --max-transfers."""
    (folder / "small").write_bytes(SMALL)
    with start_trivet(folder, folder, *engines.flags(engine)) as server:
        tftp.fetch(server.address, "small")
        limit = len(os.listdir(f"/proc/{server.pid}/fd")) + MORE_DESCRIPTORS
        subprocess.run(["prlimit", "--pid", str(server.pid), f"--nofile={limit}:{limit}"], check=True, timeout=10)
        start = time.monotonic()
        with concurrent.futures.ThreadPoolExecutor(CLIENTS) as pool:
            told = sum(pool.map(lambda _: patient_fetch(server.address), range(CLIENTS)))
        took = time.monotonic() - start
        expect(server.process.poll() is None, server.tail())
        expect("a fault in Trivet" not in server.log, server.tail())
        return f"all served after {took:.1f} s, {told} times told to try again"


def patient_fetch(address):
    """How often the server refused before it served. Each transfer lasts, so that there are many at once."""
    for tries in range(MOST_TRIES):
        try:
            reader = tftp.Reader(address, "small", options=[("blksize", 1428)], seconds=WAIT_SECONDS)
        except tftp.Refused as refusal:
            expect(refusal.code == 0, str(refusal))
            time.sleep(0.5)
            continue
        blocks = reader.blocks()
        content = next(blocks)
        time.sleep(0.3)
        expect(content + b"".join(blocks) == SMALL, "content differs")
        return tries
    raise tftp.Silence("refused for ever")


# --- disks

@contextlib.contextmanager
def mounted(folder, *words):
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", *map(str, words), str(folder)], check=True, timeout=20)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False, timeout=20)


@contextlib.contextmanager
def ext4(folder):
    """A file system in a file: yields its folder and the file."""
    image = folder / "image"
    with open(image, "wb") as made:
        made.truncate(IMAGE_MEGABYTES << 20)
    subprocess.run(["mkfs.ext4", "-q", "-O", "^has_journal,^metadata_csum", image], check=True, timeout=30)
    with mounted(folder / "disk", "-o", "loop", image) as disk:
        yield disk, image


def full_disk(folder, engine):
    with mounted(folder / "disk", "-t", "tmpfs", "-o", f"size={DISK_MEGABYTES}m", "none") as disk:
        (disk / "config").write_bytes(b"old")
        with start_trivet(disk, folder, "--write", "overwrite", *engines.flags(engine)) as server:
            refusal = refused(lambda: tftp.store(server.address, "config", LARGE, window=8))
            expect(refusal.code == 3, str(refusal))
            expect((disk / "config").read_bytes() == b"old", "the old file is gone")
            expect(settled(disk) == ["config"], f"left: {settled(disk)}")
            tftp.store(server.address, "small", SMALL)
            expect((disk / "small").read_bytes() == SMALL, "content differs")
            return str(refusal)


def settled(disk):
    """Names in that folder, once no part of an upload is among them, or two seconds later."""
    for _ in range(20):
        names = sorted(os.listdir(disk))
        if not any(".trivet-part" in name for name in names):
            break
        time.sleep(0.1)
    return names


def refused(transfer):
    try:
        transfer()
    except tftp.Refused as refusal:
        return refusal
    raise tftp.Silence("it was not refused")


def disk_ends(folder, engine):
    """The image becomes shorter: what lies behind cannot be read any more, and the kernel says EIO."""
    with ext4(folder) as (disk, image):
        (disk / "large").write_bytes(LARGE)
        (folder / "healthy").mkdir()
        (folder / "healthy" / "small").write_bytes(SMALL)
        flush(disk, "large")
        with two_roots(folder, engine) as server:
            reader = tftp.Reader(server.address, "disk/large", options=[("blksize", 1428), ("windowsize", 4)])
            blocks = reader.blocks()
            got = [next(blocks) for _ in range(40)]
            os.truncate(image, CUT_MEGABYTES << 20)
            flush(disk, "large")
            refusal = refused(lambda: [got.append(block) for block in blocks])
            content = b"".join(got)
            expect(content == LARGE[:len(content)], "what came before is not what was there")
            others_are_served(server)
            return f"after {len(content)} octets: {refusal}"


def flush(disk, name):
    """Nothing of that file stays in memory, neither of the file nor of what the disk is made of."""
    subprocess.run(["sync"], check=True, timeout=60)
    with open(disk / name, "rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    source = subprocess.run(["findmnt", "-no", "SOURCE", str(disk)], capture_output=True, text=True, check=True).stdout.strip()
    subprocess.run(["blockdev", "--flushbufs", source], check=True, timeout=60)


def two_roots(folder, engine):
    """disk/... and healthy/..., both writable."""
    config = folder / "trivet.toml"
    config.write_text("write = \"create\"\n" + "".join(
        f"[[root]]\ndirectory = \"{folder / name}\"\nprefix = \"{name}/\"\n" for name in ("disk", "healthy")))
    words = trivet_command("--config", config, "--listen", "127.0.0.1:0", *engines.flags(engine))
    return Server("trivet", words, folder).await_readiness()


def others_are_served(server):
    content, _ = tftp.fetch(server.address, "healthy/small")
    expect(content == SMALL, "content differs")
    expect(server.process.poll() is None, server.tail())
    expect("a fault in Trivet" not in server.log, server.tail())


def shut_down(folder, engine):
    with ext4(folder) as (disk, _):
        (disk / "large").write_bytes(LARGE)
        (folder / "healthy").mkdir()
        (folder / "healthy" / "small").write_bytes(SMALL)
        flush(disk, "large")
        with two_roots(folder, engine) as server:
            reader = tftp.Reader(server.address, "disk/large", options=[("blksize", 1428)])
            blocks = reader.blocks()
            next(blocks)
            done = []

            def end_it(octets, _):
                if octets > 1_000_000 and not done:
                    done.append(shut(disk))

            stored = refused(lambda: tftp.store(server.address, "disk/new", LARGE, window=8, on_flight=end_it))
            flush_quietly(disk)
            read = rest_of(blocks)
            tftp.store(server.address, "healthy/new", SMALL)
            others_are_served(server)
            return f"upload: {stored}; download: {read}"


def rest_of(blocks):
    """What was in memory already may still be served."""
    try:
        content = b"".join(blocks)
    except tftp.Refused as refusal:
        return refusal
    expect(LARGE.endswith(content), "content differs")
    return "served from memory"


def shut(disk):
    place = os.open(disk, os.O_RDONLY)
    try:
        fcntl.ioctl(place, EXT4_IOC_SHUTDOWN, struct.pack("I", SHUTDOWN_NO_LOG_FLUSH))
    finally:
        os.close(place)


def flush_quietly(disk):
    """What was read ahead is dropped, where that is still possible."""
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        flush(disk, "large")


# --- clocks

def clock_jumps(folder, engine):
    """Reads and a write go on over each jump; what a jump may change is the time in the log."""
    content = LARGE[:3_000_000]
    (folder / "large").write_bytes(content)
    stamp = folder / "time"
    stamp.write_text("+0\n")
    library = glob.glob(FAKETIME)[0]
    # Only the JVM is to be fooled: the launcher would, too, but it is gone when the first jump comes.
    words = ["env", f"LD_PRELOAD={library}", f"FAKETIME_TIMESTAMP_FILE={stamp}", "FAKETIME_NO_CACHE=1",
             "FAKETIME_DONT_FAKE_MONOTONIC=1", "DONT_FAKE_MONOTONIC=1",
             *trivet_command(folder, "--listen", "127.0.0.1:0", "--write", "create", *engines.flags(engine))]
    with Server("trivet", words, folder).await_readiness() as server:
        jumps = iter(JUMPS)

        def jump():
            with contextlib.suppress(StopIteration):
                stamp.write_text(next(jumps) + "\n")

        reader = tftp.Reader(server.address, "large", options=[("blksize", 1428), ("windowsize", 4)])
        got = []
        for number, block in enumerate(reader.blocks()):
            got.append(block)
            if number % 500 == 499:
                jump()
        expect(b"".join(got) == content, "content differs")
        jumps = iter(JUMPS)
        tftp.store(server.address, "stored", content, window=4,
                   on_flight=lambda octets, _: jump() if octets % 700_000 < 1468 * 4 else None)
        expect((folder / "stored").read_bytes() == content, "what was stored differs")
        for _ in range(50):
            if server.log.count(" completed: ") == 2:
                break
            time.sleep(0.1)
        expect(server.log.count(" completed: ") == 2, server.tail())
        years = sorted({line[:4] for line in server.log.splitlines() if re.match(r"\d{4}-", line)})
        expect(str(time.gmtime().tm_year + 3) in years, f"the clock did not jump: {years}")
        retransmissions = sum(int(n) for n in re.findall(r"(\d+) retransmissions", server.log))
        return f"years in the log: {', '.join(years)}; {retransmissions} retransmissions"


# --- names and options

def hostile_names(folder, engine):
    """From a name, and from the message of a client's ERROR; in both forms of the log."""
    (folder / "small").write_bytes(SMALL)
    for form in ("text", "json", "tftpd-hpa"):
        with start_trivet(folder, folder, "--log", form, *engines.flags(engine)) as server:
            refused(lambda: tftp.fetch(server.address, HOSTILE))
            with tftp.new_socket(server.address) as udp:
                _, peer = tftp.first_answer(udp, server.address, tftp.request(tftp.RRQ, "small"))
                udp.sendto(b"\0\5\0\0" + HOSTILE + b"\0", peer)
            time.sleep(0.5)
            log = server.log_file.read_bytes()
            expect(log.count(b"x1B[2J") >= 2, server.tail())
            text = log.decode()
            bad = {hex(ord(one)) for one in text if one != "\n" and (ord(one) < 32 or 127 <= ord(one) < 160
                                                                     or one in "\u202e\u2028\u2029\ufeff")}
            expect(not bad, f"in the log of form {form}: {bad}")
            expect(all(re.match(r"\{|\d{4}-|in\.tftpd", line) for line in text.splitlines()), server.tail())
    return ""


def huge_options(folder, engine):
    """Each asks for a window of 65,535 blocks of 65,464 octets, proves itself, and falls silent."""
    (folder / "large").write_bytes(LARGE)
    flags = ("--max-blksize", 65464, "--max-windowsize", 32767, "--write", "create", *engines.flags(engine))
    asked = [("blksize", 65464), ("windowsize", 65535), ("blksize2", 32768), ("timeout", 255), ("utimeout", 10000),
             ("tsize", 0), ("blksize", 8), *((f"x{number}", "y" * 40) for number in range(20))]
    with start_trivet(folder, folder, *flags) as server, contextlib.ExitStack() as open_sockets:
        tftp.fetch(server.address, "large", options=asked[:2])
        before = own_memory(server)
        agreed = set()
        for number in range(OPTION_CLIENTS):
            udp = open_sockets.enter_context(tftp.new_socket(server.address))
            write = number % 2
            packet = tftp.request(tftp.WRQ if write else tftp.RRQ, f"new-{number}" if write else "large", options=asked)
            answer, peer = tftp.first_answer(udp, server.address, packet)
            agreed.add(tuple(sorted(dict(tftp.option_pairs(answer)).items())))
            for block in range(1, 33) if write else ():
                udp.sendto(tftp.data(block, LARGE[:65464]), peer)
            if not write:
                udp.sendto(tftp.ack(0), peer)
        time.sleep(2)
        grown = own_memory(server) - before
        content, _ = tftp.fetch(server.address, "large", options=[("blksize", 1428)])
        expect(content == LARGE, "content differs")
        windows = {int(dict(options).get("windowsize", 1)) * int(dict(options)["blksize"]) for options in agreed}
        told = f"windows of {max(windows)} octets at most, own memory grew by {grown // 1024} MiB with {OPTION_CLIENTS}"
        expect(max(windows) <= 4 << 20 and grown <= MOST_OPTION_MEMORY_KB, told)
        return told


def own_memory(server):
    with open(f"/proc/{server.pid}/status", encoding="ascii") as status:
        return int(re.search(r"RssAnon:\s+(\d+)", status.read()).group(1))
