package dev.jnet.report.walk;

import dev.jnet.handshake.PeerStates;
import dev.jnet.handshake.Step;
import dev.jnet.report.Arithmetic;
import dev.jnet.report.TcpWords;
import dev.jnet.report.Text;
import dev.jnet.walk.Leg;
import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.conversation.Segment;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Tcp;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Writes the chapters about opening and closing a connection, as ladders of segments. */
final class WalkConnection {
  private static final int MAX_RUNGS = 24;

  private final Pen pen;
  private final Leg leg;
  private final ConversationResult conversed;
  private final List<Step> steps;

  WalkConnection(Pen pen, Leg leg) {
    this.pen = pen;
    this.leg = leg;
    this.conversed = leg.conversed().orElseThrow();
    this.steps = steps(conversed);
  }

  /** The segments as steps of a ladder, with the states of the other side. */
  static List<Step> steps(ConversationResult conversed) {
    List<Step> steps = new ArrayList<>();
    for (Segment each : conversed.segments()) {
      steps.add(
          new Step(
              each.at(),
              each.exact(),
              each.outgoing(),
              each.packet().source(),
              each.packet().hopLimit(),
              each.tcp(),
              each.error(),
              each.ours(),
              java.util.Optional.empty()));
    }
    return PeerStates.infer(steps);
  }

  /** How many steps the handshake has. */
  private int opening() {
    int count = 0;
    for (Step step : steps) {
      count++;
      boolean open = step.ours().isSynchronized() && step.outgoing();
      if (open || count >= MAX_RUNGS) {
        break;
      }
    }
    return count;
  }

  /** The index of the step where closing begins: the first FIN or RST after the handshake. */
  private int closing() {
    for (int i = opening(); i < steps.size(); i++) {
      if (ends(steps.get(i))) {
        return i;
      }
    }
    return steps.size();
  }

  private static boolean ends(Step step) {
    return step.tcp().isPresent()
        && (step.tcp().get().has(Tcp.FIN) || step.tcp().get().has(Tcp.RST));
  }

  void open() {
    String outcome =
        switch (conversed.course()) {
          case PORT_CLOSED -> "refused: a reset came from port " + leg.url().port();
          case FILTERED -> "no answer";
          default ->
              conversed.isOpen()
                  ? "open after " + Text.millis(conversed.roundTrip()) + " ms"
                  : "not open";
        };
    pen.chapter(Chapter.OPENING, "Three-way handshake, TCP port " + leg.url().port(), outcome);
    pen.explain("TCP", "three-way handshake");
    pen.ladder(conversed, 0, opening());
    sizes();
  }

  private void sizes() {
    Tcp syn = first(true);
    Tcp synAck = first(false);
    if (syn == null) {
      return;
    }
    pen.row("SYN", TcpWords.options(syn.options()));
    if (synAck == null) {
      return;
    }
    pen.row("SYN-ACK", TcpWords.options(synAck.options()));
    pen.explain("MSS");
    int version = Addresses.version(conversed.question().target());
    Arithmetic here = new Arithmetic(version, conversed.question().hop().mtu());
    int announced = syn.maximumSegmentSize().orElse(0);
    String minus = " " + pen.minus() + " ";
    pen.row(
        "MSS sent",
        announced == here.mss()
            ? here.mtu()
                + minus
                + here.ipHeader()
                + " "
                + here.ipName()
                + minus
                + Arithmetic.TCP_HEADER
                + " TCP = "
                + announced
            : Integer.toString(announced));
    OptionalInt theirs = conversed.options().theirMss();
    int headers = here.ipHeader() + Arithmetic.TCP_HEADER;
    pen.row(
        "MSS received",
        theirs.isPresent()
            ? theirs.getAsInt()
                + ", from an MTU of "
                + (theirs.getAsInt() + headers)
                + (theirs.getAsInt() < announced
                    ? ": the server's link is narrower, or a router on the way has lowered it"
                    : "")
            : "none announced: " + conversed.question().settings().defaultMss() + " counts");
    pen.row(
        "In force",
        conversed.effectiveMss()
            + " bytes of data in each segment to the server"
            + (conversed.options().timestamps()
                ? ": the lesser MSS" + minus + "12 for timestamps"
                : ""));
  }

  private Tcp first(boolean outgoing) {
    for (Step step : steps) {
      boolean counts = step.outgoing() == outgoing && step.tcp().isPresent();
      if (counts && step.tcp().get().has(outgoing ? Tcp.SYN : Tcp.SYN | Tcp.ACK)) {
        return step.tcp().get();
      }
    }
    return null;
  }

  /** Draws the segments between opening and closing, as many as a reader can look at. */
  void between() {
    int from = opening();
    int to = closing();
    if (from < to) {
      pen.ladder(conversed, from, to);
    }
  }

  void close() {
    int from = closing();
    boolean inOrder =
        conversed.course() == ConversationResult.Course.CLOSED
            && conversed.ending() != dev.jnet.tcp.Ending.RESET;
    String first = conversed.waits() ? "this machine closes first" : "the server closes first";
    String how = inOrder ? first : "by a reset";
    pen.chapter(
        Chapter.CLOSING, "Four-way close", from == steps.size() ? "it did not come to that" : how);
    pen.explain("four-way close");
    if (from < steps.size()) {
      pen.ladder(conversed, from, steps.size());
    }
    if (conversed.waits()) {
      pen.explain("TIME_WAIT");
      pen.row(
          "TIME_WAIT",
          "2 x MSL, the longest life of a segment: 60 s in Linux, 4 min in Windows and RFC 9293;"
              + " jnet does not wait for its end");
    } else if (inOrder && conversed.isOpen()) {
      pen.row("TIME_WAIT", "is the server's, because it closed first");
    } else if (conversed.course() == ConversationResult.Course.HALF_CLOSED) {
      pen.remark("Half open", "the server acknowledged the FIN and sent none: jnet reset it");
    } else if (conversed.course() == ConversationResult.Course.NEVER_STOPPED) {
      pen.remark(
          "Half open", "the server went on sending after the FIN and did not stop: jnet reset it");
    }
  }
}
