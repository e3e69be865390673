package dev.jnet.report.walk;

import dev.jnet.finding.Encapsulations;
import dev.jnet.finding.NameConclusions;
import dev.jnet.link.LinkType;
import dev.jnet.report.AddressText;
import dev.jnet.report.Arithmetic;
import dev.jnet.report.Text;
import dev.jnet.walk.Leg;
import dev.jnet.walk.ServerTime;
import dev.jnet.walk.Split;
import dev.jnet.walk.Walk;
import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.conversation.Traffic;
import dev.jnet.wire.Addresses;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes the summary after all chapters: how the time was spent, the share of the headers, and what
 * fits the path.
 */
final class WalkSum {
  private static final int BAR = 40;

  /** The columns before a bar. */
  private static final int FRONT = 29;

  /** A segment with less data than this, in bytes, does not count as a full one. */
  private static final int FULL = 500;

  /** The name of the share that is not a wait for the network. */
  static final String OWN = "jnet itself";

  private final TextPen pen;

  WalkSum(TextPen pen) {
    this.pen = pen;
  }

  /** A share of the time with its name, in ns. */
  record Share(String name, long ns) {}

  /** The shares of a leg's time that are not zero. */
  static List<Share> shares(Leg leg) {
    Split split = leg.split();
    List<Share> shares = new ArrayList<>();
    add(shares, "DNS", split.dns());
    boolean four = leg.hop().isEmpty() || Addresses.version(leg.hop().get().hop().nextHop()) == 4;
    add(shares, four ? "ARP" : "neighbor", split.neighbor());
    add(shares, "tried before", split.tried());
    add(shares, "connect", split.connect());
    add(shares, "TLS", split.tls());
    add(shares, "first byte", split.firstByte());
    add(shares, "transfer", split.transfer());
    add(shares, "stalled", split.stalled());
    add(shares, "close", split.close());
    add(shares, OWN, split.between());
    return shares;
  }

  private static void add(List<Share> shares, String name, long ns) {
    if (ns > 0) {
      shares.add(new Share(name, ns));
    }
  }

  /**
   * Writes the summary.
   *
   * @param steps what wrote the steps, and writes what does not fit a brief report
   */
  void write(Leg leg, Pen steps) {
    Split split = leg.split();
    steps.chapter(Chapter.SUM, "In sum", Text.millis(split.total()) + " ms");
    pen.blank();
    times(leg, split);
    if (!isBrief(steps) && leg.conversed().isPresent() && leg.conversed().get().isOpen()) {
      pen.blank();
      cost(pen, leg);
      path(pen, leg);
    }
  }

  private boolean isBrief(Pen steps) {
    return !steps.equals(pen);
  }

  /**
   * Says in one sentence how long the network takes, and how long the last server; and how long the
   * name server, where that is slow.
   */
  static String whose(Walk walk) {
    long names = 0;
    Set<String> servers = new LinkedHashSet<>();
    for (Leg leg : walk.legs()) {
      names = Math.max(names, leg.split().dns());
      leg.naming().lookups().forEach(lookup -> servers.add(Addresses.text(lookup.server())));
    }
    if (!NameConclusions.isSlow(names)) {
      return networkOrServer(walk);
    }
    long total = total(walk);
    return 2 * names > total
        ? (servers.size() == 1 ? "Mostly the name server " : "Mostly the name servers ")
            + String.join(", ", servers)
            + ": "
            + Text.millis(names)
            + " of "
            + Text.millis(total)
            + " ms. "
            + networkOrServer(walk)
            + ". To compare another name server: 'jnet walk --brief --dns ADDRESS "
            + walk.asked()
            + "'"
        : "Name server: " + Text.millis(names) + " ms for the name. " + networkOrServer(walk);
  }

  private static String networkOrServer(Walk walk) {
    return walk.last()
        .flatMap(ServerTime::of)
        .map(
            time ->
                "Network: "
                    + Text.millis(time.roundTrip())
                    + " ms a round trip; server: "
                    + (time.own().isPresent()
                        ? Text.millis(time.own().getAsLong())
                            + " ms of its own; in all "
                            + Text.millis(total(walk))
                            + " ms"
                        : "its own time was not measured"))
        .orElse("Network or server? No connection, so that neither was measured");
  }

