"""Has real Prometheus and Alertmanager scrape jnet exporter while networks break, and measures what many targets cost.

Needs root, ip, nft, taskset, prometheus, prometheus-alertmanager and, to compare,
prometheus-blackbox-exporter: on the PATH, or where scripts/test has unpacked them.
"""

import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

from network import Network

ROOT = os.path.realpath(os.path.join(os.path.dirname(os.path.realpath(__file__)), "..", ".."))
MONITORING = os.path.join(ROOT, "src/main/docs/monitoring")
SERVERS = os.path.join(ROOT, "target/servers/usr/bin")
EXPORTER = "127.0.0.1:9910"
BLACKBOX = "127.0.0.1:9115"
PROMETHEUS = "127.0.0.1:9090"
ALERTMANAGER = "127.0.0.1:9093"

MODULES = """
modules:
  flows: {prober: trace, via: "udp:33434", flows: 8, timeout: 2s}
"""

BLACKBOX_MODULES = """
modules:
  echo: {prober: icmp, timeout: 900ms}
  echo_1500: {prober: icmp, timeout: 900ms, icmp: {dont_fragment: true, payload_size: 1472}}
"""

# Two scrapes a second apart, and the time in which this script asks Prometheus, in seconds.
TWO_SCRAPES = 2.5

# What 1,000 targets may cost: a share of one core, and bytes.
MAX_CPU = 0.30
MAX_MEMORY = 200e6

# Closes a connection when the client does, as most servers do.
TCP_SERVER = (
    "import socket,threading\n"
    "def serve(c):\n"
    " while c.recv(4096): pass\n"
    " c.close()\n"
    "s=socket.create_server((str(), 443))\n"
    "while True:\n"
    " c,_=s.accept()\n"
    " threading.Thread(target=serve,args=(c,),daemon=True).start()\n"
)


def program(name):
    """A program of the PATH, or of what the tests have unpacked; None where there is none."""
    unpacked = os.path.join(SERVERS, name)
    return unpacked if os.access(unpacked, os.X_OK) else shutil.which(name)


def need(*names):
    """Fails with what to do where a program is missing."""
    for name in names:
        if program(name) is None:
            raise RuntimeError(f"no {name}: scripts/test fetches it")


