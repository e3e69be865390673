"""Measures between twenty sites on one machine, while links break, and counts whether each fault is named.

Needs root, ip, nft and nats-server: on the PATH, or where scripts/test has unpacked it.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

from network import Network

ROOT = os.path.realpath(os.path.join(os.path.dirname(os.path.realpath(__file__)), "..", ".."))
JNET = os.path.join(ROOT, "scripts/jnet")
SERVERS = os.path.join(ROOT, "target/servers/usr/sbin")
SITES = 20

# Besides the ring.
CHORDS = [(0, 10), (4, 14), (8, 18), (2, 7), (12, 17)]

# Between these two there are two equal paths, over the routers 20 and 21, and no link.
EQUAL = (5, 6)
MIDDLES = [SITES, SITES + 1]

# How long a round of 380 ordered pairs may take on two cores, in seconds.
MAX_ROUND = 15

KINDS = {"hole": "black-hole", "narrow": "narrow", "loss": "loss", "equal": "black-hole", "dscp": "class-changed"}


def site(i, family):
    return f"10.1.{i}.10" if family == 4 else f"2001:db8:1:{i + 1:x}::10"


def router(i, family):
    return f"10.1.{i}.1" if family == 4 else f"2001:db8:1:{i + 1:x}::1"


def end(link, which, family):
    return f"10.2.{link}.{which}" if family == 4 else f"2001:db8:2:{link + 1:x}::{which}"


class Ring:
    """A ring of routers with chords, a site at each, and a broker that each site reaches by a link of its own."""

    def __init__(self):
        self.network = Network()
        self.batches = {}
        self.interfaces = {}
        self.hops = {}
        self.owners = {}
        for i in range(SITES + len(MIDDLES)):
            self.network.host(f"r{i}", forwards=True)
            self.network.at(
                f"r{i}",
                "cd /proc/sys/net; echo 1 >ipv6/conf/all/forwarding; echo 0 >ipv4/icmp_ratelimit;"
                " echo 0 >ipv6/icmp/ratelimit; echo 1 >ipv4/fib_multipath_hash_policy;"
                " echo 1 >ipv6/fib_multipath_hash_policy;"
                " for f in ipv4/icmp_msgs_burst ipv4/icmp_msgs_per_sec; do ! test -e $f || echo 100000 >$f; done",
            )
        for i in range(SITES):
            self.network.host(f"s{i}")
            self.network.cable(f"r{i}", "site", f"s{i}", "eth0")
            self.network.cable(None, f"b{i}", f"s{i}", "broker")
            for family, length, everywhere in ((4, 24, "10.0.0.0/8"), (6, 64, "2001:db8::/32")):
                self.address(f"r{i}", "site", router(i, family), length)
                self.address(f"s{i}", "eth0", site(i, family), length)
                self.line(f"s{i}", f"route add {everywhere} via {router(i, family)}")
                self.owners[router(i, family)] = i
            self.network.at(None, f"ip addr add 10.99.{i}.1/30 dev b{i}")
            self.address(f"s{i}", "broker", f"10.99.{i}.2", 30)
        edges = [(i, (i + 1) % SITES) for i in range(SITES)] + CHORDS
        self.edges = [each for each in edges if each != EQUAL]
        for number, (left, right) in enumerate(self.edges):
            self.link(number, left, right)
        for number, middle in enumerate(MIDDLES):
            first, second = 100 + 2 * number, 101 + 2 * number
            self.link(first, EQUAL[0], middle)
            self.link(second, middle, EQUAL[1])
            self.hops.setdefault(EQUAL, []).append((first, 2))
            self.hops.setdefault(EQUAL[::-1], []).append((second, 1))
        for goal in range(SITES):
            self.routes(goal)
        for host, lines in self.batches.items():
            self.network.at(host, "ip -batch - <<END\n" + "\n".join(lines) + "\nEND\n")

    def line(self, host, words):
        self.batches.setdefault(host, []).append(words)

    def address(self, host, device, address, length):
        self.line(host, f"addr add {address}/{length} dev {device}" + (" nodad" if ":" in address else ""))

    def link(self, number, left, right):
        names = f"l{number}a", f"l{number}b"
        self.network.cable(f"r{left}", names[0], f"r{right}", names[1])
        for host, name, which in ((left, names[0], 1), (right, names[1], 2)):
            for family, length in ((4, 30), (6, 126)):
                self.address(f"r{host}", name, end(number, which, family), length)
                self.owners[end(number, which, family)] = host
        self.interfaces[(left, right)] = names[1]
        self.interfaces[(right, left)] = names[0]
        self.hops.setdefault((left, right), []).append((number, 2))
        self.hops.setdefault((right, left), []).append((number, 1))

    def routes(self, goal):
        """Each router sends to a site over the fewest others; the equal paths count as one link."""
        nearer = {}
        queue = [goal]
        for near in queue:
            for far in range(SITES):
                if far != goal and far not in nearer and (far, near) in self.hops:
                    nearer[far] = near
                    queue.append(far)
        for middle in MIDDLES:
            nearer[middle] = EQUAL[1] if nearer.get(EQUAL[0]) == EQUAL[1] else EQUAL[0]
        for far, near in nearer.items():
            for family in (4, 6):
                prefix = f"10.1.{goal}.0/24" if family == 4 else f"2001:db8:1:{goal + 1:x}::/64"
                via = " ".join(f"nexthop via {end(number, which, family)}" for number, which in self.hops[(far, near)])
                self.line(f"r{far}", f"route add {prefix} {via}")

    def nft(self, at, rules):
        lines = "\n".join(rules)
        self.network.at(
            f"r{at}",
            "nft -f - <<END\ntable inet fault { chain c { type filter hook prerouting priority -150;\n"
            + lines
            + "\n}\n}\nEND\n",
        )

    def arriving(self, link, rule):
        """A fault of the packets of a directed link, at its end."""
        self.nft(link[1], [f"iifname {self.interfaces[link]} {rule}"])

    def mend(self, at):
        self.network.at(f"r{at}", "nft delete table inet fault")

    def mtu(self, link, size):
        for one, other in (link, link[::-1]):
            self.network.at(f"r{one}", f"ip link set {self.interfaces[(other, one)]} mtu {size}")


def controller(family):
    """A round as users start it: its document, and how many seconds it took with the start of the JVM."""
    begun = time.monotonic()
    words = [JNET, "mesh", "matrix", "--nats", "nats://127.0.0.1:4222", "--json"] + (["-6"] if family == 6 else [])
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)
    if not done.stdout:
        raise RuntimeError(done.stderr.strip())
    return json.loads(done.stdout), time.monotonic() - begun


def named(ring, document):
    """The suspects: kind, and directed links or a router, by numbers of routers."""
    found = set()
    for each in document["suspects"]:
        if each.get("router"):
            found.add((each["kind"], ring.owners.get(each["router"])))
        else:
            ends = [(ring.owners.get(link["from"]), ring.owners.get(link["to"])) for link in each["links"]]
            found.add((each["kind"], tuple(sorted(ends))))
    return found


def breaks(ring, fault, chance):
    """Breaks something. What has to be named, and how to mend it."""
    link = chance.choice(ring.edges)
    link = link if chance.random() < 0.5 else link[::-1]
    kind = KINDS[fault]
    if fault == "hole":
        ring.arriving(link, "meta length > 1400 drop")
        return {(kind, (link,))}, lambda: ring.mend(link[1])
    if fault == "narrow":
        ring.mtu(link, 1380)
        return {(kind, (link,)), (kind, (link[::-1],))}, lambda: ring.mtu(link, 1500)
    if fault == "loss":
        ring.arriving(link, "numgen random mod 100 < 5 drop")
        return {(kind, (link,))}, lambda: ring.mend(link[1])
    if fault == "equal":
        middle = chance.choice(MIDDLES)
        near, far = EQUAL if chance.random() < 0.5 else EQUAL[::-1]
        ring.arriving((near, middle), "meta length > 1400 drop")
        return {(kind, tuple(sorted([(near, middle), (middle, far)])))}, lambda: ring.mend(middle)
    at = chance.randrange(SITES)
    ring.nft(at, ["ip dscp set cs0", "ip6 dscp set cs0"])
    return {(kind, at)}, lambda: ring.mend(at)


def run(arguments):
    broker = os.path.join(SERVERS, "nats-server")
    broker = broker if os.access(broker, os.X_OK) else shutil.which("nats-server")
    if not broker:
        raise RuntimeError("no nats-server: scripts/test fetches it")
    subprocess.run([JNET, "--version"], capture_output=True, check=True)
    ring = Ring()
    folder = tempfile.mkdtemp(prefix="jnet-mesh-")
    running = []

    def start(name, words):
        with open(os.path.join(folder, name), "wb") as log:
            running.append(subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=log, stderr=log))

    try:
        start("broker", [broker, "-p", "4222", "-js", "-sd", os.path.join(folder, "store")])
        wait(folder, "broker", "Server is ready")
        for i in range(SITES):
            words = ["mesh", "agent", "--nats", f"nats://10.99.{i}.1:4222", "--name", f"s{i:02}"]
            own = ["--address", f"{site(i, 4)},{site(i, 6)}"]
            start(f"s{i}", ["ip", "netns", "exec", ring.network.name(f"s{i}"), JNET, *words, *own])
        for i in range(SITES):
            wait(folder, f"s{i}", "is a member")
        return rounds(ring, arguments, [each.pid for each in running])
    finally:
        for each in running:
            each.terminate()
        for each in running:
            try:
                each.wait(10)
            except subprocess.TimeoutExpired:
                each.kill()
        shutil.rmtree(folder, ignore_errors=True)


def cpu(processes):
    """The processor time that processes have had until now, in seconds."""
    ticks = 0
    for each in processes:
        with open(f"/proc/{each}/stat", encoding="utf-8") as stat:
            ticks += sum(int(field) for field in stat.read().rsplit(")", 1)[1].split()[11:13])
    return ticks / os.sysconf("SC_CLK_TCK")


def rounds(ring, arguments, processes):
    chance = random.Random(arguments.seed)
    healthy = []
    for family in (4, 6):
        for _ in range(3):
            before = cpu(processes)
            document, took = controller(family)
            spent = cpu(processes) - before
            clean = not document["suspects"] and not document["unexplained"]
            measured = sum(1 for each in document["pairs"] if not each.get("error"))
            healthy.append(took)
            print(f"healthy IPv{family}: {measured} of {len(document['pairs'])} pairs in {took:.1f} s,"
                  f" agents and broker: {spent:.1f} s of processor time, clean: {clean}", flush=True)
    faults = [(fault, family) for fault in arguments.faults.split(",") for family in (4, 6) if arguments.runs]
    right, times = dict.fromkeys(faults, 0), {each: [] for each in faults}
    for number in range(1, arguments.runs + 1):  # in turn, so that a run that is ended early has as many of each
        for fault, family in faults:
            expected, mend = breaks(ring, fault, chance)
            try:
                document, took = controller(family)
            finally:
                mend()
            times[fault, family].append(took)
            found = named(ring, document)
            if found == expected:
                right[fault, family] += 1
            else:
                missing = [each["error"]["message"] for each in document["pairs"] if each.get("error")]
                print(f"  {fault} IPv{family}: {sorted(map(str, expected))}, named {sorted(map(str, found))}"
                      f" {document['unexplained']} {len(missing)} missing: {missing[:3]}"[:600], flush=True)
        print(f"  {number} of {arguments.runs} runs of each: {sum(right.values())} of {number * len(faults)} named", flush=True)
    for fault, family in faults:
        took = times[fault, family]
        print(f"{fault} IPv{family}: {right[fault, family]} of {len(took)} named,"
              f" {min(took):.1f} to {max(took):.1f} s a round", flush=True)
    bad = arguments.runs * len(faults) - sum(right.values())
    slow = sum(1 for each in healthy if each > MAX_ROUND)
    return 1 if bad or slow else 0


def wait(folder, name, words):
    until = time.monotonic() + 120
    while time.monotonic() < until:
        with open(os.path.join(folder, name), encoding="utf-8") as log:
            if words in log.read():
                return
        time.sleep(0.1)
    raise RuntimeError(f"{name}: no '{words}' within 120 s")


def add_to(jobs):
    """Adds this job to a command line."""
    parser = jobs.add_parser("mesh", help="twenty sites, five faults, each in both IP versions")
    parser.add_argument("--runs", type=int, default=20, help="runs of each fault in each IP version; 0: no fault")
    parser.add_argument("--faults", default=",".join(KINDS), help="which faults: " + ", ".join(KINDS))
    parser.add_argument("--seed", type=int, default=1, help="the same seed, the same links")
    parser.set_defaults(run=run)


if __name__ == "__main__":
    sys.exit("run scripts/bench mesh")
