package dev.jnet.report;

import dev.jnet.trace.Answer;
import dev.jnet.trace.Hop;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * The way to a target as a picture in SVG 1.1: a row a hop, with a dot for each round trip, the
 * missing answers, and the path as a pipe that is as wide as its MTU.
 */
public final class TraceSvg {
  private static final int WIDTH = 980;
  private static final int TOP = 92;
  private static final int ROW = 34;
  private static final int BOTTOM = 44;
  private static final int LEFT = 24;
  private static final int WHO = 56;
  private static final int TIMES = 400;
  private static final int TIMES_WIDTH = 300;
  private static final int LOSS = 748;
  private static final int PIPE = 880;
  private static final int PIPE_WIDTH = 110;
  private static final int MOST_WHO = 42;
  private static final int TICKS = 4;

  private static final String INK = "#1f2933";
  private static final String FAINT = "#7b8794";
  private static final String RULE = "#e4e7eb";
  private static final String BLUE = "#1769aa";
  private static final String AMBER = "#b7791f";
  private static final String RED = "#c53030";
  private static final String PIPE_COLOR = "#9fc5e8";

  private final TraceFindings findings;
  private final List<Hop> hops;
  private final Optional<Staircase> staircase;
  private final StringBuilder svg = new StringBuilder();
  private final long full;

  private TraceSvg(TraceFindings findings) {
    this.findings = findings;
    this.hops = findings.result().hops();
    this.staircase = findings.mtu().map(mtu -> new Staircase(mtu, findings.hop().mtu()));
    long most = 1;
    for (Hop hop : hops) {
      for (Answer answer : hop.answers()) {
        most = Math.max(most, answer.roundTrip());
      }
    }
    this.full = roundUp(most);
  }

  /** The picture. */
  public static String of(TraceFindings findings) {
    return new TraceSvg(findings).draw();
  }

  /** The next of 1, 2, 4, 8 times a power of ten: a scale that four ticks divide well. */
  private static long roundUp(long ns) {
    for (long power = 1; ; power *= 10) {
      for (int step : new int[] {1, 2, 4, 8}) {
        if (step * power >= ns) {
          return step * power;
        }
      }
    }
  }

