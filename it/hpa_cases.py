"""What it/hpa asks tftpd-hpa and Trivet alike, and the differences that are wanted: docs/tftpd-hpa.md gives their reasons,
and it/hpa compares the two lists.
"""

import os
from dataclasses import dataclass
from typing import Callable

import tftp
from side_by_side import abandoned, raw, read, silent_reader, write

DIFFERENCES = {
    "option-value": "a known option with a value out of range: ERROR 8 there, ignored here, as RFC 2347 has it",
    "option-number": "numbers with a sign or a space in front: taken there, ignored here",
    "blksize-above": "a blksize above 65464: reduced there, ignored here, since RFC 2348 has no such value",
    "option-twice": "an option twice: answered twice there, once here",
    "blksize-twice": "blksize and blksize2 in one request: both granted there, the first here",
    "rollover-value": "rollover: any number there, 0 and 1 here",
    "windowsize": "RFC 7440 came after 5.2: ignored there, granted here",
    "tsize-netascii": "tsize in netascii: ERROR 8 there, ignored here",
    "tsize-value": "tsize of a read that is not 0: echoed there, the size here",
    "tsize-empty": "tsize of an empty file: 0 there, left out here, since curl takes 0 for an error",
    "blksize-mtu": "without --blocksize: up to 65464 there, what one packet of the interface carries here",
    "max-blocksize": "--max-blocksize: its value is a directory there, a flag here",
    "not-terminated": "the last NUL of a request is missing: what follows depends on the request before it there, ERROR 4 here",
    "too-short": "less than a request: an ERROR there, silence here",
    "prefix-of-name": "without --secure a directory is compared as text there, by its parts here",
    "directory-itself": "without --secure the name of a served directory: ERROR 0 there, 2 here",
    "double-slash": "without --secure // in front: refused there, / here",
    "not-world-writable": "a file that neither everyone nor the server may write: ERROR 0 there, 2 here",
    "umask-own-file": "--umask 022 without --permissive: refuses what it has just created there, stores here",
    "link-outside": "without --secure links lead anywhere there, not out of the directories here",
    "upload-broken-off": "an upload that breaks off: the file is cut there, what it was here",
    "unproven": "a client that never answers: 6 datagrams there, 3 here",
    "log-end": "the end of a transfer: no line there, one here",
    "abort-text": "the text of a rule with a: the part of the name in front of the match stands before it there, not here",
    "pidfile-emptied": "the pidfile at the end: removed there, removed or, where --user may not, emptied here",
    "unknown-flag": "an unknown flag: a line in the log there, exit 64 here",
    "no-directory": "no directory and no --secure: all of the machine there, exit 64 here",
}


@dataclass(frozen=True)
class Case:
    name: str
    play: Callable
    difference: str = None


@dataclass(frozen=True)
class Group:
    """Cases that are asked of one pair of servers."""
    name: str
    flags: tuple
    cases: tuple


@dataclass(frozen=True)
class Start:
    words: str
    difference: str = None


def make_tree(tree):
    """Files of each size and mode that matters; links within and out; a directory that everyone may write."""
    tree.chmod(0o755)
    files = {"file": tftp.seeded(1, 1300), "empty": b"", "text": b"a\nb\r\nc\rd\n" * 100,
             "many": tftp.seeded(2, 70_000 * 8 + 3)}
    files.update({f"of{size}": tftp.seeded(size, size) for size in (1, 511, 512, 513, 1024)})
    for name, content in files.items():
        put(tree / name, content, 0o644)
    for name, mode in (("secret", 0o600), ("group", 0o640), ("wo", 0o222), ("ro", 0o644), ("w", 0o666), ("w2", 0o666)):
        put(tree / name, name.encode(), mode)
    for folder, mode in (("sub", 0o755), ("pub", 0o777), ("closed", 0o700)):
        (tree / folder).mkdir()
        (tree / folder).chmod(mode)
    put(tree / "rules", RULES.encode(), 0o644)
    put(tree / "sub" / "deep", b"deep\n", 0o644)
    put(tree / "closed" / "file", b"closed\n", 0o644)
    put(tree / "pub" / "there", b"there", 0o666)
    put(tree.parent / "outside", b"outside", 0o644)
    for name, target in (("link", "file"), ("absolute-link", "/file"), ("out-link", "../outside"), ("dangling", "nowhere"),
                         ("circle", "circle")):
        os.symlink(target, tree / name)


def put(path, content, mode):
    path.write_bytes(content)
    path.chmod(mode)


def asked(name, value, difference=None):
    return Case(f"{name}={value}", read("file", options=[(name, value)]), difference)


def names(*those):
    return tuple(Case(f"read {name[:40]!r}", read(name)) for name in those)


