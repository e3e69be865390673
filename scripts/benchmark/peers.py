"""scripts/bench: jnet beside whatever else answers the same questions on this machine."""

import datetime
import json
import os
import re
import shutil
import statistics
import subprocess
from dataclasses import dataclass
from typing import Callable

import network
from process import run

JNET = os.path.join(os.path.dirname(os.path.dirname(os.path.realpath(__file__))), "jnet")
ROUNDS = 5

# Who has not answered by then has no answer. In seconds.
PATIENCE = 15
CLIENT = "192.0.2.2"
ROUTER = "192.0.2.1"
SERVER = "198.51.100.80"
NARROW = 1400
PORT = 80

# From the client to the server: a router, a narrow cable, a router; the server listens on one port.
SERVER_PROGRAM = f"""
import socket
s = socket.create_server(("", {PORT}))
while True:
    c, _ = s.accept()
    c.settimeout(1)
    try:
        c.recv(4096)
        c.sendall(b"HTTP/1.0 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok")
    except OSError:
        pass
    c.close()
"""


@dataclass(frozen=True)
class Way:
    """One program's way to do a job."""

    words: list
    read: Callable  # output to answer

    @property
    def program(self):
        return "jnet" if self.words[0] == JNET else self.words[0]


def first(pattern, flags=re.MULTILINE):
    """Reads what the first group of a pattern matches, or '-'."""
    return lambda text: (lambda m: m.group(1) if m else "-")(re.search(pattern, text, flags))


def last(pattern):
    """The same of the last match."""
    return lambda text: (re.findall(pattern, text, re.MULTILINE) or ["-"])[-1]


def plus(read, number):
    """Adds a header's length to what a program tells of its payload."""
    return lambda text: str(int(read(text)) + number) if read(text).isdigit() else read(text)


def hops(*patterns):
    """Counts the distinct routers that a trace shows."""
    def read(text):
        found = set()
        for pattern in patterns:
            found.update(re.findall(pattern, text, re.MULTILINE))
        return str(len(found & {ROUTER, "203.0.113.2", SERVER}))
    return read


# On the first router, before a job and after it.
SILENT = "path MTU, and no router says so"
SILENCE = ("nft add table ip quiet; nft add chain ip quiet out \"{ type filter hook output priority 0; }\";"
           " nft add rule ip quiet out icmp type destination-unreachable drop")
SPEECH = "nft delete table ip quiet"

