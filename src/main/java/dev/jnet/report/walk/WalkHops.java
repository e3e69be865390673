package dev.jnet.report.walk;

import dev.jnet.link.FirstHop;
import dev.jnet.report.Text;
import dev.jnet.report.walk.Anatomy.Layer;
import dev.jnet.walk.Leg;
import dev.jnet.walk.NextHop;
import dev.jnet.walk.conversation.Passage;
import dev.jnet.wire.Addresses;
import java.util.List;
import java.util.Optional;

/** Writes the chapter about the route and the hardware address of the next hop. */
final class WalkHops {
  private final Pen pen;

  WalkHops(Pen pen) {
    this.pen = pen;
  }

  /** Writes about the path to the target. The path to a name server was shown before. */
  void write(Leg leg) {
    NextHop hop = leg.hop().orElseThrow();
    String to = Addresses.text(hop.target());
    FirstHop first = hop.hop();
    pen.chapter(Chapter.NEXT_HOP, "Route and " + protocol(hop), outcome(hop));
    pen.explain("route");
    pen.row(
        "Route",
        to
            + (hop.gateway()
                ? " is not on a link of this machine: by "
                    + first.interfaceName()
                    + " to the router "
                    + Addresses.text(first.nextHop())
                : hop.means() == NextHop.Means.LOOPBACK
                    ? " is this machine itself: by " + first.interfaceName()
                    : " is on the link of " + first.interfaceName())
            + ", from "
            + Addresses.text(first.source())
            + ", in packets of at most "
            + first.mtu()
            + " bytes");
    switch (hop.means()) {
      case LOOPBACK ->
          pen.row("MAC", "none needed: the packets never leave this machine, no frame is sent");
      case POINT_TO_POINT ->
          pen.row(
              "MAC", "none needed: whatever goes into this link comes out at its one other end");
      case ASKED_BEFORE -> before(hop, leg);
      default -> asked(hop, hop);
    }
  }

  /**
   * Says that the next hop is that of the name server or of an earlier URL, so that it was asked
   * for then.
   */
  private void before(NextHop hop, Leg leg) {
    Optional<NextHop> earlier = leg.naming().hop();
    boolean same =
        earlier.isPresent()
            && !earlier.get().questions().isEmpty()
            && earlier.get().hop().nextHop().equals(hop.hop().nextHop());
    if (same) {
      pen.row(
          "When",
          "already before the first packet to the name server, which goes by the same next hop");
      asked(earlier.get(), hop);
    } else {
      pen.row("MAC", hop.hop().nextHopMac() + ", asked for before: it is the same next hop");
    }
  }

  private static String protocol(NextHop hop) {
    return Addresses.version(hop.hop().nextHop()) == 4 ? "ARP" : "neighbor discovery";
  }

  private static String outcome(NextHop hop) {
    return switch (hop.means()) {
      case LOOPBACK -> "over loopback, no MAC address needed";
      case POINT_TO_POINT -> "a point-to-point link, no MAC address needed";
      default ->
          hop.answer().isEmpty() && hop.means() != NextHop.Means.ASKED_BEFORE
              ? "no answer"
              : (hop.gateway() ? "the router" : "the target itself")
                  + ", at "
                  + hop.hop().nextHopMac();
    };
  }

  /** Writes the question and its answer, why it was asked, and what the kernel knew. */
  private void asked(NextHop hop, NextHop towards) {
    pen.explain(hop.means() == NextHop.Means.ARP ? "ARP" : "neighbor discovery");
    String next = Addresses.text(hop.hop().nextHop());
    Passage question = hop.questions().get(0);
    pen.row(
        "Question",
        "who has "
            + next
            + "? to "
            + (hop.means() == NextHop.Means.ARP
                ? "everybody, ff:ff:ff:ff:ff:ff"
                : "the multicast group of the address's last 24 bits")
            + (hop.questions().size() > 1 ? " (" + hop.questions().size() + " times)" : ""));
    if (towards.gateway()) {
      pen.row(
          "Why the router",
          "a frame goes no further than this link, so that it carries the router's MAC address,"
              + " while the packet inside carries "
              + Addresses.text(towards.target())
              + ", to the end");
    }
    if (hop.answer().isPresent()) {
      Passage answer = hop.answer().get();
      pen.row(
          "Answer",
          next
              + " is at "
              + hop.hop().nextHopMac()
              + ", after "
              + Text.millis(Math.max(0, answer.at() - lastBefore(hop, answer)))
              + " ms");
    }
    if (hop.known().isPresent()) {
      boolean same = hop.known().get().equals(hop.hop().nextHopMac());
      pen.row(
          "Kernel",
          same
              ? "knows it already; asked all the same, to show it"
              : "has another address in its table: " + hop.known().get());
    }
    if (hop.means() == NextHop.Means.ARP) {
      pen.row("Sizes", "14 Ethernet + 28 ARP = 42 bytes, padded to 60, + 4 FCS = 64");
    }
    fields(question);
    pen.bytes("the question", question.frame());
    hop.answer().ifPresent(answer -> pen.bytes("the answer", answer.frame()));
  }

  private static long lastBefore(NextHop hop, Passage answer) {
    long last = hop.questions().get(0).at();
    for (Passage each : hop.questions()) {
      last = each.at() <= answer.at() ? each.at() : last;
    }
    return last;
  }

  private void fields(Passage question) {
    List<Layer> layers = Anatomy.of(question.frame().type(), question.frame().bytes());
    for (Layer layer : layers) {
      if (pen.inFull() || layer.name().equals("ARP")) {
        pen.layer(layer);
      }
    }
  }
}
