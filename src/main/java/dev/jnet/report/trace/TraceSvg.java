package dev.jnet.report.trace;

import dev.jnet.finding.Staircase;
import dev.jnet.mtu.MtuResult;
import dev.jnet.report.AddressText;
import dev.jnet.report.Text;
import dev.jnet.report.trace.SvgCanvas.Anchor;
import dev.jnet.report.trace.SvgCanvas.Color;
import dev.jnet.report.trace.SvgCanvas.Lettering;
import dev.jnet.report.trace.SvgCanvas.Point;
import dev.jnet.report.trace.TraceNodes.Node;
import dev.jnet.trace.Hop;
import dev.jnet.trace.HopAnswer;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.util.List;

/**
 * The way to a target as a picture in SVG 1.1: a row for each hop, and for each router where flows
 * part, with a dot for each round trip, the missing answers, and the path as a pipe that is as wide
 * as its MTU.
 */
public final class TraceSvg {
  private static final int TOP = 100;
  private static final int ROW = 34;
  private static final int BOTTOM = 64;
  private static final int LEFT = 24;
  private static final int NUMBER = 46;
  private static final int LANE = 18;
  private static final int WHO_WIDTH = 330;
  private static final int TIMES_WIDTH = 300;
  private static final int MISSING_WIDTH = 110;
  private static final int PIPE_WIDTH = 110;
  private static final int GAP = 24;
  private static final int MAX_NAME = 52;
  private static final int MAX_TITLE = 70;
  private static final int TICKS = 4;

  private final TraceReportContent content;
  private final List<List<Node>> places;
  private final boolean parted;
  private final int who;
  private final int times;
  private final int missing;
  private final int pipe;
  private final int width;
  private final int rows;
  private final long full;
  private final SvgCanvas canvas;

  private TraceSvg(TraceReportContent content) {
    this.content = content;
    this.places = TraceNodes.of(content);
    int lanes = 1;
    int count = 0;
    long most = 1;
    for (List<Node> nodes : places) {
      lanes = Math.max(lanes, nodes.size());
      count += nodes.size();
      for (Node node : nodes) {
        for (HopAnswer answer : node.answers()) {
          most = Math.max(most, answer.roundTrip());
        }
      }
    }
    parted = lanes > 1;
    rows = Math.max(1, count);
    full = roundUp(most);
    who = NUMBER + GAP / 2 + (parted ? lanes * LANE : 0);
    times = who + WHO_WIDTH;
    missing = times + TIMES_WIDTH + MISSING_WIDTH / 2;
    pipe = missing + MISSING_WIDTH / 2 + PIPE_WIDTH / 2;
    boolean pipes = !content.mtus().isEmpty();
    width = (pipes ? pipe + PIPE_WIDTH / 2 : missing + MISSING_WIDTH / 2) + LEFT;
    canvas = new SvgCanvas(width, TOP + rows * ROW + BOTTOM);
  }

  /** The picture. */
  public static String of(TraceReportContent content) {
    return new TraceSvg(content).draw();
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
    String title = "The way to " + target();
    canvas.text(
        new Point(LEFT, 36),
        new Lettering(18, Color.INK, Anchor.START, true),
        cut(title, MAX_TITLE));
    canvas.text(new Point(LEFT, 58), new Lettering(12, Color.FAINT, Anchor.START), subtitle());
    axis(TOP + rows * ROW);
    int row = 0;
    for (List<Node> nodes : places) {
      int top = TOP + row * ROW;
      canvas.line(new Point(LEFT, top), new Point(width - LEFT, top), 1, Color.RULE);
      row += nodes.size();
    }
    row = 0;
    for (int place = 0; place < places.size(); place++) {
      List<Node> nodes = places.get(place);
      int top = TOP + row * ROW;
      int ttl = nodes.get(0).hops().get(0).ttl();
      canvas.text(
          new Point(NUMBER, top + ROW / 2 + 4),
          new Lettering(12, Color.FAINT, Anchor.END),
          "" + ttl);
      for (int lane = 0; lane < nodes.size(); lane++) {
        row(nodes.get(lane), top + lane * ROW);
        if (place + 1 < places.size()) {
          edges(nodes.get(lane), lane, row + lane, places.get(place + 1), row + nodes.size());
        }
      }
      row += nodes.size();
    }
    nodesAndTimes();
    return canvas.toString();
  }

