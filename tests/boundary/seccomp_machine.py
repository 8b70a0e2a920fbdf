"""A small interpreter of classic BPF, to ask a seccomp filter what it would answer without installing it."""

from __future__ import annotations

import struct
from collections.abc import Sequence

X86_64, AARCH64 = 0xC000003E, 0xC00000B7
ALLOW, KILL, ERRNO = 0x7FFF0000, 0x80000000, 0x00050000


def verdict(program: bytes, architecture: int, number: int, arguments: Sequence[int] = ()) -> int:
    """Return what the filter answers to a system call, or fail if it leaves its own end or reads beyond the data."""
    padded = [*arguments, *[0] * (6 - len(arguments))]
    data = struct.pack("<IIQ6Q", number, architecture, 0, *padded)
    instructions = list(struct.iter_unpack("<HBBI", program))
    register, position = 0, 0
    while True:
        code, if_true, if_false, operand = instructions[position]
        position += 1
        match code:
            case 0x20:  # load a word
                assert operand % 4 == 0
                (register,) = struct.unpack_from("<I", data, operand)
            case 0x54:  # and
                register &= operand
            case 0x15:  # jump if equal
                position += if_true if register == operand else if_false
            case 0x35:  # jump if greater or equal
                position += if_true if register >= operand else if_false
            case 0x06:  # return
                return operand
            case _:
                raise AssertionError(f"an instruction that no filter of ours needs: {code:#x}")