def get(address, path, method="GET"):
    """The status and the body of a page."""
    connection = http.client.HTTPConnection(address, timeout=20)
    try:
        connection.request(method, path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def query(expression):
    """What Prometheus says now: a value for each set of labels."""
    _, body = get(PROMETHEUS, "/api/v1/query?query=" + urllib.parse.quote(expression))
    return [(each["metric"], float(each["value"][1])) for each in json.loads(body)["data"]["result"]]


def value(expression):
    found = query(expression)
    return found[0][1] if found else None


def firing():
    """The alerts that Prometheus fires, as pairs of a name and a target."""
    _, body = get(PROMETHEUS, "/api/v1/alerts")
    return {
        (each["labels"]["alertname"], each["labels"].get("instance", ""))
        for each in json.loads(body)["data"]["alerts"]
        if each["state"] == "firing"
    }


def managed():
    """The alerts that Alertmanager has."""
    _, body = get(ALERTMANAGER, "/api/v2/alerts?active=true")
    return {(each["labels"]["alertname"], each["labels"].get("instance", "")) for each in json.loads(body)}


def wait(what, holds, seconds):
    """Waits until something holds; how long that took, in seconds."""
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        try:
            if holds():
                return time.monotonic() - begun
        except (OSError, ValueError, KeyError):
            pass
        time.sleep(0.1)
    raise RuntimeError(f"{what}: not within {seconds} s")


class AlertsSeen(threading.Thread):
    """Looks again and again which alerts fire, until it is stopped."""

    def __init__(self):
        super().__init__(daemon=True)
        self.seen = set()
        self.over = threading.Event()

    def run(self):
        while not self.over.wait(0.3):
            try:
                self.seen |= firing()
            except (OSError, ValueError, KeyError):
                pass

    def stop(self):
        """All alerts that fired meanwhile."""
        self.over.set()
        self.join()
        return self.seen


class Processes:
    """Programs that run until the end, and their files."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="jnet-monitoring-")
        os.chmod(self.folder, 0o755)
        self.running = []

    def file(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as out:
            out.write(text)
        return path

    def start(self, name, *words):
        with open(os.path.join(self.folder, name + ".log"), "wb") as log:
            process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder)
        self.running.append(process)
        return process

    def end(self):
        for process in reversed(self.running):
            process.terminate()
        for process in self.running:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


def job(name, module, targets, exporter=EXPORTER, interval="1s"):
    return {
        "job_name": name,
        "scrape_interval": interval,
        "scrape_timeout": interval,
        "metrics_path": "/probe",
        "params": {"module": [module]},
        "static_configs": [{"targets": targets}],
        "relabel_configs": [
            {"source_labels": ["__address__"], "target_label": "__param_target"},
            {"source_labels": ["__param_target"], "target_label": "instance"},
            {"target_label": "__address__", "replacement": exporter},
        ],
    }


def prometheus(processes, jobs, rules=None):
    """Starts Prometheus; JSON is YAML."""
    configuration = {
        "global": {"evaluation_interval": "1s"},
        "rule_files": [rules] if rules else [],
        "alerting": {"alertmanagers": [{"static_configs": [{"targets": [ALERTMANAGER]}]}]} if rules else {},
        "scrape_configs": jobs,
    }
    path = processes.file("prometheus.json", json.dumps(configuration))
    processes.start(
        "prometheus",
        program("prometheus"),
        "--config.file=" + path,
        "--storage.tsdb.path=" + os.path.join(processes.folder, "data"),
        "--web.listen-address=" + PROMETHEUS,
    )


def start_exporter(processes, *options, prefix=()):
    process = processes.start("exporter", *prefix, os.path.join(ROOT, "scripts/jnet"), "exporter", "--allow-all", *options)
    wait("jnet exporter", lambda: get(EXPORTER, "/-/ready")[0] == 200, 120)
    return process


# ---- what breaks, and what shows it


def build(network):
    """A client, a router, and behind it one server for each fault, the last one behind two equal paths."""
    network.host("r", forwards=True)
    network.cable(None, "up0", "r", "down0")
    network.at(None, "ip addr add 10.0.0.1/24 dev up0; ip route add 10.0.0.0/8 via 10.0.0.2")
    network.at("r", "ip addr add 10.0.0.2/24 dev down0; echo 0 >/proc/sys/net/ipv4/icmp_ratelimit")
    for number, name in enumerate(["good", "falls", "swallows", "clamps"], start=1):
        mtu = 1400 if name in ("swallows", "clamps") else 1500
        network.host(name)
        network.cable("r", name, name, "eth0", mtu)
        network.at("r", f"ip addr add 10.{number}.0.1/16 dev {name}")
        network.at(
            name,
            f"ip addr add 10.{number}.0.9/16 dev eth0; ip route add default via 10.{number}.0.1 advmss 1460;"
            f" ip route add local 10.{number}.1.0/24 dev lo; echo 0 >/proc/sys/net/ipv4/icmp_ratelimit",
        )
    network.host("two")
    hops = ""
    for number, name in enumerate(["left", "right"], start=1):
        network.host(name, forwards=True)
        network.cable("r", name, name, "in0", 1500)
        network.cable(name, "out0", "two", name, 1500)
        network.at("r", f"ip addr add 10.{50 + number}.0.1/24 dev {name}")
        network.at(
            name,
            f"ip addr add 10.{50 + number}.0.2/24 dev in0; ip addr add 10.{60 + number}.0.1/24 dev out0;"
            f" ip route add 10.5.0.9/32 via 10.{60 + number}.0.9; ip route add 10.0.0.0/24 via 10.{50 + number}.0.1;"
            " echo 0 >/proc/sys/net/ipv4/icmp_ratelimit",
        )
        network.at("two", f"ip addr add 10.{60 + number}.0.9/24 dev {name}; echo 0 >/proc/sys/net/ipv4/icmp_ratelimit")
        hops += f" nexthop via 10.{50 + number}.0.2"
    network.at("two", "ip addr add 10.5.0.9/32 dev lo; ip route add default via 10.61.0.1")
    network.at("r", f"ip route add 10.5.0.9/32{hops}; echo 1 >/proc/sys/net/ipv4/fib_multipath_hash_policy")
    network.start("clamps", sys.executable, "-c", TCP_SERVER)
    clamp(network)


def nft(network, host, *rules):
    for rule in rules:
        network.at(host, f'nft "{rule}"')


def clamp(network):
    nft(
        network,
        "r",
        "add table ip clamp",
        "add chain ip clamp f { type filter hook forward priority 0; }",
        "add rule ip clamp f ip daddr 10.4.0.9 tcp flags syn tcp option maxseg size set 1360",
        "add rule ip clamp f ip saddr 10.4.0.9 tcp flags syn tcp option maxseg size set 1360",
    )


def swallow(network):
    nft(
        network,
        "r",
        "add table ip swallow",
        "add chain ip swallow o { type filter hook output priority 0; }",
        "add rule ip swallow o icmp type destination-unreachable drop",
    )


def cut(network):
    nft(
        network,
        "left",
        "add table ip cut",
        "add chain ip cut f { type filter hook forward priority 0; }",
        "add rule ip cut f ip daddr 10.5.0.9 drop",
    )


FAULTS = [
    (
        "a link's MTU falls from 1500 to 1400",
        lambda n: n.at("r", "ip link set falls mtu 1400"),
        lambda n: n.at("r", "ip link set falls mtu 1500"),
        'jnet_path_mtu_bytes{instance="10.2.0.9"}',
        (1500, 1400),
        {("PathMtuChanged", "10.2.0.9")},
        "10.2.0.9",
    ),
    (
        "a router swallows its reports",
        swallow,
        lambda n: nft(n, "r", "delete table ip swallow"),
        'jnet_black_hole{instance="10.3.0.9"}',
        (0, 1),
        {("BlackHole", "10.3.0.9")},
        "10.3.0.9",
    ),
    (
        "an MSS clamp disappears",
        lambda n: nft(n, "r", "delete table ip clamp"),
        clamp,
        'jnet_finding{code="segments-too-large",instance="10.4.0.9:443"} or on() vector(0)',
        (0, 1),
        {("MssNotClamped", "10.4.0.9:443")},
        "10.4.0.9",
    ),
    (
        "one of two equal paths breaks",
        cut,
        lambda n: nft(n, "left", "delete table ip cut"),
        'jnet_path_flows{state="broken",instance="10.5.0.9"} > bool 0',
        (0, 1),
        {("OneOfSeveralPathsBroken", "10.5.0.9")},
        "10.5.0.9",
    ),
]


def blackbox_shows(target):
    shown = {labels["job"]: int(number) for labels, number in query(f'probe_success{{instance="{target}",job=~"echo.*"}}')}
    return ", ".join(f"{name} {number}" for name, number in sorted(shown.items())) or "nothing"


def proof(_arguments):
    """Breaks one thing after another, and asserts what each metric and each alert does."""
    need("prometheus", "prometheus-alertmanager")
    network = Network()
    processes = Processes()
    try:
        return _prove(network, processes)
    finally:
        processes.end()


def _prove(network, processes):
    build(network)
    with open(os.path.join(MONITORING, "rules.yml"), encoding="utf-8") as rules:
        quick = re.sub(r"for: \d+m", "for: 3s", rules.read()).replace("[10m]", "[20s]")
    rules = processes.file("rules.yml", quick)
    start_exporter(processes, "--modules", processes.file("modules.yml", MODULES))
    many = [f"10.1.1.{i}" for i in range(1, 16)]
    jobs = [
        job("jnet", "mtu", ["10.1.0.9", "10.2.0.9", "10.3.0.9", *many]),
        job("jnet_mss", "mss", ["10.4.0.9:443"]),
        job("jnet_trace", "flows", ["10.5.0.9"]),
    ]
    compare = program("prometheus-blackbox-exporter")
    targets = ["10.2.0.9", "10.3.0.9", "10.4.0.9", "10.5.0.9"]
    if compare:
        path = processes.file("blackbox.yml", BLACKBOX_MODULES)
        processes.start("blackbox", compare, "--config.file=" + path, "--web.listen-address=" + BLACKBOX)
        jobs += [job("echo", "echo", targets, BLACKBOX), job("echo_1500", "echo_1500", targets, BLACKBOX)]
    empty = processes.file("alertmanager.yml", "route: {receiver: none, group_wait: 0s}\nreceivers: [{name: none}]\n")
    manager = program("prometheus-alertmanager")
    shared = os.path.join(os.path.dirname(os.path.dirname(manager)), "share")
    processes.start(
        "alertmanager",
        *("unshare", "-m", "sh", "-c", f"mount --bind {shared} /usr/share; exec \"$0\" \"$@\""),  # Debian's has a template there
        manager,
        "--config.file=" + empty,
        "--storage.path=" + os.path.join(processes.folder, "alerts"),
        "--web.listen-address=" + ALERTMANAGER,
        "--cluster.listen-address=",
    )
    prometheus(processes, jobs, rules)
    try:
        wait("Prometheus", lambda: len(query('probe_success{job=~"jnet.*"} == 1')) == len(many) + 5, 60)
    except RuntimeError as late:
        _, body = get(EXPORTER, "/probe?debug=true&target=10.1.0.9")
        errors = {each["lastError"] for each in json.loads(get(PROMETHEUS, "/api/v1/targets")[1])["data"]["activeTargets"]}
        failing = f"{errors}\n{body}"
        raise RuntimeError(f"{late}; failing: {failing}") from late
    time.sleep(22)
    if firing():
        raise RuntimeError(f"alerts before anything broke: {firing()}")
    print("| what happened | metric changed | alert fired | and resolved | blackbox_exporter showed |")
    print("|---|---|---|---|---|")
    wrong = []
    for what, break_it, mend_it, metric, (before, after), alerts, target in FAULTS:
        wait(f"{metric} {before}", lambda: value(metric) == before, 30)
        watch = AlertsSeen()
        watch.start()
        break_it(network)
        changed = wait(f"{metric} {after}", lambda: value(metric) == after, 20)
        shown = blackbox_shows(target) if compare else "(not installed)"
        fired = changed + wait(f"alert of {what}", lambda: alerts <= firing() and alerts <= managed(), 30)
        mend_it(network)
        resolved = wait(f"end of {alerts}", lambda: not alerts & firing(), 60)
        wait("Alertmanager's end", lambda: not alerts & managed(), 60)
        wait("no alert at all", lambda: not firing(), 60)
        others = watch.stop() - alerts
        if changed > TWO_SCRAPES or others:
            wrong.append(f"{what}: changed in {changed:.1f} s, other alerts {others}")
        print(f"| {what} | {changed:.1f} s | {fired:.1f} s | {resolved:.1f} s | {shown} |", flush=True)
    for line in wrong:
        print("WRONG " + line)
    return 1 if wrong else 0


# ---- what many targets cost


def load(arguments):
    """Has Prometheus scrape many targets, and tells what that costs the exporter."""
    need("prometheus")
    network = Network()
    processes = Processes()
    try:
        network.host("s")
        network.cable(None, "up0", "s", "eth0")
        network.at(None, "ip addr add 10.0.0.1/24 dev up0; ip route add 10.9.0.0/16 via 10.0.0.2")
        network.at("s", "ip addr add 10.0.0.2/24 dev eth0; ip route add local 10.9.0.0/16 dev lo")
        targets = [f"10.9.{i // 250}.{i % 250 + 1}" for i in range(arguments.targets)]
        core = ("taskset", "-c", "0")
        start_exporter(processes, prefix=core)
        jobs = [job("jnet", "mtu", targets, interval="15s")]
        compare = program("prometheus-blackbox-exporter")
        if compare:
            path = processes.file("blackbox.yml", BLACKBOX_MODULES)
            processes.start(
                "blackbox", *core, compare, "--config.file=" + path, "--web.listen-address=" + BLACKBOX
            )
            jobs.append(job("echo", "echo", targets, BLACKBOX, "15s"))
        prometheus(processes, jobs)
        wait("all targets", lambda: len(query("probe_success == 1")) == len(targets) * len(jobs), 120)
        time.sleep(15)
        exporters = {"jnet": EXPORTER, "echo": BLACKBOX} if compare else {"jnet": EXPORTER}
        before = {name: exporter_metrics(address) for name, address in exporters.items()}
        begun = time.monotonic()
        time.sleep(arguments.seconds)
        after = {name: exporter_metrics(address) for name, address in exporters.items()}
        elapsed = time.monotonic() - begun
        print(f"{arguments.targets} targets every 15 s, all on one core, for {elapsed:.0f} s:")
        good = [tell_cost(name, before[name], after[name], elapsed) for name in exporters]
        return 0 if good[0] else 1
    finally:
        processes.end()


def tell_cost(name, before, after, elapsed):
    """Prints what the scrapes of a job have cost its exporter; whether that is no more than jnet may cost."""
    cpu = (after["process_cpu_seconds_total"] - before["process_cpu_seconds_total"]) / elapsed
    memory = after["process_resident_memory_bytes"]
    of = f'{{job="{name}"}}[{int(elapsed)}s]'
    slowest = value(f"max(max_over_time(scrape_duration_seconds{of}))")
    fewest = value(f"min(count_over_time(up{of}))")
    failed = value(f"sum(1 - avg_over_time(up{of}))")
    missed = value(f"sum(1 - avg_over_time(probe_success{of}))")
    print(
        f"{name}: {cpu:.1%} of the core, {memory / 1e6:.0f} MB, {after['process_open_fds']:.0f} descriptors,"
        f" slowest scrape {slowest:.2f} s, at least {fewest:.0f} scrapes of each target,"
        f" failed scrapes {failed:.2f}, failed probes {missed:.2f}"
    )
    is_late = failed > 0 or slowest >= 15 or fewest < elapsed // 15
    return cpu <= MAX_CPU and memory <= MAX_MEMORY and not is_late


def exporter_metrics(address=EXPORTER):
    _, body = get(address, "/metrics")
    pairs = (line.rsplit(" ", 1) for line in body.splitlines() if line and not line.startswith("#"))
    return {name: float(number) for name, number in pairs}


# ---- what many probes leave behind


def growth(arguments):
    """Asks for many probes on a practice network, and tells how the exporter has grown."""
    Network()
    processes = Processes()
    try:
        start_exporter(processes, "--lab", "home")
        targets = ["www.lab.test", "nas.lab.test"]
        modules = ["mtu", "ping", "mss", "handshake", "trace", "http"]
        ask_many(modules, targets, arguments.probes // 10)
        before = exporter_metrics()
        begun = time.monotonic()
        failed = ask_many(modules, targets, arguments.probes)
        elapsed = time.monotonic() - begun
        after = exporter_metrics()
        for name in ("process_resident_memory_bytes", "process_open_fds"):
            print(f"{name}: {before[name]:.0f} before, {after[name]:.0f} after {arguments.probes} probes")
        print(f"{arguments.probes / elapsed:.0f} probes a second, {failed} not answered with 200")
        grown = after["process_resident_memory_bytes"] - before["process_resident_memory_bytes"]
        return 1 if grown > 30e6 or after["process_open_fds"] > before["process_open_fds"] + 5 else 0
    finally:
        processes.end()


def ask_many(modules, targets, number):
    counter = iter(range(number))
    lock = threading.Lock()
    failed = [0]

    def work():
        connection = http.client.HTTPConnection(EXPORTER, timeout=60)
        while True:
            with lock:
                index = next(counter, None)
            if index is None:
                return
            module = modules[index % len(modules)] if index % 50 == 0 else "mtu"
            target = targets[index // 7 % len(targets)]
            connection.request("GET", f"/probe?module={module}&target={target}")
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                with lock:
                    failed[0] += 1

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed[0]


def add_to(jobs):
    parser = jobs.add_parser("monitoring", help="jnet exporter, Prometheus and Alertmanager")
    parts = parser.add_subparsers(dest="part", required=True)
    parts.add_parser("proof", help="what breaks, and what shows it").set_defaults(run=proof)
    many = parts.add_parser("load", help="what many targets cost")
    many.add_argument("--targets", type=int, default=1000)
    many.add_argument("--seconds", type=int, default=90)
    many.set_defaults(run=load)
    probes = parts.add_parser("growth", help="what many probes leave behind")
    probes.add_argument("--probes", type=int, default=100_000)
    probes.set_defaults(run=growth)
