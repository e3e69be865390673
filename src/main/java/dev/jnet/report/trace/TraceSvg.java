package dev.jnet.report.trace;

import static dev.jnet.report.trace.TraceSvgLayout.LEFT;
import static dev.jnet.report.trace.TraceSvgLayout.NUMBER;
import static dev.jnet.report.trace.TraceSvgLayout.PIPE_WIDTH;
import static dev.jnet.report.trace.TraceSvgLayout.ROW;
import static dev.jnet.report.trace.TraceSvgLayout.TIMES_WIDTH;
import static dev.jnet.report.trace.TraceSvgLayout.TOP;

import dev.jnet.finding.PathFinding.BlackHole;
import dev.jnet.finding.Staircase;
import dev.jnet.mtu.MtuResult;
import dev.jnet.report.AddressText;
import dev.jnet.report.Origin;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.report.finding.FindingText;
import dev.jnet.report.trace.SvgCanvas.Anchor;
import dev.jnet.report.trace.SvgCanvas.Color;
import dev.jnet.report.trace.SvgCanvas.Lettering;
import dev.jnet.report.trace.SvgCanvas.Point;
import dev.jnet.report.trace.TraceNodes.Node;
import dev.jnet.trace.Hop;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Draws the path to a target in SVG 1.1. Each hop has a row, and where flows part, each router of
 * the hop. A row shows a dot for each round trip, the missing answers, and the path as a pipe whose
 * width stands for its MTU.
 */
public final class TraceSvg {
  private static final int MAX_NAME = 52;
  private static final int MAX_TITLE = 70;
  private static final int MAX_ORIGIN = 100;
  private static final int TICKS = 4;

  private final TraceReportContent content;
  private final Origin origin;
  private final List<List<Node>> places;
  private final TraceSvgLayout layout;
  private final SvgCanvas canvas;

  private TraceSvg(TraceReportContent content, Origin origin) {
    this.content = content;
    this.origin = origin;
    this.places = TraceNodes.of(content);
    this.layout = TraceSvgLayout.of(places, !content.mtus().isEmpty());
    this.canvas = new SvgCanvas(layout.width(), layout.height());
  }

  /** The picture. */
  public static String of(TraceReportContent content, Origin origin) {
    return new TraceSvg(content, origin).draw();
  }

  private String draw() {
    String title = "The way to " + target();
    canvas.text(
        new Point(LEFT, 36),
        new Lettering(18, Color.INK, Anchor.START, true),
        cut(title, MAX_TITLE));
    canvas.text(new Point(LEFT, 58), new Lettering(12, Color.FAINT, Anchor.START), subtitle());
    axis(layout.bottom());
    int row = 0;
    for (List<Node> nodes : places) {
      int top = TOP + row * ROW;
      canvas.line(new Point(LEFT, top), new Point(layout.width() - LEFT, top), 1, Color.RULE);
      row += nodes.size();
    }
    row = 0;
    for (List<Node> nodes : places) {
      int top = TOP + row * ROW;
      int ttl = nodes.get(0).hops().get(0).ttl();
      canvas.text(
          new Point(NUMBER, top + ROW / 2 + 4),
          new Lettering(12, Color.FAINT, Anchor.END),
          "" + ttl);
      for (int lane = 0; lane < nodes.size(); lane++) {
        row(nodes.get(lane), top + lane * ROW);
      }
      row += nodes.size();
    }
    new TraceSvgFlows(content, places, layout, canvas).draw();
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
        + hole()
            .map(TraceReport::vanishing)
            .map(lost -> "; " + FindingText.holeInShort(lost, hole().get(), Style.PLAIN))
            .orElse("")
        + ", probes by "
        + content.result().via()
        + (flows > 1 ? " in " + flows + " flows" : "");
  }

