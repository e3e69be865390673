"""scripts/bench witness: what it costs that the kernel sends a copy of the first probe, where both agree."""

import os
import statistics

import network
from process import run

JNET = os.path.join(os.path.dirname(os.path.dirname(os.path.realpath(__file__))), "jnet")
ROUNDS = 15
NEAR = "192.0.2.1"
ROUTER = ("192.0.2.2", "198.51.100.1")
FAR = "198.51.100.2"
PORT = 8080

# What is measured, and its answer: the line that was asked for.
ROWS = [
    (["ping", "-n", "-c1", FAR], rb" time=.*\n"),
    (["mtu", FAR], rb"path MTU \d+.*\n"),
    (["trace", "-n", FAR], rb"reached at hop.*\n"),
    (["handshake", f"{FAR}:{PORT}"], rb"\n"),
    (["mss", f"{FAR}:{PORT}"], rb"\n"),
    (["walk", "--brief", f"http://{FAR}:{PORT}/"], rb"\n"),
]

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
    print(f"{os.cpu_count()} processors; medians of {arguments.rounds} pairs, with the witness / with --wire-only")
    print(f"{'':24} {'answer printed, ms':>28} {'process ended, ms':>28} {'processor, ms':>28}")
    for words, said in ROWS:
        show(words[0], pairs(words, said, arguments.rounds))
    return 0


def pairs(words, said, rounds):
    """Both forms in turn, each first as often as the other; one round more warms the caches."""
    environment = {"JNET_BUILD": "never"}
    both = []
    for turn in range(rounds + 1):
        one = {}
        for wire in (turn % 2 == 0, turn % 2 == 1):
            extra = ["--wire-only"] if wire else []
            ran = run([JNET, words[0], *extra, *words[1:]], environment, said=said)
            if ran.code != 0:
                raise RuntimeError(f"{' '.join(words)}: exit code {ran.code}: {ran.output.strip()}")
            one[wire] = ran
        if turn > 0:
            both.append((one[False], one[True]))
    return both


def show(name, both):
    """One row: the medians, and the median of the differences within a pair."""
    cells = []
    for what in ("answer", "exit", "cpu"):
        with_it = [getattr(witnessed, what) for witnessed, _ in both]
        without = [getattr(wire, what) for _, wire in both]
        more = statistics.median(one - other for one, other in zip(with_it, without))
        cells.append(f"{statistics.median(with_it):8.1f} /{statistics.median(without):8.1f} {more:+7.1f}")
    print(f"{name:24} " + " ".join(f"{cell:>28}" for cell in cells), flush=True)
