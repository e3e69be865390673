"""scripts/bench startup: from the start of the process to the printed answer, and to its end."""

import os
import re
import statistics
import subprocess
import tempfile

import network
from process import run

JNET = os.path.join(os.path.dirname(os.path.dirname(os.path.realpath(__file__))), "jnet")
HELLO = 'public class Hello { public static void main(String[] args) { System.out.println("hello"); } }'
ROUNDS = 15
NEAR = "192.0.2.1"
FAR = "192.0.2.2"

# What is measured, its exit code, and its answer: the line that was asked for. (What follows it, such as ping's
# statistics, arp's table, or whether a second station answers, comes later.) Where there is none, all of it.
ROWS = [
    (["--version"], 0, None),
    (["--help"], 0, None),
    (["ping", "--no-such-option"], 2, None),
    (["interfaces"], 0, None),
    (["ping", "-c1", FAR], 0, rb" time=.*\n"),
    (["mtu", FAR], 0, rb"path MTU \d+.*\n"),
    (["arp", FAR], 0, rb": [0-9a-f:]{17}"),  # the line ends when others had their time
    (["arp", "-f", FAR], 0, rb": [0-9a-f:]{17}.*\n"),
    (["mtu", "--lab", "home", "www.lab.test"], 0, rb"path MTU \d+.*\n"),
]


def add_to(jobs):
    """Adds the job to the command line."""
    parser = jobs.add_parser("startup", help='what starting costs, beside a bare Java "hello"')
    parser.add_argument("-n", "--rounds", type=int, default=ROUNDS, help=f"runs of each (default {ROUNDS})")
    parser.set_defaults(run=measure)


def measure(arguments):
    """Prints the table."""
    home = java_home()
    with tempfile.TemporaryDirectory(prefix="jnet-bench-") as folder:
        hello = bare_hello(home, folder)
        nothing = idle_jvm(folder)
        net = network.Network()
        net.host("far")
        net.cable(None, "near0", "far", "far0")
        net.at(None, f"ip address add {NEAR}/24 dev near0")
        net.at("far", f"ip address add {FAR}/24 dev far0")
        print(f"{version(home)}; {os.cpu_count()} processors; medians of {arguments.rounds}, each beside hello in turn")
        print(f"{'':34} {'answer printed':>18} {'process ended':>18} {'memory':>9}")
        launcher = pairs(hello, [JNET, "--version"], 0, arguments.rounds, {"JNET_JAVA_HOME": nothing})
        show("scripts/jnet with a JVM that is none", launcher[1], None)
        for words, code, said in ROWS:
            ours = [JNET, *words]
            before, after = pairs(hello, ours, code, arguments.rounds, said=said)
            show("jnet " + " ".join(words), after, before)
        show("hello", before, None)
    return 0


def pairs(hello, words, code, rounds, environment=None, said=None):
    """Both programs in turn, one round more than asked for: the first warms the caches."""
    environment = dict(environment or {}, JNET_BUILD="never")
    before, after = [], []
    for turn in range(rounds + 1):
        for program, runs, expected, pattern in ((hello, before, 0, None), (words, after, code, said)):
            one = run(program, environment, said=pattern)
            if one.code != expected:
                raise RuntimeError(f"{' '.join(program)}: exit code {one.code}, not {expected}: {one.output.strip()}")
            if turn > 0:
                runs.append(one)
    return before, after


def show(name, runs, beside):
    """One row; with the ratio to what ran beside it."""
    cells = []
    for what in ("answer", "exit"):
        ms = median(runs, what)
        ratio = f"{ms / median(beside, what):6.2f} x" if beside else " " * 8
        cells.append(f"{ms:7.1f} ms{ratio}")
    print(f"{name:34.34} {cells[0]} {cells[1]} {median(runs, 'memory'):6.1f} MB", flush=True)


def median(runs, what):
    """The median of one of the runs' figures."""
    return statistics.median(getattr(each, what) for each in runs)


def java_home():
    """The JVM that the launcher takes; the archive is made on the way."""
    subprocess.run([JNET, "--version"], check=True, stdout=subprocess.DEVNULL)
    asked = run([JNET], {"JNET_JAVA_OPTS": "-XshowSettings:properties -version"})
    found = re.search(r"^ *java\.home = (.*)$", asked.output, re.MULTILINE)
    if not found:
        raise RuntimeError(f"no JVM found: {asked.output.strip()}")
    return found.group(1)


def version(home):
    """The JVM's own words."""
    return run([os.path.join(home, "bin", "java"), "-version"]).output.splitlines()[1].strip()


def bare_hello(home, folder):
    """The smallest program on a JVM, with nothing but the JVM's own settings."""
    source = os.path.join(folder, "Hello.java")
    with open(source, "w", encoding="ascii") as file:
        file.write(HELLO)
    compiler = os.path.join(home, "bin", "javac")
    if not os.access(compiler, os.X_OK):
        compiler = "javac"
    subprocess.run([compiler, "--release", "17", "-d", folder, source], check=True)
    return [os.path.join(home, "bin", "java"), "-cp", folder, "Hello"]


def idle_jvm(folder):
    """A JVM that does nothing, for the launcher's own share."""
    home = os.path.join(folder, "idle")
    os.makedirs(os.path.join(home, "bin"))
    os.symlink("/bin/true", os.path.join(home, "bin", "java"))
    with open(os.path.join(home, "release"), "w", encoding="ascii") as file:
        file.write('JAVA_VERSION="25"\n')
    return home
