"""The machines of it/boot: QEMU without disk and hardware acceleration, each with one boot loader of Debian 12."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import payloads
import tftp
from servers import needed

OVMF_CODE = Path("/usr/share/OVMF/OVMF_CODE_4M.fd")
OVMF_VARIABLES = Path("/usr/share/OVMF/OVMF_VARS_4M.fd")
U_BOOT = Path("/usr/lib/u-boot/qemu_arm/u-boot.bin")
FILES = (OVMF_CODE, OVMF_VARIABLES, U_BOOT, payloads.PXELINUX, payloads.LDLINUX, payloads.IPXE_FOR_UEFI,
         Path("/usr/lib/ipxe/qemu/pxe-virtio.rom"), Path("/usr/lib/grub/i386-pc/tftp.mod"),
         Path("/usr/lib/grub/x86_64-efi/tftp.mod"))
PROGRAMS = ("qemu-system-x86_64", "qemu-system-arm", "grub-mknetdir", "dnsmasq", "gcc")

MEBIBYTES = 512


@dataclass(frozen=True)
class Sizes:
    """In octets: of DATA, of what app.efi carries, and of LARGE."""
    data: int
    app: int
    large: int




# What is loaded in the end: by most, by U-Boot in blocks of 512, by UEFI.
DATA, LARGE, APP = "data", "large", "app.efi"
# Where U-Boot's default script loads nothing.
U_BOOT_ADDRESS = 0x42000000


def machine(program, host, card, *words):
    return [needed(program), "-accel", "tcg", "-nodefaults", "-no-user-config", "-no-reboot", "-display", "none",
            "-monitor", "none", "-serial", "stdio", "-m", MEBIBYTES, *words,
            "-netdev", f"tap,id=net,ifname={host.device},script=no,downscript=no",
            "-device", f"{card},netdev=net,mac={host.mac}"]


def bios(host, work):
    """SeaBIOS, with its screen on the serial port; the card's ROM is iPXE."""
    return machine("qemu-system-x86_64", host, "virtio-net-pci", "-machine", "pc,graphics=off")


def uefi(host, work):
    """OVMF with its own network stack: the card has no ROM."""
    variables = work / f"{host.device}.vars"
    shutil.copy(OVMF_VARIABLES, variables)
    flash = "if=pflash,format=raw,unit={},file={}{}"
    return machine("qemu-system-x86_64", host, "virtio-net-pci,bootindex=1,romfile=", "-machine", "q35",
                   "-drive", flash.format(0, OVMF_CODE, ",readonly=on"), "-drive", flash.format(1, variables, ""))


def arm(host, work):
    return machine("qemu-system-arm", host, "virtio-net-device", "-machine", "virt", "-cpu", "cortex-a15",
                   "-bios", U_BOOT)


@dataclass(frozen=True)
class Guest:
    """`says`: patterns that its serial console shows one after the other; the last is the marker. `fill` tells what
    stands for the names in braces: size and CRC-32 of what it has loaded. `loads` is the file that DHCP names, or names
    to the iPXE that was `ipxe_loads`; `last` the file that the marker speaks of, `asks` the options for it, in their
    order. `quick` ones boot with each engine, `slow` ones only with --all.
    """
    name: str
    version: str
    machine: object
    loads: str
    last: str
    asks: str
    says: tuple
    ipxe_loads: str = ""
    quick: bool = False
    slow: bool = False


MARKER = r"trivet:\S+.* {data}\s"
# What each says when the server has answered that there is no such file.
IPXE_MISSING = r"no-such-file\.\.\. No such file or directory \(http://ipxe\.org/2d12"
GRUB_SAYS = (r"rror: [Ff]ile not found", r"snponly\.efi: OK", MARKER)
U_BOOT_SAYS = (r"TFTP error: 'File not found' \(1\)\s+Not retrying", "==> {data_crc32}", "==> {large_crc32}",
               r"trivet:u-boot\s")
IPXE_ASKS, GRUB_ASKS = "blksize=1432 tsize=0", "blksize=1024 tsize=0"
OVMF_PROBES, OVMF_ASKS = "tsize=0 blksize=1468 windowsize=4", "blksize=1468 windowsize=4"

