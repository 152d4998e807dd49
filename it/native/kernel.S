# A kernel in Linux's boot protocol that does one thing: it says on the first serial port its command line, and size and
# CRC-32 of its initrd. iPXE and PXELINUX enter it at `setup` in real mode, GRUB at `protected`, with the same header.
#
#   as --32, ld -m elf_i386 -Ttext 0 --oformat binary

# Of the boot protocol: offsets in the zero page, which begins like the setup sector.
SCRATCH_END = 0x1e8
RAMDISK_IMAGE = 0x218
RAMDISK_SIZE = 0x21c
COMMAND_LINE = 0x228

LOADED_HIGH = 1
LOAD_ADDRESS = 0x100000
SECTOR = 512
PARAGRAPH = 16

#define AX eax
#define BX ebx
#define CX ecx
#define DX edx
#define SI esi
#define DI edi

    .text
    .code16
    .globl _start
_start:
    .org 0x1f1
    .byte (protected - _start) / SECTOR - 1 # setup_sects
    .word 0
    .long (end - protected) / PARAGRAPH     # syssize
    .word 0, 0, 0
    .word 0xaa55
    jmp setup
    .org 0x202
    .ascii "HdrS"
    .word 0x0206                            # version of the protocol
    .word 0, 0, 0x1000, 0
    .byte 0, LOADED_HIGH
    .word 0x8000
    .long LOAD_ADDRESS                      # code32_start
    .long 0, 0                              # ramdisk_image, ramdisk_size: written by who loads
    .long 0
    .word 0xe000, 0
    .long 0                                 # cmd_line_ptr: too
    .long 0x7fffffff                        # initrd_addr_max
    .long 0x1000                            # kernel_alignment
    .byte 1                                 # relocatable_kernel
    .byte 12
    .word 0
    .long 255                               # cmdline_size

# To protected mode, with the segments that the protocol promises, and %esi at the zero page, which is this sector. The
# loader has entered with %ds at it.
setup:
    cli
    xor %esi, %esi
    mov %ds, %si
    shl $4, %esi
    lea (descriptors - _start)(%esi), %eax
    mov %eax, descriptors_at - _start
    lgdtl descriptors_length - _start
    mov %cr0, %eax
    or $1, %al
    mov %eax, %cr0
    mov $0x18, %ax
    mov %ax, %ds
    mov %ax, %es
    mov %ax, %ss
    ljmpl $0x10, $LOAD_ADDRESS

    .balign 8
descriptors:
    .quad 0, 0
    .quad 0x00cf9a000000ffff                # 0x10: code, all of memory
    .quad 0x00cf92000000ffff                # 0x18: data, all of memory
descriptors_length:
    .word . - descriptors - 1
descriptors_at:
    .long 0

    .balign SECTOR
    .code32
protected:
    jmp start

#include "report.inc"

start:
    cld
    lea SCRATCH_END(%esi), %esp
    call 1f
1:  pop %ebp
    lea stack - 1b(%ebp), %esp
    push %esi
    call serial_setup
    say "\r\n"
    mov (%esp), %esi
    mov COMMAND_LINE(%esi), %esi
    call put_text
    pop %eax
    mov RAMDISK_IMAGE(%eax), %esi
    mov RAMDISK_SIZE(%eax), %ecx
    lea table - 1b(%ebp), %edi
    call report
2:  hlt
    jmp 2b

    .balign 4
table:
    .fill 1024, 1, 0
    .fill 1024, 1, 0
stack:
    .balign SECTOR
end:
