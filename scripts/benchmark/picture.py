"""Curves as a small SVG that stands by itself, on light surfaces and on dark ones."""

import math
import textwrap

WIDTH = 860
PANEL = 320
LEFT = 62
GAP = 110
TOP = 96
HEIGHT = 250
BOTTOM = 84

# As in jnet's own pictures: on a light surface, on a dark one.
COLORS = {
    "ink": ("#1f2933", "#e4e7eb"), "faint": ("#66727f", "#9aa5b1"), "rule": ("#e4e7eb", "#323f4b"),
    "jnet": ("#1769aa", "#62b0e8"), "scamper": ("#9a5b00", "#f0b429"), "fping": ("#c02626", "#ff8a80"),
    "surface": ("#ffffff", "#151b23"),
}
DASHES = {"ping": "", "path MTU": ' stroke-dasharray="6 4"', "round": ""}


def curves(rows, footnote):
    """Peak memory and CPU time a target, by the number of targets."""
    parts = [head()]
    parts.append(text(LEFT - 38, 32, 17, "ink", "What a target costs, by the number of targets", weight="bold"))
    x = LEFT - 38
    for job, program in sorted({(each["job"], each["program"]) for each in rows}, key=lambda each: (each[0] != "ping", each)):
        parts.append(f'<line x1="{x}" y1="50" x2="{x + 26}" y2="50" class="line-{program}" stroke-width="2"{DASHES[job]}/>')
        parts.append(text(x + 32, 54, 12, "faint", f"{program}, {job}"))
        x += 52 + round(7.2 * len(f"{program}, {job}"))
    counts = sorted({each["targets"] for each in rows})
    most = max(each["memory"] for each in rows)
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500) if most / step <= 6)
    memory = [step * i for i in range(math.ceil(most / step) + 1)]
    parts += panel(rows, counts, LEFT, "memory", "peak memory, MB", memory, lambda value: value / memory[-1])
    low = math.floor(math.log10(min(each["cpu"] for each in rows)))
    high = math.ceil(math.log10(max(each["cpu"] for each in rows)))
    powers = [10.0 ** i for i in range(low, high + 1)]
    parts += panel(rows, counts, LEFT + PANEL + GAP, "cpu", "CPU time a target, ms (the start counts, too)", powers,
                   lambda value: (math.log10(value) - low) / (high - low))
    y = TOP + HEIGHT + 58
    for line in textwrap.wrap(footnote, 120):
        parts.append(text(LEFT - 38, y, 11, "faint", line))
        y += 16
    return "\n".join(parts) + "\n</svg>\n"


def growth(rows, footnote):
    """What a round of a mesh costs, by the number of members: both axes are logarithmic."""
    parts = [head(), text(LEFT - 38, 32, 17, "ink", "What a round of a mesh costs, by the number of members", weight="bold")]
    counts = sorted({each["targets"] for each in rows})
    for place, what, title in ((LEFT, "traffic", "messages, MB"), (LEFT + PANEL + GAP, "memory", "the controller's memory, MB")):
        low = math.floor(math.log10(min(each[what] for each in rows)))
        high = math.ceil(math.log10(max(each[what] for each in rows)))
        powers = [10.0 ** i for i in range(low, high + 1)]
        parts += panel(rows, counts, place, what, title, powers,
                       lambda value, low=low, high=high: (math.log10(value) - low) / (high - low))
    y = TOP + HEIGHT + 42
    for line in textwrap.wrap(footnote, 120):
        parts.append(text(LEFT - 38, y, 11, "faint", line))
        y += 16
    return "\n".join(parts) + "\n</svg>\n"


def head():
    """The surface, and the colours."""
    def colors(dark):
        return "\n".join(f".{name} {{ fill: {pair[dark]} }} .line-{name} {{ stroke: {pair[dark]}; fill: none }}"
                         for name, pair in COLORS.items())
    height = TOP + HEIGHT + BOTTOM
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"'
            ' font-family="DejaVu Sans, Verdana, Arial, sans-serif">\n'
            f"<style>\n{colors(0)}\n@media (prefers-color-scheme: dark) {{\n{colors(1)}\n}}\n</style>\n"
            f'<rect width="{WIDTH}" height="{height}" class="surface"/>')


def text(x, y, size, color, words, anchor="start", weight=None):
    """A line of text."""
    words = words.replace("&", "&amp;").replace("<", "&lt;")
    bold = f' font-weight="{weight}"' if weight else ""
    return f'<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}"{bold} class="{color}">{words}</text>'


def panel(rows, counts, left, what, title, ticks, scale):
    """One diagram: its axes, and a curve for each way to do a job. `scale` maps a value to 0 (below) to 1 (above)."""
    def across(count):
        return round(left + PANEL * math.log10(count / counts[0]) / math.log10(counts[-1] / counts[0]))

    def up(value):
        return round(TOP + HEIGHT * (1 - scale(value)))

    parts = [text(left - 38, TOP - 14, 12, "faint", title)]
    for tick in ticks:
        parts.append(f'<line x1="{left}" y1="{up(tick)}" x2="{left + PANEL}" y2="{up(tick)}" class="line-rule"/>')
        parts.append(text(left - 8, up(tick) + 4, 11, "faint", f"{tick:g}", "end"))
    for count in counts:
        parts.append(text(across(count), TOP + HEIGHT + 20, 11, "faint", f"{count:,}", "middle"))
    ends = []
    for job, program in sorted({(each["job"], each["program"]) for each in rows}):
        points = sorted((each["targets"], each[what]) for each in rows if (each["job"], each["program"]) == (job, program))
        path = " ".join(f"{across(count)},{up(value)}" for count, value in points)
        parts.append(f'<polyline points="{path}" class="line-{program}" stroke-width="2"{DASHES[job]}/>')
        parts += [f'<circle cx="{across(count)}" cy="{up(value)}" r="3" class="{program}"/>' for count, value in points]
        ends.append((up(points[-1][1]), program, points[-1][1]))
    # The last values beside their curves, pushed apart where they would cover each other.
    above = TOP + HEIGHT + 17
    for y, program, value in sorted(ends, reverse=True):
        above = min(y + 4, above - 13)
        parts.append(text(left + PANEL + 9, above, 11, program, f"{value:.0f}" if value >= 10 else f"{value:.2g}"))
    return parts