  private String target() {
    return AddressText.target(content.name(), content.target());
  }

  private String subtitle() {
    String ending =
        switch (content.result().status()) {
          case REACHED -> "reached";
          case REFUSED -> "refused on the way";
          case SILENT ->
              content.result().silentFrom().orElse(1) > content.most()
                  ? "not reached within " + Text.count(content.most(), "hop")
                  : "nobody answers behind the last hop";
        };
    int flows = content.result().branches().size();
    return ending
        + mtu()
        + ", probes by "
        + content.result().via()
        + (flows > 1 ? " in " + flows + " flows" : "");
  }

  private String mtu() {
    int least = Integer.MAX_VALUE;
    int most = 0;
    for (MtuResult mtu : content.mtus()) {
      if (mtu.known()) {
        least = Math.min(least, mtu.lower());
        most = Math.max(most, mtu.lower());
      }
    }
    if (most == 0) {
      return "";
    }
    return ", path MTU " + (least < most ? least + " to " : "") + most + " bytes";
  }

  private void axis(int bottom) {
    heading(LEFT + 2, Anchor.START, "hop");
    heading(who, Anchor.START, "address");
    heading(times + TIMES_WIDTH / 2, Anchor.MIDDLE, "round trip in ms");
    heading(missing, Anchor.MIDDLE, "missing");
    if (!content.mtus().isEmpty()) {
      heading(pipe, Anchor.MIDDLE, "MTU in bytes");
    }
    for (int i = 0; i <= TICKS; i++) {
      int x = times + TIMES_WIDTH * i / TICKS;
      canvas.line(new Point(x, TOP), new Point(x, bottom + 4), 1, Color.RULE);
      String tick = tick(full * i / TICKS);
      canvas.text(new Point(x, bottom + 19), new Lettering(11, Color.FAINT, Anchor.MIDDLE), tick);
    }
    canvas.line(new Point(LEFT, bottom), new Point(width - LEFT, bottom), 1, Color.RULE);
    String legend = "A dot is an answer; the line joins the quickest of each hop.";
    canvas.text(new Point(LEFT, bottom + 46), new Lettering(11, Color.FAINT, Anchor.START), legend);
  }

  private void heading(int x, Anchor anchor, String text) {
    canvas.text(new Point(x, TOP - 12), new Lettering(11, Color.FAINT, anchor), text);
  }

  private static String tick(long ns) {
    double ms = Math.round(ns / 1e3) / 1e3;
    return ms == Math.rint(ms) ? Long.toString((long) ms) : Double.toString(ms);
  }

  private void row(Node node, int top) {
    int middle = top + ROW / 2;
    if (node.address().isEmpty()) {
      canvas.text(
          new Point(who, middle + 4), new Lettering(12, Color.FAINT, Anchor.START), "silent");
    } else {
      who(node, middle);
    }
    missing(node, middle);
    if (node.step().isPresent()) {
      pipe(node, node.step().get(), top);
    }
  }

  /** The address, and its name beneath. */
  private void who(Node node, int middle) {
    InetAddress address = node.address().get();
    String name = content.names().get(address);
    int more = node.others();
    String text = Addresses.text(address) + (more == 0 ? "" : " and " + more + " more");
    canvas.text(
        new Point(who, middle + (name == null ? 4 : -1)),
        new Lettering(12, Color.INK, Anchor.START),
        text);
    if (name != null) {
      String below = cut(name, MAX_NAME);
      canvas.text(new Point(who, middle + 12), new Lettering(10, Color.FAINT, Anchor.START), below);
    }
  }

