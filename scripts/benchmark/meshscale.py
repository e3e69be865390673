"""What a round of jnet mesh costs by the number of members, on a practice network with virtual time."""

import csv
import os
import subprocess

import picture

ROOT = os.path.realpath(os.path.join(os.path.dirname(os.path.realpath(__file__)), "..", ".."))
RESULTS = os.path.join(ROOT, "target/mesh-scale.csv")
FOOTNOTE = (
    "Each member measures with 20 others, or with all where there are fewer. Routers on a ring with chords, 2 ms apart,"
    " and 25 members at each. A turn takes as long as its slowest pair; the broker's own time is not in it."
    " Memory is what the controller keeps of a round until it is printed."
)


def run(arguments):
    words = ["mvn", "-q", "-B", "-ntp", "test", "-Dtest=MeshScaleTest", "-Djnet.mesh.members=" + arguments.members]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    if not os.path.exists(RESULTS):
        raise RuntimeError(done.stdout.strip()[-2000:] or done.stderr.strip()[-2000:])
    with open(RESULTS, encoding="utf-8") as file:
        rows = [[int(each) for each in line] for line in csv.reader(file)]
    print("| members | ordered pairs | messages | of together | a round takes | controller keeps |\n|---|---|---|---|---|---|")
    for members, pairs, messages, octets, nanos, memory in rows:
        print(f"| {members:,} | {pairs:,} | {messages:,} | {octets / 1e6:.1f} MB | {nanos / 1e9:.1f} s | {memory / 1e6:.1f} MB |")
    if arguments.svg:
        points = [
            {"job": "round", "program": "jnet", "targets": each[0], "traffic": each[3] / 1e6, "memory": each[5] / 1e6}
            for each in rows
        ]
        with open(arguments.svg, "w", encoding="utf-8") as out:
            out.write(picture.growth(points, FOOTNOTE))
    return 0


def add_to(jobs):
    """Adds this job to a command line."""
    parser = jobs.add_parser("mesh-scale", help="a round of 10, 100 and 1,000 members, simulated")
    parser.add_argument("--members", default="10,100,1000", help="how many, with commas between")
    parser.add_argument("--svg", help="write a picture to this file")
    parser.set_defaults(run=run)
