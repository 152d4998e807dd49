"""What the guests boot, made from Debian's boot loaders and from it/native by gcc and ld."""

import hashlib
import shutil
import struct
import subprocess
import zlib
from pathlib import Path

import tftp
from checks import IT
from servers import needed

SOURCES = IT / "native"
BUILD_SECONDS = 60
PXELINUX = Path("/usr/lib/PXELINUX/pxelinux.0")
LDLINUX = Path("/usr/lib/syslinux/modules/bios/ldlinux.c32")
IPXE_FOR_UEFI = Path("/usr/lib/ipxe/snponly.efi")
MISSING = "no-such-file"


def run(*words):
    subprocess.run([str(word) for word in words], check=True, timeout=BUILD_SECONDS, stdout=subprocess.DEVNULL,
                   stderr=subprocess.PIPE)


def crc32(content):
    return f"{zlib.crc32(content):08x}"


def sum_of(content):
    """As kernel.S and app.S say it."""
    return f"octets={len(content):08x} crc32={crc32(content)}"


def kernel(tree, work):
    run("gcc", "-m32", "-c", SOURCES / "kernel.S", "-o", work / "kernel.o")
    run("ld", "-m", "elf_i386", "-Ttext", 0, "--oformat", "binary", work / "kernel.o", "-o", tree / "kernel")


def application(tree, work, size):
    """Gives what it carries."""
    cargo = tftp.seeded(1, size)
    (work / "cargo").write_bytes(cargo)
    run("gcc", "-c", '-DCARGO="cargo"', '-DTITLE="app"', f"-Wa,-I{work}", SOURCES / "app.S", "-o", work / "app.o")
    run("ld", "-m", "i386pep", "--subsystem", 10, "--image-base", 0, "-e", "_start", work / "app.o", "-o",
        tree / "app.efi")
    return cargo


def ipxe(tree, name, script):
    (tree / name).write_text("#!ipxe\n" + script)


def pxelinux(tree, macs, config):
    """With a configuration by hardware address."""
    folder = tree / "pxelinux"
    (folder / "pxelinux.cfg").mkdir(parents=True)
    shutil.copy(PXELINUX, folder)
    shutil.copy(LDLINUX, folder)
    for mac in macs:
        (folder / "pxelinux.cfg" / f"01-{mac.replace(':', '-')}").write_text(config)


def grub(tree, config):
    for platform in ("i386-pc", "x86_64-efi"):
        run(needed("grub-mknetdir"), "--net-directory", tree, "--subdir", "grub", "-d", f"/usr/lib/grub/{platform}")
    (tree / "grub" / "grub.cfg").write_text(config)


def sha256_line(tree, name):
    return f"{hashlib.sha256((tree / name).read_bytes()).hexdigest()}  {name}\n"


def u_boot_script(script):
    """In U-Boot's legacy image format: a header of 64 octets with CRC-32 of header and content."""
    content = struct.pack(">II", len(script), 0) + script.encode()

    def header(checksum):
        linux, arm, is_script, not_compressed = 5, 2, 6, 0
        return struct.pack(">7I4B32s", 0x27051956, checksum, 0, len(content), 0, 0, zlib.crc32(content),
                           linux, arm, is_script, not_compressed, b"trivet")

    return header(zlib.crc32(header(0))) + content