# Job, right answer, the ways.
JOBS = [
    ("one ping", "1", [
        Way([JNET, "ping", "-c1", "-n", SERVER], first(r"(\d+) received")),
        Way(["ping", "-c1", "-n", SERVER], first(r"(\d+) received")),
        Way(["nping", "--icmp", "-c1", SERVER], first(r"Rcvd: (\d+)")),
    ]),
    ("path MTU", str(NARROW), [
        Way([JNET, "mtu", "-q", SERVER], first(r"^(\d+)$")),
        Way(["tracepath", "-n", SERVER], last(r"pmtu (\d+)")),
        Way(["traceroute", "-n", "--mtu", SERVER], last(r"F=(\d+)")),
        Way(["scamper", "-I", f"trace -P udp-paris -M {SERVER}"], last(r"\[mtu: (\d+)\]")),
        Way(["nmap", "-n", "-Pn", "-p", str(PORT), "--script", "path-mtu", SERVER], first(r"PMTU == (\d+)")),
    ]),
    (SILENT, str(NARROW), [
        Way([JNET, "mtu", "-q", SERVER], first(r"^(\d+)$")),
        Way(["tracepath", "-n", SERVER], last(r"pmtu (\d+)")),
        Way(["traceroute", "-n", "--mtu", SERVER], last(r"F=(\d+)")),
        Way(["scamper", "-I", f"trace -P udp-paris -M {SERVER}"], last(r"\[mtu: (\d+)\]")),
        Way(["nmap", "-n", "-Pn", "-p", str(PORT), "--script", "path-mtu", SERVER], first(r"PMTU == (\d+)")),
    ]),
    ("route", "3", [
        Way([JNET, "trace", SERVER], hops(r"(\d+\.\d+\.\d+\.\d+)")),
        Way(["traceroute", "-n", SERVER], hops(r"(\d+\.\d+\.\d+\.\d+)")),
        Way(["tracepath", "-n", SERVER], hops(r"(\d+\.\d+\.\d+\.\d+)")),
        Way(["mtr", "-n", "-r", "-c1", SERVER], hops(r"(\d+\.\d+\.\d+\.\d+)")),
        Way(["scamper", "-I", f"trace {SERVER}"], hops(r"(\d+\.\d+\.\d+\.\d+)")),
    ]),
    ("who has", "MAC", [
        Way([JNET, "arp", "-q", ROUTER], first(r"(\w\w(?::\w\w){5})")),
        Way(["arping", "-c1", "-I", "near0", ROUTER], first(r"\[(\w\w(?::\w\w){5})\]")),
        Way(["nmap", "-n", "-sn", ROUTER], first(r"MAC Address: (\w\w(?::\w\w){5})")),
    ]),
    ("who is on this /24", "2", [
        Way([JNET, "arp", "--scan", "192.0.2.0/24", "-i", "near0", "--quiet"],
            lambda t: str(len(set(re.findall(r"192\.0\.2\.(?!2\b)\d+", t))))),
        Way(["arp-scan", "-q", "-x", "-I", "near0", "192.0.2.0/24"],
            lambda t: str(len(set(re.findall(r"^192\.0\.2\.\d+", t, re.MULTILINE))))),
        Way(["nmap", "-n", "-sn", "192.0.2.0/24"],
            lambda t: str(len(set(re.findall(r"report for 192\.0\.2\.(?!2$)\d+", t, re.MULTILINE))))),
    ]),
    ("is the port open", "open", [
        Way([JNET, "handshake", "--half-open", "-q", f"{SERVER}:{PORT}"],
            first(r"^(\w+)$")),
        Way(["nmap", "-n", "-Pn", "-sS", "-p", str(PORT), SERVER], first(rf"^{PORT}/tcp +(\w+)")),
        Way(["nping", "--tcp", "-p", str(PORT), "-c1", "--flags", "syn", SERVER],
            lambda t: "open" if re.search(r"RCVD .*SA ", t) else "-"),
        Way(["curl", "-s", "-o", "/dev/null", "-w", "%{remote_port}", f"http://{SERVER}:{PORT}/"],
            lambda t: "open" if str(PORT) in t else "-"),
    ]),
]

VERSION = {
    "ping": ["ping", "-V"], "tracepath": ["tracepath", "-V"], "traceroute": ["traceroute", "--version"],
    "scamper": ["scamper", "-v"], "nmap": ["nmap", "--version"], "arping": ["arping", "-V"],
    "arp-scan": ["arp-scan", "--version"], "mtr": ["mtr", "--version"], "nping": ["nping", "--version"],
    "curl": ["curl", "--version"], "fping": ["fping", "-v"], "jnet": [JNET, "--version"],
}


def add_to(jobs):
    """Adds the job to the command line."""
    parser = jobs.add_parser("peers", help="jnet beside the other programs that are installed")
    parser.add_argument("-n", "--rounds", type=int, default=ROUNDS, help=f"runs of each (default {ROUNDS})")
    parser.add_argument("--json", action="store_true", help="one JSON document instead of the table")
    parser.set_defaults(run=measure)