  private String draw() {
    int height = TOP + Math.max(1, hops.size()) * ROW + BOTTOM;
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"").append(WIDTH);
    svg.append("\" height=\"").append(height).append("\" viewBox=\"0 0 ").append(WIDTH);
    svg.append(' ').append(height).append("\" font-family=\"DejaVu Sans, Arial, sans-serif\">\n");
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    text(LEFT, 34, 18, INK, "start", "bold", "The way to " + target());
    text(LEFT, 56, 12, FAINT, "start", "normal", subtitle());
    axis(height);
    for (int i = 0; i < hops.size(); i++) {
      row(hops.get(i), TOP + i * ROW);
    }
    connections();
    return svg.append("</svg>\n").toString();
  }

  private String target() {
    String address = Addresses.text(findings.target());
    return findings.name().equals(address) ? address : findings.name() + " (" + address + ")";
  }

  private String subtitle() {
    String ending =
        switch (findings.result().status()) {
          case REACHED -> "reached";
          case REFUSED -> "refused on the way";
          case SILENT -> "nobody answers behind the last hop";
        };
    String mtu =
        findings
            .mtu()
            .filter(found -> found.known())
            .map(found -> ", path MTU " + found.lower() + " bytes")
            .orElse("");
    return ending + mtu + ", probes by " + findings.result().via();
  }

  private void axis(int height) {
    int bottom = height - BOTTOM;
    text(LEFT, TOP - 12, 11, FAINT, "start", "normal", "hop");
    text(WHO, TOP - 12, 11, FAINT, "start", "normal", "address");
    text(LOSS, TOP - 12, 11, FAINT, "middle", "normal", "missing");
    if (staircase.isPresent()) {
      text(PIPE, TOP - 12, 11, FAINT, "middle", "normal", "MTU in bytes");
    }
    for (int i = 0; i <= TICKS; i++) {
      int x = TIMES + TIMES_WIDTH * i / TICKS;
      line(x, TOP - 4, x, bottom, RULE, 1);
      text(x, bottom + 18, 11, FAINT, "middle", "normal", tick(full * i / TICKS));
    }
    text(TIMES + TIMES_WIDTH / 2, TOP - 12, 11, FAINT, "middle", "normal", "round trip in ms");
  }

  private static String tick(long ns) {
    double ms = Math.round(ns / 1e3) / 1e3;
    return ms == Math.rint(ms) ? Long.toString((long) ms) : Double.toString(ms);
  }

  private void row(Hop hop, int top) {
    int middle = top + ROW / 2;
    line(LEFT, top, WIDTH - LEFT, top, RULE, 1);
    text(WHO - 14, middle + 4, 12, FAINT, "end", "normal", "" + hop.ttl());
    String who = hop.silent() ? "silent" : who(hop.addresses().get(0));
    if (hop.addresses().size() > 1) {
      who += " +" + (hop.addresses().size() - 1);
    }
    text(WHO, middle + 4, 12, hop.silent() ? FAINT : INK, "start", "normal", who);
    missing(hop, middle);
    if (staircase.isPresent()) {
      Staircase.Step step = staircase.get().at(hop.ttl());
      pipe(step, step.mtu() < staircase.get().at(hop.ttl() - 1).mtu(), top);
    }
  }

  private String who(InetAddress address) {
    String name = findings.names().get(address);
    String text = Addresses.text(address) + (name == null ? "" : "  " + name);
    return text.length() <= MOST_WHO ? text : text.substring(0, MOST_WHO - 1) + "…";
  }

  private void missing(Hop hop, int middle) {
    if (hop.missing() == 0) {
      text(LOSS, middle + 4, 12, FAINT, "middle", "normal", "0%");
      return;
    }
    boolean own = hop.loss() == Hop.Loss.OWN;
    String percent = Math.round(hop.missing() * 100) + "%";
    text(LOSS, middle + (own ? 0 : 4), 12, own ? AMBER : RED, "middle", "bold", percent);
    if (own) {
      text(LOSS, middle + 12, 9, AMBER, "middle", "normal", "limits answers");
    }
  }

  /** Full width is the MTU with which the way begins. */
  private void pipe(Staircase.Step step, boolean narrows, int top) {
    int width = Math.max(4, PIPE_WIDTH * step.mtu() / findings.hop().mtu());
    svg.append("<rect x=\"").append(PIPE - width / 2).append("\" y=\"").append(top);
    svg.append("\" width=\"").append(width).append("\" height=\"").append(ROW);
    svg.append("\" fill=\"").append(PIPE_COLOR).append("\"/>\n");
    String mtu = step.mtu() + (step.confirmed() ? "" : "?");
    text(PIPE, top + ROW / 2 + 4, 12, INK, "middle", narrows ? "bold" : "normal", mtu);
    if (narrows) {
      line(PIPE - PIPE_WIDTH / 2, top, PIPE + PIPE_WIDTH / 2, top, RED, 2);
    }
  }

  /** A line through the quickest answers, and a dot for every answer. */
  private void connections() {
    int fromX = -1;
    int fromY = -1;
    for (int i = 0; i < hops.size(); i++) {
      int y = TOP + i * ROW + ROW / 2;
      long best = Long.MAX_VALUE;
      for (Answer answer : hops.get(i).answers()) {
        best = Math.min(best, answer.roundTrip());
      }
      if (best == Long.MAX_VALUE) {
        continue;
      }
      int x = x(best);
      if (fromX >= 0) {
        line(fromX, fromY, x, y, BLUE, 1);
      }
      fromX = x;
      fromY = y;
    }
    for (int i = 0; i < hops.size(); i++) {
      for (Answer answer : hops.get(i).answers()) {
        svg.append("<circle cx=\"").append(x(answer.roundTrip())).append("\" cy=\"");
        svg.append(TOP + i * ROW + ROW / 2).append("\" r=\"4\" fill=\"").append(BLUE);
        svg.append("\" fill-opacity=\"0.6\"/>\n");
      }
    }
  }

  private int x(long roundTrip) {
    return TIMES + (int) (TIMES_WIDTH * roundTrip / full);
  }

  private void line(int x1, int y1, int x2, int y2, String color, int width) {
    svg.append("<line x1=\"").append(x1).append("\" y1=\"").append(y1);
    svg.append("\" x2=\"").append(x2).append("\" y2=\"").append(y2);
    svg.append("\" stroke=\"").append(color).append("\" stroke-width=\"").append(width);
    svg.append("\"/>\n");
  }

  private void text(
      int x, int y, int size, String color, String anchor, String weight, String text) {
    svg.append("<text x=\"").append(x).append("\" y=\"").append(y);
    svg.append("\" font-size=\"").append(size).append("\" fill=\"").append(color);
    svg.append("\" text-anchor=\"").append(anchor).append("\" font-weight=\"").append(weight);
    svg.append("\">").append(escaped(text)).append("</text>\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
