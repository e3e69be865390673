"""scripts/bench native: the binary without a JVM beside the JVM form, in turn: time, memory and size."""

import os
import socket
import statistics
import subprocess
import sys
import time

import network
from process import run
from startup import FAR, JNET, NEAR

BINARY = os.path.join(os.path.dirname(os.path.dirname(JNET)), "target", "jnet")
ROUNDS = 20
PORT = 80
ROWS = [
    ["--version"],
    ["interfaces"],
    ["mtu", "--lab", "home", "www.lab.test"],
    ["ping", "-c1", FAR],
    ["mtu", FAR],
    ["trace", FAR],
    ["arp", "-f", FAR],
    ["handshake", f"{FAR}:{PORT}"],
]

# It takes connections, and closes each when the other side has.
SERVER = f"""
import socket
server = socket.create_server(("", {PORT}))
while True:
    connection, _ = server.accept()
    with connection:
        while connection.recv(4096):
            pass
"""


def add_to(jobs):
    """Adds the job to the command line."""
    parser = jobs.add_parser("native", help="the binary that scripts/native has built, beside the JVM form")
    parser.add_argument("-n", "--rounds", type=int, default=ROUNDS, help=f"runs of each (default {ROUNDS})")
    parser.add_argument("--binary", default=BINARY, help="the binary (default target/jnet)")
    parser.set_defaults(run=measure)


def measure(arguments):
    """Prints the table, in Markdown."""
    forms = [[arguments.binary], [JNET]]
    subprocess.run([JNET, "--version"], check=True, stdout=subprocess.DEVNULL)  # builds what is stale
    for form in forms:
        said = run([*form, "--version"])
        if said.code != 0:
            raise RuntimeError(f"{form[0]} does not run: {said.output.strip()}; build it with scripts/native")
        print(said.output.strip() + "\n")
    net = network.Network()
    net.host("far")
    net.cable(None, "near0", "far", "far0")
    net.at(None, f"ip address add {NEAR}/24 dev near0")
    net.at("far", f"ip address add {FAR}/24 dev far0")
    net.start("far", sys.executable, "-c", SERVER)
    await_server()
    print(f"{os.path.getsize(arguments.binary) / 1e6:.1f} MB on disk; medians of {arguments.rounds} whole processes,")
    print(f"in turn, and the largest memory of them; {os.cpu_count()} processors\n")
    print("| command | native | JVM |\n|---|---|---|")
    for words in ROWS:
        runs = in_turn([[*form, *words] for form in forms], arguments.rounds)
        print(f"| `{' '.join(words)}` | {cell(runs[0])} | {cell(runs[1])} |", flush=True)
    return 0


def await_server():
    """Returns once the server takes connections."""
    for _ in range(100):
        try:
            socket.create_connection((FAR, PORT), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("the server of the measurement does not answer")


def in_turn(programs, rounds):
    """The runs of each program, one round more than asked for: the first warms the caches."""
    runs = [[] for _ in programs]
    for turn in range(rounds + 1):
        for program, done in zip(programs, runs):
            one = run(program, {"JNET_BUILD": "never"})
            if one.code != 0:
                raise RuntimeError(f"{' '.join(program)}: exit code {one.code}: {one.output.strip()}")
            if turn > 0:
                done.append(one)
    return runs


def cell(runs):
    """Time and memory of one form."""
    return f"{statistics.median(each.exit for each in runs):.1f} ms, {max(each.memory for each in runs):.0f} MB"
