"""scripts/bench many: what a target costs when there are 10 of them, and when there are 10,000."""

import datetime
import os
import re
import shutil
import statistics
import subprocess
import tempfile
from dataclasses import replace

import network
import picture
from peers import JNET, version
from process import run

ROUNDS = 3
RATE = 5000
COUNTS = (10, 100, 1000, 10_000)

# Who has not ended by then is ended. In seconds.
PATIENCE = 300
WIDE = 1500
NARROW = 1400

# What answers there are is counted where output has one of these patterns; the first group is the target's address,
# the second, where there is one, the path MTU.
JNET_PING = r'"address":"([\d.]+)"\},"status":"ok"'
JNET_MTU = r'"address":"([\d.]+)"\},"status":"ok","pathMtu":(\d+)'
FPING = r"^([\d.]+) +: xmt/rcv/%loss = 1/1/"
SCAMPER_PING = r"bytes from ([\d.]+), seq=0"
SCAMPER_MTU = r"^traceroute from [\d.]+ to ([\d.]+)\n(?:.*\n)*?.* \1 .*\[mtu: (\d+)\]"


def ways(targets, rate):
    """Job and program, the command, and how its answers are read."""
    return [
        ("ping", "jnet", [JNET, "ping", "--targets", targets, "--rate", str(rate)], JNET_PING),
        ("ping", "fping", ["fping", "-q", "-c1", "-i", f"{1000 / rate:g}", "-f", targets], FPING),
        ("ping", "scamper", ["scamper", "-p", str(rate), "-c", "ping -c 1", "-f", targets], SCAMPER_PING),
        ("path MTU", "jnet", [JNET, "mtu", "--targets", targets, "--rate", str(rate)], JNET_MTU),
        ("path MTU", "scamper", ["scamper", "-p", str(rate), "-c", "trace -P udp-paris -M", "-f", targets], SCAMPER_MTU),
    ]


def add_to(jobs):
    """Adds the job to the command line."""
    parser = jobs.add_parser("many", help="what many targets cost, beside fping and scamper at the same rate")
    parser.add_argument("-n", "--rounds", type=int, default=ROUNDS, help=f"runs of each (default {ROUNDS})")
    parser.add_argument("--rate", type=int, default=RATE, help=f"probes a second (default {RATE})")
    parser.add_argument("--svg", metavar="FILE", help="draw the curves, too")
    parser.set_defaults(run=measure)


def measure(arguments):
    """Prints the table, and draws the picture."""
    subprocess.run([JNET, "--version"], check=True, stdout=subprocess.DEVNULL)
    lay()
    rows = []
    with tempfile.TemporaryDirectory(prefix="jnet-bench-") as folder:
        for count in COUNTS:
            targets = os.path.join(folder, str(count))
            with open(targets, "w", encoding="ascii") as file:
                file.writelines(f"{address(i)}\n" for i in range(count))
            rows += measured(count, targets, arguments)
    table(rows)
    names = sorted({row["program"] for row in rows})
    words = "; ".join(version(name) for name in names)
    date = datetime.date.today().isoformat()
    print(f"\nMedians of {arguments.rounds} rounds at {arguments.rate:,} probes a second, {os.cpu_count()} processors, {date}: {words}.")
    if arguments.svg:
        with open(arguments.svg, "w", encoding="utf-8") as file:
            file.write(picture.curves(rows, f"{arguments.rate:,} probes a second, {os.cpu_count()} processors, {date}: {words}"))
    return 0


def address(number):
    """Every second target is behind a narrow cable."""
    pair, narrow = divmod(number, 2)
    return f"10.{65 if narrow else 64}.{pair // 250}.{pair % 250 + 1}"


def mtu_of(target):
    """What is right."""
    return NARROW if target.startswith("10.65.") else WIDE