  /** The middle of a long name tells least: its end says whose it is. */
  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int front = most / 2;
    return text.substring(0, front) + "…" + text.substring(text.length() - (most - front - 1));
  }

  private void missing(Node node, int middle) {
    double share = node.missing();
    boolean own = node.loss() == Hop.Loss.OWN;
    if (node.address().isEmpty()) {
      String words = own ? "does not answer" : "no answer";
      canvas.text(
          new Point(missing, middle + 4), new Lettering(10, Color.FAINT, Anchor.MIDDLE), words);
    } else if (share == 0) {
      canvas.text(
          new Point(missing, middle + 4), new Lettering(12, Color.FAINT, Anchor.MIDDLE), "0%");
    } else {
      String percent = Math.round(share * 100) + "%";
      Color color = own ? Color.AMBER : Color.RED;
      canvas.text(
          new Point(missing, middle + (own ? -1 : 4)),
          new Lettering(12, color, Anchor.MIDDLE, true),
          percent);
      if (own) {
        String words = "limits its answers";
        canvas.text(
            new Point(missing, middle + 12), new Lettering(10, Color.AMBER, Anchor.MIDDLE), words);
      }
    }
  }

  /** Full width is the MTU with which the way begins. */
  private void pipe(Node node, Staircase.Step step, int top) {
    int wide = Math.max(4, (int) ((long) PIPE_WIDTH * step.mtu() / content.hop().mtu()));
    int ttl = node.hops().get(0).ttl();
    int before = content.staircase(node.flows().get(0)).orElseThrow().at(ttl - 1).mtu();
    boolean narrows = step.mtu() < before;
    int gap = parted ? 4 : 0; // of several ways each row is a pipe of its own
    Point corner = new Point(pipe - wide / 2, top + gap);
    Point opposite = new Point(corner.x() + wide, top + ROW - gap);
    canvas.rectangle(corner, opposite, parted ? 4 : 0, Color.PIPE);
    String mtu = TraceNodes.text(step);
    canvas.text(
        new Point(pipe, top + ROW / 2 + 4),
        new Lettering(12, Color.INK, Anchor.MIDDLE, narrows),
        mtu);
    if (narrows) {
      int y = top + gap;
      canvas.line(
          new Point(pipe - PIPE_WIDTH / 2, y), new Point(pipe + PIPE_WIDTH / 2, y), 2, Color.RED);
    }
  }

  /** Where the flows of a node go on to, as lines as wide as they are many. */
  private void edges(Node node, int lane, int row, List<Node> next, int nextRow) {
    for (int i = 0; i < next.size() && parted; i++) {
      int shared = 0;
      for (int flow : node.flows()) {
        shared += next.get(i).flows().contains(flow) ? 1 : 0;
      }
      if (shared > 0) {
        double stroke = 1.5 + 3.0 * shared / content.flows().size();
        canvas.curve(
            new Point(lane(lane), middle(row)),
            new Point(lane(i), middle(nextRow + i)),
            stroke,
            Color.LINE);
      }
    }
  }

  private static int lane(int lane) {
    return NUMBER + GAP / 2 + lane * LANE;
  }

  private static int middle(int row) {
    return TOP + row * ROW + ROW / 2;
  }

  /** What lies on top of the lines: the nodes, and a dot for every answer. */
  private void nodesAndTimes() {
    for (List<Integer> flows : content.result().ways()) {
      quickest(flows.get(0));
    }
    int row = 0;
    for (List<Node> nodes : places) {
      for (int lane = 0; lane < nodes.size(); lane++) {
        Node node = nodes.get(lane);
        if (parted) {
          canvas.dot(new Point(lane(lane), middle(row)), 5, 1, Color.LINE);
        }
        if (parted && node.address().isEmpty()) {
          canvas.dot(new Point(lane(lane), middle(row)), 3.5, 1, Color.SURFACE);
        }
        for (HopAnswer answer : node.answers()) {
          canvas.dot(new Point(x(answer.roundTrip()), middle(row)), 4, 0.6, Color.LINE);
        }
        row++;
      }
    }
  }

  /** A line through the quickest answers of all nodes that a flow passes. */
  private void quickest(int flow) {
    int fromX = -1;
    int fromY = -1;
    int row = 0;
    for (List<Node> nodes : places) {
      for (Node node : nodes) {
        if (node.flows().contains(flow) && !node.answers().isEmpty()) {
          int x = x(node.quickest());
          if (fromX >= 0) {
            canvas.line(new Point(fromX, fromY), new Point(x, middle(row)), 1, Color.LINE);
          }
          fromX = x;
          fromY = middle(row);
        }
        row++;
      }
    }
  }

  private int x(long roundTrip) {
    return times + (int) (TIMES_WIDTH * roundTrip / full);
  }
}