READS = (
    *names("file", "empty", "of1", "of511", "of512", "of513", "of1024", "/file", "//file", "./file", "sub/deep",
           "/sub/deep", "sub//deep", "sub/../file", "../file", "/../../file", "../../etc/passwd", "missing", "missing/file",
           "sub", "sub/", "/", ".", "..", "secret", "group", "wo", "closed/file", "link", "absolute-link", "out-link",
           "dangling", "circle", "file/", "file/x", "sub\\deep", "FILE", "x" * 300, "a\x01b", "file\xff"),
    Case("netascii", read("text", "netascii")),
    Case("NetASCII", read("text", "NetASCII")),
    Case("OCTET", read("file", "OCTET")),
    Case("mode mail", read("file", "mail")),
    Case("mode nothing", read("file", "nothing")),
)

BROKEN = tuple(Case(f"datagram {packet!r}", raw(packet), difference) for packet, difference in (
    (b"\0\1file\0", None), (b"\0\1file", "not-terminated"), (b"\0\1\0octet\0", None), (b"\0\2\0octet\0", None),
    (b"\0\1file\0octet\0blksize\x00512", None), (b"\0\1file\0octet\0blksize", "not-terminated"),
    (b"\0\1file\0octet", "not-terminated"), (b"\0\1file\0octet\0blksize\0", None),
    (b"\0\3\0\1x", None), (b"\0\4\0\0", None), (b"\0\5\0\1x\0", None), (b"\0\6blksize\x008\0", None),
    (b"\0\7file\0octet\0", None), (b"\1\0file\0octet\0", None),
    (b"\0\1", "too-short"), (b"\0\1\0", "too-short")))

OPTIONS = (
    *(asked("blksize", value) for value in ("8", "512", "1468", "65464", "abc", "", "512 ", "0x200", "99999999999999999999")),
    *(asked("blksize", value, "blksize-above") for value in ("65465", "70000")),
    *(asked("blksize", value, "option-value") for value in ("0", "7")),
    *(asked("blksize", value, "option-number") for value in (" 512", "+512", "-1")),
    *(asked("blksize2", value) for value in ("8", "512", "1000", "65464", "abc")),
    asked("blksize2", "7", "option-value"),
    *(asked("tsize", value) for value in ("0", "abc")),
    asked("tsize", "5", "tsize-value"),
    *(asked("timeout", value) for value in ("1", "255", "abc")),
    *(asked("timeout", value, "option-value") for value in ("0", "256")),
    *(asked("utimeout", value) for value in ("10000", "255000000")),
    *(asked("utimeout", value, "option-value") for value in ("9999", "255000001")),
    *(asked("rollover", value) for value in ("0", "1", "abc")),
    *(asked("rollover", value, "rollover-value") for value in ("5", "65535")),
    asked("rollover", "65536", "option-value"),
    asked("windowsize", "16", "windowsize"),
    asked("windowsize", "0"),
    asked("foo", "bar"),
    asked("BLKSIZE", "600"),
    asked("BlkSize2", "600"),
    Case("three in their order", read("file", options=[("tsize", 0), ("timeout", 3), ("blksize", 600)])),
    Case("blksize twice", read("file", options=[("blksize", 600), ("blksize", 700)]), "option-twice"),
    Case("blksize, blksize2", read("file", options=[("blksize", 600), ("blksize2", 700)]), "blksize-twice"),
    Case("tsize in netascii", read("text", "netascii", [("tsize", 0)]), "tsize-netascii"),
    Case("tsize of an empty file", read("empty", options=[("tsize", 0)]), "tsize-empty"),
)

WRITES = (
    Case("a new file", write("pub/new", b"x")),
    Case("one that everyone may write", write("pub/there", tftp.seeded(5, 700))),
    Case("one that not everyone may write", write("ro", b"x"), "not-world-writable"),
    Case("a directory", write("sub", b"x")),
    Case("in a directory that is missing", write("missing/new", b"x")),
    Case("with its size", write("pub/there", b"x" * 100, options=[("tsize", 100)])),
    Case("of nothing", write("pub/there", b"")),
    Case("of a whole block", write("pub/there", b"x" * 512)),
    Case("in blocks of 1024", write("pub/there", b"x" * 3000, options=[("blksize", 1024)])),
    Case("in netascii", write("pub/there", b"a\r\nb\r\0c", "netascii")),
    Case("broken off", abandoned("pub/there", b"y" * 512), "upload-broken-off"),
    Case("of a file in a directory that the server may not write", write("w", b"x" * 600)),
)

CREATES = (
    Case("a new file", write("pub/new", tftp.seeded(6, 600))),
    Case("an empty one", write("pub/nothing", b"")),
    Case("in a directory that not everyone may write", write("new", b"x")),
    Case("in a directory that is missing", write("missing/new", b"x")),
    Case("a former file", write("pub/there", b"y")),
    Case("above the root", write("../pub/above", b"y")),
    Case("while it is read", read("pub/there")),
)

