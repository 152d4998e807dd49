# An application for UEFI on x86-64 that does one thing: it says on the first serial port size and CRC-32 of what it
# carries, the file CARGO. It calls nothing of the firmware, so it needs no relocation.
#
#   as, ld -m i386pep --subsystem 10

#define AX rax
#define BX rbx
#define CX rcx
#define DX rdx
#define SI rsi
#define DI rdi

    .text
    .globl _start
_start:
    jmp start

#include "report.inc"

start:
    cli
    cld
    call serial_setup
    say "\r\n"
    say TITLE
    lea cargo(%rip), %rsi
    mov $(cargo_end - cargo), %ecx
    lea table(%rip), %rdi
    call report
2:  hlt
    jmp 2b

    .data
cargo:
    .incbin CARGO
cargo_end:
    .balign 8
table:
    .fill 1024, 1, 0