  private Optional<BlackHole> hole() {
    return FindingText.first(content.conclusions(), BlackHole.class);
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
    heading(layout.who(), Anchor.START, "address");
    heading(layout.times() + TIMES_WIDTH / 2, Anchor.MIDDLE, "round trip in ms");
    heading(layout.missing(), Anchor.MIDDLE, "missing");
    if (!content.mtus().isEmpty()) {
      heading(layout.pipe(), Anchor.MIDDLE, "path MTU in bytes");
    }
    for (int i = 0; i <= TICKS; i++) {
      int x = layout.times() + TIMES_WIDTH * i / TICKS;
      canvas.line(new Point(x, TOP), new Point(x, bottom + 4), 1, Color.RULE);
      String tick = tick(layout.full() * i / TICKS);
      canvas.text(new Point(x, bottom + 19), new Lettering(11, Color.FAINT, Anchor.MIDDLE), tick);
    }
    canvas.line(new Point(LEFT, bottom), new Point(layout.width() - LEFT, bottom), 1, Color.RULE);
    String legend = "A dot is an answer; the line joins the quickest of each hop.";
    canvas.text(new Point(LEFT, bottom + 46), new Lettering(11, Color.FAINT, Anchor.START), legend);
    String line = cut(Text.printable(origin.line()), MAX_ORIGIN);
    canvas.text(new Point(LEFT, bottom + 64), new Lettering(11, Color.FAINT, Anchor.START), line);
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
          new Point(layout.who(), middle + 4),
          new Lettering(12, Color.FAINT, Anchor.START),
          "silent");
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
    String name = content.names().of(address);
    int more = node.others();
    String text = Addresses.text(address) + (more == 0 ? "" : " and " + more + " more");
    canvas.text(
        new Point(layout.who(), middle + (name == null ? 4 : -1)),
        new Lettering(12, Color.INK, Anchor.START),
        text);
    if (name != null) {
      String below = cut(name, MAX_NAME);
      canvas.text(
          new Point(layout.who(), middle + 12),
          new Lettering(10, Color.FAINT, Anchor.START),
          below);
    }
  }

  /** Cuts a long text in the middle, because the end of a host name says whose it is. */
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
          new Point(layout.missing(), middle + 4),
          new Lettering(10, Color.FAINT, Anchor.MIDDLE),
          words);
    } else if (share == 0) {
      canvas.text(
          new Point(layout.missing(), middle + 4),
          new Lettering(12, Color.FAINT, Anchor.MIDDLE),
          "0%");
    } else {
      String percent = Math.round(share * 100) + "%";
      Color color = own ? Color.AMBER : Color.RED;
      canvas.text(
          new Point(layout.missing(), middle + (own ? -1 : 4)),
          new Lettering(12, color, Anchor.MIDDLE, true),
          percent);
      if (own) {
        String words = "limits its answers";
        canvas.text(
            new Point(layout.missing(), middle + 12),
            new Lettering(10, Color.AMBER, Anchor.MIDDLE),
            words);
      }
    }
  }

  /** Draws the pipe of one hop. The full width is the MTU of the first link. */
  private void pipe(Node node, Staircase.Step step, int top) {
    int wide = Math.max(4, (int) ((long) PIPE_WIDTH * step.mtu() / content.hop().mtu()));
    int ttl = node.hops().get(0).ttl();
    int before = content.staircase(node.flows().get(0)).orElseThrow().at(ttl - 1).mtu();
    boolean narrows = step.mtu() < before;
    int gap = layout.parted() ? 4 : 0; // with several paths each row is a pipe of its own
    Point corner = new Point(layout.pipe() - wide / 2, top + gap);
    Point opposite = new Point(corner.x() + wide, top + ROW - gap);
    canvas.rectangle(corner, opposite, layout.parted() ? 4 : 0, Color.PIPE);
    String mtu = TraceNodes.text(step);
    canvas.text(
        new Point(layout.pipe(), top + ROW / 2 + 4),
        new Lettering(12, Color.INK, Anchor.MIDDLE, narrows),
        mtu);
    if (narrows) {
      int y = top + gap;
      canvas.line(
          new Point(layout.pipe() - PIPE_WIDTH / 2, y),
          new Point(layout.pipe() + PIPE_WIDTH / 2, y),
          2,
          Color.RED);
      if (hole().flatMap(BlackHole::place).filter(at -> at.hop() == ttl - 1).isPresent()) {
        canvas.text(
            new Point(layout.pipe(), top + ROW / 2 + 16),
            new Lettering(10, Color.RED, Anchor.MIDDLE),
            "black hole");
      }
    }
  }
}