ABSOLUTE = (
    *names("TREE/file", "file", "/etc/passwd", "TREE/../outside", "TREE/sub/deep", "TREE/sub/./deep", "TREE//file",
           "TREE/link", "TREE/missing", "TREE/secret", "TREE/sub"),
    Case("read 'TREE'", read("TREE"), "directory-itself"),
    Case("read '/TREE/file'", read("/TREE/file"), "double-slash"),
    Case("read 'TREEx'", read("TREEx"), "prefix-of-name"),
    Case("read 'TREE/out-link'", read("TREE/out-link"), "link-outside"),
    Case("write", write("TREE/pub/there", b"z" * 10)),
)

RULES = r"""# as in the sample that comes with it
rg  \\          /
r   ^one$       file
ri  ^UPPER      sub
e   ^ok/
rG  ^got$       of1
rP  ^got$       w
r   ^by-(.*)$   \1
a   \.pvt$
a   \.txt$      No\ such\ text
"""

MAPPED = (
    *(Case(f"mapped {name!r}", read(name)) for name in (
        "one", "sub\\deep", "upper/deep", "ok/file", "got", "by-file", "a.pvt", "file")),
    Case("mapped 'a.txt'", read("a.txt"), "abort-text"),
)

GROUPS = (
    Group("reads", ("--secure", "{tree}"), (*READS, *BROKEN)),
    Group("options", ("--secure", "{tree}"), OPTIONS),
    Group("writes", ("--secure", "{tree}"), WRITES),
    Group("creates", ("--secure", "--create", "{tree}"), CREATES),
    Group("permissive", ("-spcU", "027", "{tree}"), (
        *names("secret", "group", "ro"), Case("a new file", write("pub/new", b"x" * 600)),
        Case("one that it may not write", write("ro", b"x")))),
    Group("umask", ("-sc", "--umask=022", "{tree}"), (
        Case("a new file", write("pub/new", b"x"), "umask-own-file"),)),
    Group("absolute", ("{tree}",), ABSOLUTE),
    Group("refused-options", ("-s", "-r", "blksize", "--refuse", "TSIZE", "{tree}"), (
        asked("blksize", "600"), asked("tsize", "0"), asked("timeout", "3"),
        Case("all three", read("file", options=[("tsize", 0), ("timeout", 3), ("blksize", 600)])))),
    Group("largest-block", ("-s", "--blocksize=1024", "{tree}"), (
        asked("blksize", "65464"), asked("blksize", "1024"), asked("blksize2", "4096"), asked("blksize", "600"))),
    Group("maps", ("-s", "--map-file", "{tree}/rules", "{tree}"), MAPPED),
    Group("rollover", ("-s", "{tree}"), (
        Case("70,000 blocks of 8 octets", read("many", options=[("blksize", 8)])),
        Case("70,000 blocks, on to 1", read("many", options=[("blksize", 8), ("rollover", 1)])))),
    Group("silence", ("-s", "-T", "100000", "{tree}"), (
        Case("a client that never answers", silent_reader("file", 0), "unproven"),
        Case("one that acknowledged a block, and no more", silent_reader("file", 1)))),
)

STARTS = (
    Start("--foreground --address 127.0.0.1:{port} --secure {tree}"),
    Start("-Ls -a 127.0.0.1:{port} {tree}"),
    Start("--fore --addr 127.0.0.1:{port} --sec {tree}"),
    Start("--foreground --address 127.0.0.1:{port} --user no-such-user-here --secure {tree}"),
    Start("--foreground --address 127.0.0.1:{port} --blocksize 511 --secure {tree}"),
    Start("--foreground --address 127.0.0.1:{port} --blocksize 65465 --secure {tree}"),
    Start("--foreground --address 127.0.0.1:{port} --blocksize abc --secure {tree}"),
    Start("--foreground --address 127.0.0.1:{port} --umask 999 --secure {tree}"),
    Start("--foreground --address 127.0.0.1:{port} --retransmit 1 --secure {tree}"),
    Start("--foreground --address 127.0.0.1:{port} --port-range 9 --secure {tree}"),
    Start("--foreground --address 127.0.0.1:{port} --refuse foo --secure {tree}"),
    Start("--foreground --address 127.0.0.1:{port} --secure"),
    Start("--foreground --address 127.0.0.1:{port} --secure {tree} {tree}"),
    Start("--foreground --address 127.0.0.1:{port} --secure {tree}/missing"),
    Start("--foreground --address 127.0.0.1:{port} --map-file {tree}/missing --secure {tree}"),
    Start("--foreground --address 127.0.0.1:{port} --map-file {tree}/bad-rules --secure {tree}"),
    Start("--foreground --address 192.0.2.1:{port} --secure {tree}"),
    Start("--version"),
    Start("--foreground --address 127.0.0.1:{port} --blocksiez=600 --secure {tree}", "unknown-flag"),
    Start("--foreground --address 127.0.0.1:{port}", "no-directory"),
)
