"""scripts/bench reading: how fast jnet reads a capture of a gigabyte on one processor, and in how much memory."""

import os
import struct
import tempfile

from peers import JNET
from process import run

GIGABYTE = 1 << 30
CONNECTIONS = 20_000
SYN, ACK = 2, 16


def add_to(jobs):
    """Adds the job to the command line."""
    parser = jobs.add_parser("reading", help="a capture of a gigabyte, read on one processor")
    parser.add_argument("--bytes", type=int, default=GIGABYTE, help="of each capture (default 1 GiB)")
    parser.set_defaults(run=measure)


def measure(arguments):
    """Prints a line a capture."""
    print("| data in a segment | capture | time | rate | memory |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="jnet-bench-", dir=roomy_folder()) as folder:
        for data in (0, 1448):
            path = os.path.join(folder, f"{data}.pcap")
            size = write(path, data, arguments.bytes)
            once = run(["taskset", "-c", "0", JNET, "read", "-q", path], deadline=300)
            rate = size / 1e6 / (once.exit / 1e3)
            print(f"| {data} | {size / 1e6:.0f} MB | {once.exit / 1e3:.1f} s | {rate:.0f} MB/s | {once.memory:.0f} MiB |")
            os.unlink(path)
    return 0


def roomy_folder():
    """Where there is room: not where temporary files lie in memory."""
    return os.environ.get("TMPDIR", "/var/tmp")


def write(path, data, limit):
    """Writes connections that take turns, each with its handshake; returns the file's bytes."""
    size = 24
    sent = [0] * CONNECTIONS
    payload = b"x" * data
    with open(path, "wb", buffering=1 << 20) as file:
        file.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1))
        number = 0
        while size < limit:
            connection = number % CONNECTIONS
            frame = segment(connection, sent[connection], payload)
            sent[connection] += 1
            file.write(struct.pack("<IIII", number // 1_000_000, number % 1_000_000, len(frame), len(frame)) + frame)
            size += 16 + len(frame)
            number += 1
    return size


def segment(connection, number, payload):
    """The frame of a connection with this number: SYN, SYN-ACK, ACK, then data there and ACKs back."""
    back = number == 1 or (number > 2 and number % 2 == 0)
    rounds = max(0, (number - 2 + (0 if back else 1)) // 2)
    flags = SYN if number == 0 else SYN | ACK if number == 1 else ACK
    data = payload if number > 2 and not back else b""
    there = 1000 if number == 0 else 1001 + max(0, rounds - (1 if data else 0)) * len(payload)
    here = 5000 if number == 1 else 5001
    client = struct.pack(">I", 0x0A000000 + 2 + connection // 250)
    server = struct.pack(">I", 0xC0000209)
    ports = (20000 + connection % 250, 443)
    addresses = (server + client) if back else (client + server)
    tcp = struct.pack(
        ">HHIIBBHHH",
        ports[1] if back else ports[0],
        ports[0] if back else ports[1],
        here if back else there,
        0 if number == 0 else there if back else here,
        5 << 4,
        flags,
        65535,
        0,
        0,
    )
    ip = struct.pack(">BBHHHBBH", 0x45, 0, 40 + len(data), number & 0xFFFF, 0x4000, 64, 6, 0) + addresses
    return bytes(6) + bytes(5) + b"\x01" + b"\x08\x00" + ip + tcp + data