  private static long total(Walk walk) {
    long total = 0;
    for (Leg leg : walk.legs()) {
      total += leg.split().total();
    }
    return total;
  }

  private void times(Leg leg, Split split) {
    long total = Math.max(1, split.total());
    long begun = 0;
    int bars = Math.max(8, Math.min(BAR, pen.style().lineWidth() - FRONT));
    for (Share share : shares(leg)) {
      int from = (int) (begun * bars / total);
      int length = Math.max(1, (int) (share.ns() * bars / total));
      StringBuilder bar = new StringBuilder();
      Text.repeat(bar, ' ', Math.min(from, bars - 1));
      Text.repeat(bar, pen.style().unicode() ? '█' : '#', Math.min(length, bars - from));
      pen.line(
          "   "
              + Text.padRight(share.name(), 12)
              + Text.padLeft(Text.millis(share.ns()), 9)
              + " ms  "
              + bar);
      begun += share.name().equals(OWN) ? 0 : share.ns();
    }
  }

  /** Writes the share of the headers in the traffic. */
  static void cost(Pen pen, Leg leg) {
    ConversationResult conversed = leg.conversed().orElseThrow();
    Traffic both = conversed.out().plus(conversed.in());
    boolean ethernet = conversed.question().hop().type() == LinkType.ETHERNET;
    long cost = both.wireBytes() - both.payload();
    pen.row(
        "Payload",
        both.payload() + " bytes in " + Text.count(both.segments(), "segment") + ", both ways");
    pen.row(
        "On the wire",
        both.wireBytes()
            + " bytes"
            + (ethernet ? ", with preamble 8, FCS 4 and gap 12 of each frame" : "")
            + ": "
            + percent(cost, both.wireBytes())
            + " of them for headers and acknowledgments");
    Traffic in = conversed.in();
    if (in.largestPayload() >= FULL && ethernet) {
      int least = in.largestPacket() - in.largestPayload() + 38;
      pen.row(
          "At best",
          "a full segment takes "
              + least
              + " bytes of headers for "
              + in.largestPayload()
              + ": "
              + percent(least, least + in.largestPayload()));
    }
  }

  static String percent(long part, long whole) {
    long tenths = whole == 0 ? 0 : Math.round(1000.0 * part / whole);
    return tenths / 10 + "." + tenths % 10 + " %";
  }

  /** Writes what fits the path. */
  static void path(Pen pen, Leg leg) {
    ConversationResult conversed = leg.conversed().orElseThrow();
    int mtu = conversed.question().hop().mtu();
    int in = conversed.in().largestPacket();
    int version = Addresses.version(conversed.question().target());
    Arithmetic here = new Arithmetic(version, mtu);
    int theirs = conversed.options().theirMss().orElse(0);
    int theirMtu = theirs + here.ipHeader() + Arithmetic.TCP_HEADER;
    pen.row(
        "Path",
        "packets of up to "
            + in
            + " bytes came"
            + (in >= mtu
                ? ": the return path carries this machine's whole MTU of " + mtu
                : " (this machine's MTU is " + mtu + ")")
            + "; this machine sent up to "
            + conversed.out().largestPacket());
    List<Encapsulations.Guess> guesses =
        theirs == 0 || theirMtu >= mtu ? List.of() : Encapsulations.guess(mtu, theirMtu);
    String guess =
        guesses.isEmpty()
            ? ""
            : " (an MTU of "
                + theirMtu
                + ": "
                + guesses.get(0).from()
                + pen.minus()
                + guesses.get(0).bytes()
                + ", "
                + guesses.get(0).name()
                + ")";
    pen.row(
        "MSS",
        "sent "
            + conversed.question().settings().syn().mss()
            + ", received "
            + (theirs == 0 ? "none" : Integer.toString(theirs))
            + guess
            + "; 'jnet mss "
            + AddressText.endpoint(leg.url().host(), leg.url().port())
            + "' tells whether that fits the path");
  }
}