GUESTS = (
    Guest("iPXE", "1.0.0+git-20190125", bios, "boot.ipxe", DATA, IPXE_ASKS, (IPXE_MISSING, MARKER), quick=True),
    Guest("PXELINUX", "6.04, over iPXE's PXE", bios, "pxelinux/pxelinux.0", DATA, "tsize=0 blksize=1408", (MARKER,)),
    Guest("GRUB for BIOS", "2.06, over iPXE's PXE", bios, "grub/i386-pc/core.0", DATA, GRUB_ASKS, GRUB_SAYS),
    Guest("OVMF", "2022.11 (EDK2)", uefi, APP, APP, OVMF_ASKS, (r"downloaded successfully", r"{app}\s"), quick=True),
    Guest("GRUB for UEFI", "2.06, from OVMF", uefi, "grub/x86_64-efi/core.efi", DATA, GRUB_ASKS, GRUB_SAYS),
    Guest("U-Boot", "2023.01 (qemu_arm)", arm, "boot.scr.uimg", LARGE, "timeout=5 blksize=512 windowsize=2",
          U_BOOT_SAYS, quick=True),
    Guest("iPXE for UEFI", "1.0.0+git-20190125 (snponly.efi), from OVMF", uefi, "snponly.efi", APP, IPXE_ASKS,
          (IPXE_MISSING, r"{app}\s"), ipxe_loads="uefi.ipxe", slow=True),
    Guest("iPXE without its file", "1.0.0+git-20190125", bios, payloads.MISSING, "", IPXE_ASKS,
          (IPXE_MISSING, "No more network devices"), slow=True),
    Guest("OVMF without its file", "2022.11 (EDK2)", uefi, payloads.MISSING, "", OVMF_PROBES,
          ("PXE-E23: Client received TFTP error from server",), slow=True),
)


def fill(tree, work, sizes, hosts):
    """All that they load. Gives what they are to say of it."""
    data, large = tftp.seeded(2, sizes.data), tftp.seeded(3, sizes.large)
    (tree / DATA).write_bytes(data)
    (tree / LARGE).write_bytes(large)
    payloads.kernel(tree, work)
    app = payloads.application(tree, work, sizes.app)
    payloads.ipxe(tree, "boot.ipxe", IPXE_SCRIPT + f"kernel kernel trivet:ipxe\ninitrd {DATA}\nboot\n")
    payloads.ipxe(tree, "uefi.ipxe", IPXE_SCRIPT + f"chain {APP}\n")
    shutil.copy(payloads.IPXE_FOR_UEFI, tree)
    payloads.pxelinux(tree, [host.mac for host in hosts], PXELINUX_CONFIG)
    payloads.grub(tree, GRUB_CONFIG)
    (tree / "sums").write_text(payloads.sha256_line(tree, payloads.IPXE_FOR_UEFI.name))
    (tree / "boot.scr.uimg").write_bytes(payloads.u_boot_script(U_BOOT_SCRIPT))
    return {"data": payloads.sum_of(data), "app": f"app {payloads.sum_of(app)}",
            "data_crc32": payloads.crc32(data), "large_crc32": payloads.crc32(large)}


IPXE_SCRIPT = f"imgfetch {payloads.MISSING} || echo\n"

PXELINUX_CONFIG = f"""SERIAL 0 115200
PROMPT 0
DEFAULT trivet
LABEL trivet
 LINUX ::kernel
 APPEND trivet:pxelinux
 INITRD ::{DATA}
"""

# The sum of a file by GRUB itself, then the kernel.
GRUB_CONFIG = f"""serial --unit=0 --speed=115200
terminal_output serial
cat /{payloads.MISSING}
hashsum --hash sha256 --check /sums --prefix /
linux /kernel trivet:grub
initrd /{DATA}
boot
"""

# Its blocks as they are; then in windows, and so small that the numbers wrap. The windows are small because this
# U-Boot's driver of the card hears nothing more once its ring has overflowed.
U_BOOT_SCRIPT = f"""tftpboot {U_BOOT_ADDRESS:#x} {payloads.MISSING}
tftpboot {U_BOOT_ADDRESS:#x} {DATA}
crc32 {U_BOOT_ADDRESS:#x} ${{filesize}}
setenv tftpblocksize 512
setenv tftpwindowsize 2
tftpboot {U_BOOT_ADDRESS:#x} {LARGE}
crc32 {U_BOOT_ADDRESS:#x} ${{filesize}}
echo trivet:u-boot
"""