def lay():
    """A router, behind which a host has twice 65,536 addresses, by a wide cable and by a narrow one."""
    net = network.Network()
    net.host("router", True)
    net.host("server")
    net.cable(None, "near0", "router", "router0")
    net.cable("router", "wide0", "server", "wide1", WIDE)
    net.cable("router", "narrow0", "server", "narrow1", NARROW)
    net.at(None, "ip address add 192.0.2.2/24 dev near0; ip route add default via 192.0.2.1")
    net.at("router", "ip address add 192.0.2.1/24 dev router0; ip address add 198.51.100.1/24 dev wide0;"
                     " ip address add 203.0.113.1/24 dev narrow0;"
                     " ip route add 10.64.0.0/16 via 198.51.100.2; ip route add 10.65.0.0/16 via 203.0.113.2")
    net.at("server", "ip address add 198.51.100.2/24 dev wide1; ip address add 203.0.113.2/24 dev narrow1;"
                     " ip route add local 10.64.0.0/15 dev lo; ip route add default via 198.51.100.1")
    # What kernels allow one asker, and all of them together, is less than is asked for.
    for name in ("router", "server"):
        net.at(name, "sysctl -qw net.ipv4.icmp_ratelimit=0;"
                     " for i in burst per_sec; do f=/proc/sys/net/ipv4/icmp_msgs_$i; [ ! -e $f ] || echo 1000000 >$f; done")
    run(["ping", "-c2", "-i0.2", "-W1", address(0)])


def measured(count, targets, arguments):
    """All ways in turn, round by round; a first round of the smallest file warms the caches and is not counted."""
    present = [way for way in ways(targets, arguments.rate) if way[1] == "jnet" or shutil.which(way[1])]
    results = [[] for _ in present]
    for turn in range(arguments.rounds + 1):
        for (_, _, words, pattern), runs in zip(present, results):
            if turn == 0 and count > COUNTS[0]:
                continue
            # What the kernel has learned from one program must not mislead the next.
            subprocess.run(["ip", "route", "flush", "cache"], check=False)
            one = weighed(words, os.path.dirname(targets))
            if turn > 0:
                runs.append((one, right(one.output, pattern)))
    return [row(count, way, runs) for way, runs in zip(present, results)]


def weighed(words, folder):
    """Runs a program. The kernel counts our own memory as a child's before it becomes the program; GNU time is small."""
    environment = {"JNET_BUILD": "never"}
    if not shutil.which("time"):
        return run(words, environment, PATIENCE)
    told = os.path.join(folder, "memory")
    one = run(["time", "-q", "-o", told, "-f", "%M", *words], environment, PATIENCE)
    with open(told, encoding="ascii") as file:
        return replace(one, memory=int(file.read()) / 1024)


def right(output, pattern):
    """How many targets a program has the right answer about."""
    found = set()
    for match in re.finditer(pattern, output, re.MULTILINE):
        target, *mtu = match.groups()
        if not mtu or int(mtu[0]) == mtu_of(target):
            found.add(target)
    return len(found)


def row(count, way, runs):
    """The medians."""
    job, program, words, _ = way
    command = " ".join(["jnet", *words[1:]] if program == "jnet" else words)
    return {
        "job": job,
        "program": program,
        "command": command.replace(words[-1], "FILE") if program != "jnet" else re.sub(r"(--targets) \S+", r"\1 FILE", command),
        "targets": count,
        "seconds": statistics.median(one.exit for one, _ in runs) / 1000,
        "cpu": statistics.median(one.cpu for one, _ in runs) / count,
        "memory": statistics.median(one.memory for one, _ in runs),
        "right": min(answers for _, answers in runs),
    }


def table(rows):
    """As Markdown, for the docs."""
    print("| job | command | targets | right | time | CPU a target | memory |")
    print("|---|---|---|---|---|---|---|")
    before = None
    for each in sorted(rows, key=lambda each: (each["job"] != "ping", each["program"] != "jnet", each["program"])):
        name = (each["job"], each["command"])
        shown = ("", "") if name == before else (each["job"] if not before or before[0] != each["job"] else "", f"`{each['command']}`")
        before = name
        print(f"| {shown[0]} | {shown[1]} | {each['targets']:,} | {each['right']:,} | {each['seconds']:.2f} s |"
              f" {each['cpu']:.2f} ms | {each['memory']:.0f} MB |")
