package dev.jnet.cli;

import dev.jnet.ping.PingQuestion.Schedule;
import dev.jnet.ping.PingQuestion.Shape;
import dev.jnet.ping.PingQuestion.Splitting;
import dev.jnet.probe.Via;
import dev.jnet.wire.Addresses;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options of {@code jnet ping}, which are ping's own where ping has them.
 *
 * @param hosts as they were given
 * @param via what probes are; empty for echo requests, or what may be sent in their place
 * @param shape what they look like
 * @param schedule when they leave, and when it ends
 * @param network where
 * @param numeric whether only addresses are shown
 * @param flood whether a dot stands for each probe that is not answered
 * @param explain whether the first exchange is taken apart
 * @param from what -I named, as ping's first line says it
 */
record PingOptions(
    List<String> hosts,
    Optional<Via> via,
    Shape shape,
    Schedule schedule,
    NetworkOptions network,
    boolean numeric,
    boolean flood,
    boolean explain,
    Optional<String> from) {
  private static final double SECOND = 1e9;
  private static final double LONGEST = 1e6;
  private static final long FLOOD_INTERVAL = 10_000_000L;
  private static final double SHORTEST_INTERVAL = 1e-6;
  private static final double LARGEST_RATE = 1e6;
  private static final int USUAL_SIZE = 56;
  private static final int USUAL_TTL = 64;
  private static final int LARGEST_SIZE = 65_507;
  private static final int LONGEST_PATTERN = 16;

  /** On a practice network time costs nothing: without an end there would be none. */
  private static final long LAB_COUNT = 10;

  static void addTo(CommandSpec spec) {
    TargetsOptions.addTo(spec, "HOST", "Names or addresses; several are asked at once.");
    spec.addOption(
        Options.value(long.class, "N", "Stop after N probes; with -w after N answers.", "-c"));
    spec.addOption(
        Options.value(double.class, "SECONDS", "From one probe to the next (default 1).", "-i"));
    spec.addOption(Options.value(double.class, "SECONDS", "End after so long.", "-w"));
    spec.addOption(
        Options.value(
            double.class,
            "SECONDS",
            "Wait so long for a first answer (default 10); answers that take longer are called late"
                + " (default 1).",
            "-W"));
    spec.addOption(Options.value(int.class, "BYTES", "Bytes of data (default 56).", "-s"));
    spec.addOption(Options.value(int.class, "TTL", "TTL or hop limit (default 64).", "-t"));
    spec.addOption(
        Options.value(
            String.class, "TOS", "Type of service or traffic class, as 184 or 0xb8.", "-Q"));
    spec.addOption(
        Options.value(
            String.class, "IFACE|ADDR", "Leave by an interface or from an address.", "-I"));
    spec.addOption(Options.flag("Show addresses, no names.", "-n"));
    spec.addOption(
        Options.flag(
            "Flood: the next as soon as one is answered, at least 100 a second. A dot is a probe"
                + " that is not answered yet.",
            "-f"));
    spec.addOption(
        Options.value(
            double.class,
            "PPS",
            "Flood with exactly so many a second, answered or not.",
            "--flood-rate"));
    spec.addOption(
        Options.value(
            String.class,
            "do|want|dont",
            "DF set and nothing split; split here only (default); split anywhere.",
            "-M"));
    spec.addOption(
        Options.value(
            String.class, "HEX", "Fill the data with up to 16 bytes.", "-p", "--pattern"));
    spec.addOption(
        Options.value(
            String.class,
            "icmp|tcp:PORT|udp:PORT",
            "What to probe with: echo requests (default), SYNs, datagrams.",
            "--via"));
    spec.addOption(Options.flag("Take the first echo request and its reply apart.", "--explain"));
    NetworkOptions.addLongTo(spec);
  }

  static PingOptions of(ParseResult arguments) throws Trouble {
    Via via = via(arguments);
    boolean explain = arguments.hasMatchedOption("--explain");
    boolean chosen = explain || arguments.hasMatchedOption("--via");
    if (explain && via.kind() != Via.Kind.ICMP) {
      throw new Trouble("usage", "--explain is about the ICMP header: leave --via out");
    }
    NetworkOptions network = NetworkOptions.of(arguments);
    String by = arguments.matchedOptionValue("-I", null);
    Optional<String> from = Optional.empty();
    if (by != null) {
      boolean address = isAddress(by);
      network =
          address
              ? network.by(Optional.empty(), Optional.of(by))
              : network.by(Optional.of(by), Optional.empty());
      from = Optional.of(address ? "" : by);
    }
    return new PingOptions(
        arguments.matchedPositionalValue(0, List.<String>of()),
        chosen ? Optional.of(via) : Optional.empty(),
        shape(arguments, via),
        schedule(arguments, network.lab().isPresent()),
        network,
        arguments.hasMatchedOption("-n"),
        arguments.hasMatchedOption("-f"),
        explain,
        from);
  }

  /**
   * The same with an end, as many targets need it: one probe where nothing else is asked for, and
   * no longer a wait for a first answer than what else counts as late.
   */
  PingOptions bounded() {
    boolean endless = schedule.count() == 0 && schedule.deadline() == 0;
    Schedule bounded =
        new Schedule(
            endless ? 1 : schedule.count(),
            schedule.interval(),
            schedule.eager(),
            schedule.deadline(),
            schedule.lateAfter(),
            schedule.lateAfter());
    return new PingOptions(hosts, via, shape, bounded, network, numeric, flood, explain, from);
  }

  private static Via via(ParseResult arguments) throws Trouble {
    try {
      return Via.parse(arguments.matchedOptionValue("--via", "icmp"));
    } catch (IllegalArgumentException e) {
      throw new Trouble("usage", "--via " + e.getMessage());
    }
  }

  private static boolean isAddress(String text) {
    try {
      return Addresses.literal(text) != null;
    } catch (IllegalArgumentException aName) {
      return false;
    }
  }

  private static Shape shape(ParseResult arguments, Via via) throws Trouble {
    boolean syn = via.kind() == Via.Kind.TCP;
    if (syn && (arguments.hasMatchedOption("-s") || arguments.hasMatchedOption("-p"))) {
      throw new Trouble("usage", "-s and -p have no use with --via tcp: a SYN carries no data");
    }
    int size = whole(arguments, "-s", syn ? 0 : USUAL_SIZE, 0, LARGEST_SIZE);
    int ttl = whole(arguments, "-t", USUAL_TTL, 1, 255);
    String tos = arguments.matchedOptionValue("-Q", "0");
    int trafficClass = -1;
    try {
      trafficClass = Integer.decode(tos);
    } catch (NumberFormatException notANumber) {
      trafficClass = -1;
    }
    if (trafficClass < 0 || trafficClass > 255) {
      throw new Trouble("usage", "-Q " + tos + ": must be from 0 to 255");
    }
    return new Shape(size, ttl, trafficClass, splitting(arguments), pattern(arguments));
  }

  private static Splitting splitting(ParseResult arguments) throws Trouble {
    String word = arguments.matchedOptionValue("-M", "want");
    return switch (word) {
      case "do" -> Splitting.DO;
      case "want" -> Splitting.WANT;
      case "dont" -> Splitting.DONT;
      default -> throw new Trouble("usage", "-M " + word + ": must be do, want or dont");
    };
  }

  private static byte[] pattern(ParseResult arguments) throws Trouble {
    String hex = arguments.matchedOptionValue("-p", "");
    byte[] octets = new byte[(hex.length() + 1) / 2];
    boolean fits = octets.length <= LONGEST_PATTERN;
    // an odd digit at the end is an octet of its own, as it is for ping
    for (int i = 0; i < octets.length && fits; i++) {
      int value = 0;
      for (int at = 2 * i; at < Math.min(hex.length(), 2 * i + 2); at++) {
        int digit = Character.digit(hex.charAt(at), 16);
        fits &= digit >= 0;
        value = value * 16 + digit;
      }
      octets[i] = (byte) value;
    }
    if (!fits || (hex.isEmpty() && arguments.hasMatchedOption("-p"))) {
      throw new Trouble("usage", "-p " + hex + ": must be 1 to 16 bytes in hex digits");
    }
    return octets;
  }

  private static Schedule schedule(ParseResult arguments, boolean lab) throws Trouble {
    long count = arguments.matchedOptionValue("-c", 0L);
    if (arguments.hasMatchedOption("-c") && count < 1) {
      throw new Trouble("usage", "-c " + count + ": must be at least 1");
    }
    long deadline = seconds(arguments, "-w", 0, 0);
    boolean flood = arguments.hasMatchedOption("-f");
    boolean paced = arguments.hasMatchedOption("--flood-rate");
    double interval = arguments.matchedOptionValue("-i", 1.0);
    double rate = arguments.matchedOptionValue("--flood-rate", 0.0);
    if (paced && !(rate > 0 && rate <= LARGEST_RATE)) {
      throw new Trouble("usage", "--flood-rate " + rate + ": must be above 0, at most 1000000");
    }
    if (!(interval >= 0 && interval <= LONGEST)) {
      throw new Trouble("usage", "-i " + interval + ": must be from 0 to 1000000 seconds");
    }
    boolean eager = !paced && (flood || interval < SHORTEST_INTERVAL);
    long step =
        paced ? Math.round(SECOND / rate) : eager ? FLOOD_INTERVAL : Math.round(interval * SECOND);
    if (flood && !paced && arguments.hasMatchedOption("-i")) {
      step = Math.max(1, Math.round(interval * SECOND));
    }
    return new Schedule(
        count == 0 && deadline == 0 && lab ? LAB_COUNT : count,
        step,
        eager,
        deadline,
        seconds(arguments, "-W", 10, SHORTEST_INTERVAL),
        seconds(arguments, "-W", 1, SHORTEST_INTERVAL));
  }

  private static long seconds(ParseResult arguments, String option, double usual, double least)
      throws Trouble {
    double value = arguments.matchedOptionValue(option, usual);
    if (arguments.hasMatchedOption(option) && !(value > 0 && value >= least && value <= LONGEST)) {
      throw new Trouble(
          "usage", option + " " + value + ": must be above 0, at most 1000000 seconds");
    }
    return Math.round(value * SECOND);
  }

  private static int whole(ParseResult arguments, String option, int usual, int least, int most)
      throws Trouble {
    int value = arguments.matchedOptionValue(option, usual);
    if (value < least || value > most) {
      throw new Trouble("usage", option + " " + value + ": must be from " + least + " to " + most);
    }
    return value;
  }
}
