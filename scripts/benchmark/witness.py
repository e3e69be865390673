"""scripts/bench witness: what it costs that the kernel sends a copy of the first probe, where both agree."""

import os
import re
import shutil
import statistics
import subprocess
import tempfile

import network
from process import run

JNET = os.path.join(os.path.dirname(os.path.dirname(os.path.realpath(__file__))), "jnet")
ENVIRONMENT = {"JNET_BUILD": "never"}
ROUNDS = 15
NEAR = "192.0.2.1"
ROUTER = ("192.0.2.2", "198.51.100.1")
FAR = "198.51.100.2"
PORT = 8080

# What is measured, and words of its answer.
ROWS = [
    (["ping", "-n", "-c1", FAR], " time="),
    (["mtu", FAR], "path MTU 1500"),
    (["trace", "-n", FAR], "reached at hop"),
    (["handshake", f"{FAR}:{PORT}"], ": open "),
    (["mss", f"{FAR}:{PORT}"], "1460"),
    (["walk", "--brief", f"http://{FAR}:{PORT}/"], "200"),
]

# Calls by which a process looks at the network, or waits for it.
NETWORK = r"socket|bind|connect|setsockopt|sendto|sendmsg|recvfrom|recvmsg|p?poll"

SERVER_PROGRAM = f"""
import http.server
class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_): pass
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")
http.server.ThreadingHTTPServer(("", {PORT}), Quiet).serve_forever()
"""


def add_to(jobs):
    """Adds the job to the command line."""
    parser = jobs.add_parser("witness", help="what --wire-only would save where wire and kernel agree")
    parser.add_argument("-n", "--rounds", type=int, default=ROUNDS, help=f"pairs of runs (default {ROUNDS})")
    parser.add_argument("commands", nargs="*", help="of these commands alone")
    parser.set_defaults(run=measure)


def measure(arguments):
    """Prints the table."""
    net = network.Network()
    net.host("router", forwards=True)
    net.host("far")
    net.cable(None, "near0", "router", "router0")
    net.cable("router", "router1", "far", "far0")
    net.at(None, f"ip address add {NEAR}/24 dev near0; ip route add {FAR} via {ROUTER[0]}")
    net.at("router", f"ip address add {ROUTER[0]}/24 dev router0; ip address add {ROUTER[1]}/24 dev router1")
    net.at("router", "sysctl -qw net.ipv4.icmp_ratelimit=0")  # otherwise it reports to one run of several
    net.at("far", f"ip address add {FAR}/24 dev far0; ip route add default via {ROUTER[1]}")
    net.start("far", "python3", "-c", SERVER_PROGRAM)
    load = os.getloadavg()[0]
    print(f"{os.cpu_count()} processors, load {load:.1f}; {arguments.rounds} pairs: the median with --wire-only,")
    print("and what the witness adds: the median of the differences within a pair (their quartiles)")
    print(f"{'':10} {'answer printed, ms':>32} {'processor, ms':>32} {'calls to the network, before the answer':>42}")
    for words, said in ROWS:
        if not arguments.commands or words[0] in arguments.commands:
            show(words[0], pairs(words, said, arguments.rounds))
            print(f" {calls(words, said):>42}", flush=True)
    return 0


def form(words, wire):
    """The command line, with the witness or without."""
    return [JNET, words[0], *(["--wire-only"] if wire else []), *words[1:]]


def pairs(words, said, rounds):
    """Both forms in turn, each first as often as the other; one round more warms the caches."""
    both = []
    for turn in range(rounds + 1):
        one = {}
        for wire in (turn % 2 == 0, turn % 2 == 1):
            ran = run(form(words, wire), ENVIRONMENT, said=said.encode())
            if ran.code != 0:
                raise RuntimeError(f"{' '.join(words)}: exit code {ran.code}: {ran.output.strip()}")
            one[wire] = ran
        if turn > 0:
            both.append((one[False], one[True]))
    return both


def calls(words, said):
    """How many calls to the network precede the answer with --wire-only, and with the witness."""
    if shutil.which("strace") is None:
        return "no strace"
    return " and ".join(str(traced(form(words, wire), said)) for wire in (True, False))


def traced(line, said):
    """How many calls to the network precede an answer with these words."""
    with tempfile.NamedTemporaryFile("r") as log:
        strace = ["strace", "-f", "-qq", "-s", "4096", "-o", log.name]
        subprocess.run(strace + line, env=dict(os.environ, **ENVIRONMENT), capture_output=True, check=True)
        count = 0
        for each in log:
            if "write(1, " in each and said in each:
                return count
            count += re.search(r"^\d+ +(" + NETWORK + r")\(", each) is not None
        raise RuntimeError(f"{' '.join(line)}: no answer with {said!r}")


def show(name, both):
    """One row: the medians with --wire-only, and the differences within a pair."""
    cells = []
    for what in ("answer", "cpu"):
        without = statistics.median(getattr(wire, what) for _, wire in both)
        more = [getattr(witnessed, what) - getattr(wire, what) for witnessed, wire in both]
        low, middle, high = statistics.quantiles(more, n=4)
        cells.append(f"{without:8.1f} {middle:+7.1f} ({low:+.1f} to {high:+.1f})")
    print(f"{name:10} " + " ".join(f"{cell:>32}" for cell in cells), end="")