def measure(arguments):
    """Prints the table, or the document."""
    subprocess.run([JNET, "--version"], check=True, stdout=subprocess.DEVNULL)
    net, mac = lay()
    rows = []
    for job, right, ways in JOBS:
        ways = [way for way in ways if way.program == "jnet" or shutil.which(way.program)]
        if job == SILENT:
            net.at("one", SILENCE)
        rows += measured(job, mac if right == "MAC" else right, ways, arguments.rounds)
        if job == SILENT:
            net.at("one", SPEECH)
    versions = {name: version(name) for name in sorted({row["program"] for row in rows})}
    date = datetime.date.today().isoformat()
    if arguments.json:
        print(json.dumps({"schema": 1, "date": date, "rounds": arguments.rounds, "versions": versions, "rows": rows}))
    else:
        table(rows)
        print(f"\nMedians of {arguments.rounds} rounds, {date}: " + "; ".join(versions.values()) + ".")
    return 0


def lay():
    """Makes the network; gives it, and the nearest router's MAC address."""
    net = network.Network()
    for name, forwards in (("one", True), ("two", True), ("server", False)):
        net.host(name, forwards)
    net.cable(None, "near0", "one", "one0")
    net.cable("one", "one1", "two", "two0", NARROW)
    net.cable("two", "two1", "server", "server0")
    net.at(None, f"ip address add {CLIENT}/24 dev near0; ip route add default via {ROUTER}")
    # Another station beside the router, to be found.
    net.at("one", f"ip address add {ROUTER}/24 dev one0; ip address add 192.0.2.77/24 dev one0;"
                  " ip address add 203.0.113.1/24 dev one1; ip route add default via 203.0.113.2")
    net.at("two", "ip address add 203.0.113.2/24 dev two0; ip address add 198.51.100.1/24 dev two1;"
                  " ip route add default via 203.0.113.1")
    net.at("server", f"ip address add {SERVER}/24 dev server0; ip route add default via 198.51.100.1")
    # What a kernel allows a single asker is less than some ask for.
    for name in ("one", "two", "server"):
        net.at(name, "sysctl -qw net.ipv4.icmp_ratelimit=0")
    net.start("server", "python3", "-c", SERVER_PROGRAM)
    run(["ping", "-c3", "-i0.2", "-W1", SERVER])
    return net, net.at("one", "cat /sys/class/net/one0/address").strip()


def measured(job, right, ways, rounds):
    """All ways in turn, round by round; a first round warms the caches and is not counted."""
    results = {id(way): [] for way in ways}
    for turn in range(rounds + 1):
        for way in ways:
            # What the kernel has learned from one program must not mislead the next.
            subprocess.run(["ip", "route", "flush", "cache"], check=False)
            before = sent()
            one = run(way.words, {"JNET_BUILD": "never"}, PATIENCE)
            if turn > 0:
                results[id(way)].append((way.read(one.output).lower(), one.exit, sent() - before))
    rows = []
    for way in ways:
        answers = [answer for answer, _, _ in results[id(way)]]
        answer = max(set(answers), key=answers.count)
        rows.append({
            "job": job,
            "program": way.program,
            "command": " ".join(["jnet", *way.words[1:]] if way.program == "jnet" else way.words),
            "answer": answer,
            "right": sum(each == right for each in answers),
            "rounds": rounds,
            "medianMs": round(statistics.median(ms for _, ms, _ in results[id(way)]), 1),
            "packets": statistics.median(packets for _, _, packets in results[id(way)]),
        })
    return rows


def sent():
    """Frames that have left by the client's interface."""
    with open("/proc/net/dev", encoding="ascii") as file:
        return int(re.search(r"near0:(.*)", file.read()).group(1).split()[9])


def version(name):
    """The first words that a program says of itself with a number in them."""
    text = run(VERSION[name]).output
    found = re.search(r"\d+(?:\.\d+)+\S*|\d{8}\S*", text)
    return f"{name} {found.group(0).rstrip(',);') if found else '?'}"


def table(rows):
    """As Markdown, for the docs."""
    print("| job | command | answer | right | median | packets |")
    print("|---|---|---|---|---|---|")
    job = None
    for row in rows:
        name = row["job"] if row["job"] != job else ""
        job = row["job"]
        print(f"| {name} | `{row['command']}` | {row['answer']} | {row['right']} of {row['rounds']} |"
              f" {row['medianMs']:.0f} ms | {row['packets']:.0f} |")
