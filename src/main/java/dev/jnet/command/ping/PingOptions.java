package dev.jnet.command.ping;

import dev.jnet.console.CommandException;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.NetworkOptions;
import dev.jnet.options.Option;
import dev.jnet.options.TargetsOptions;
import dev.jnet.ping.PingQuestion.Schedule;
import dev.jnet.ping.PingQuestion.Shape;
import dev.jnet.ping.PingQuestion.Splitting;
import dev.jnet.probe.Via;
import dev.jnet.wire.Addresses;
import java.util.List;
import java.util.Optional;

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
  private static final int DEFAULT_SIZE = 56;
  private static final int DEFAULT_TTL = 64;
  private static final int LARGEST_SIZE = 65_507;
  private static final int LONGEST_PATTERN = 16;

  /** On a practice network time costs nothing: without an end there would be none. */
  private static final long LAB_COUNT = 10;

  static void addTo(Command command) {
    TargetsOptions.addTo(command, "HOST", "Names or addresses; several are asked at once.");
    command.add(
        Option.value(long.class, "N", "Stop after N probes; with -w after N answers.", "-c"));
    command.add(
        Option.value(double.class, "SECONDS", "From one probe to the next (default 1).", "-i"));
    command.add(Option.value(double.class, "SECONDS", "End after so long.", "-w"));
    command.add(
        Option.value(
            double.class,
            "SECONDS",
            "Wait so long for a first answer (default 10); answers that take longer are called late"
                + " (default 1).",
            "-W"));
    command.add(Option.value(int.class, "BYTES", "Bytes of data (default 56).", "-s"));
    command.add(Option.value(int.class, "TTL", "TTL or hop limit (default 64).", "-t"));
    command.add(
        Option.value(
            String.class, "TOS", "Type of service or traffic class, as 184 or 0xb8.", "-Q"));
    command.add(
        Option.value(
            String.class, "IFACE|ADDR", "Leave by an interface or from an address.", "-I"));
    command.add(Option.flag("Show addresses, no names.", "-n"));
    command.add(
        Option.flag(
            "Flood: the next as soon as one is answered, at least 100 a second. A dot is a probe"
                + " that is not answered yet.",
            "-f"));
    command.add(
        Option.value(
            double.class,
            "PPS",
            "Flood with exactly so many a second, answered or not.",
            "--flood-rate"));
    command.add(
        Option.value(
            String.class,
            "do|want|dont",
            "DF set and nothing split; split here only (default); split anywhere.",
            "-M"));
    command.add(
        Option.value(String.class, "HEX", "Fill the data with up to 16 bytes.", "-p", "--pattern"));
    command.add(
        Option.value(
            String.class,
            "icmp|tcp:PORT|udp:PORT",
            "What to probe with: echo requests (default), SYNs, datagrams.",
            "--via"));
    command.add(Option.flag("Take the first echo request and its reply apart.", "--explain"));
    NetworkOptions.addLongTo(command);
  }

  static PingOptions of(Arguments arguments) throws CommandException {
    Via via = via(arguments);
    boolean explain = arguments.has("--explain");
    boolean chosen = explain || arguments.has("--via");
    if (explain && via.kind() != Via.Kind.ICMP) {
      throw new CommandException("usage", "--explain is about the ICMP header: leave --via out");
    }
    NetworkOptions network = NetworkOptions.of(arguments);
    String by = arguments.value("-I", null);
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
        arguments.operands(),
        chosen ? Optional.of(via) : Optional.empty(),
        shape(arguments, via),
        schedule(arguments, network.lab().isPresent()),
        network,
        arguments.has("-n"),
        arguments.has("-f"),
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

  private static Via via(Arguments arguments) throws CommandException {
    try {
      return Via.parse(arguments.value("--via", "icmp"));
    } catch (IllegalArgumentException e) {
      throw new CommandException("usage", "--via " + e.getMessage());
    }
  }

  private static boolean isAddress(String text) {
    try {
      return Addresses.literal(text) != null;
    } catch (IllegalArgumentException aName) {
      return false;
    }
  }

  private static Shape shape(Arguments arguments, Via via) throws CommandException {
    boolean syn = via.kind() == Via.Kind.TCP;
    if (syn && (arguments.has("-s") || arguments.has("-p"))) {
      throw new CommandException(
          "usage", "-s and -p have no use with --via tcp: a SYN carries no data");
    }
    int size = whole(arguments, "-s", syn ? 0 : DEFAULT_SIZE, 0, LARGEST_SIZE);
    int ttl = whole(arguments, "-t", DEFAULT_TTL, 1, 255);
    String tos = arguments.value("-Q", "0");
    int trafficClass = -1;
    try {
      trafficClass = Integer.decode(tos);
    } catch (NumberFormatException notANumber) {
      trafficClass = -1;
    }
    if (trafficClass < 0 || trafficClass > 255) {
      throw new CommandException("usage", "-Q " + tos + ": must be from 0 to 255");
    }
    return new Shape(size, ttl, trafficClass, splitting(arguments), pattern(arguments));
  }

  private static Splitting splitting(Arguments arguments) throws CommandException {
    String word = arguments.value("-M", "want");
    return switch (word) {
      case "do" -> Splitting.DO;
      case "want" -> Splitting.WANT;
      case "dont" -> Splitting.DONT;
      default -> throw new CommandException("usage", "-M " + word + ": must be do, want or dont");
    };
  }

  private static byte[] pattern(Arguments arguments) throws CommandException {
    String hex = arguments.value("-p", "");
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
    if (!fits || (hex.isEmpty() && arguments.has("-p"))) {
      throw new CommandException("usage", "-p " + hex + ": must be 1 to 16 bytes in hex digits");
    }
    return octets;
  }

  private static Schedule schedule(Arguments arguments, boolean lab) throws CommandException {
    long count = arguments.value("-c", 0L);
    if (arguments.has("-c") && count < 1) {
      throw new CommandException("usage", "-c " + count + ": must be at least 1");
    }
    long deadline = seconds(arguments, "-w", 0, 0);
    boolean flood = arguments.has("-f");
    boolean paced = arguments.has("--flood-rate");
    double interval = arguments.value("-i", 1.0);
    double rate = arguments.value("--flood-rate", 0.0);
    if (paced && !(rate > 0 && rate <= LARGEST_RATE)) {
      throw new CommandException(
          "usage", "--flood-rate " + rate + ": must be above 0, at most 1000000");
    }
    if (!(interval >= 0 && interval <= LONGEST)) {
      throw new CommandException("usage", "-i " + interval + ": must be from 0 to 1000000 seconds");
    }
    boolean eager = !paced && (flood || interval < SHORTEST_INTERVAL);
    long step =
        paced ? Math.round(SECOND / rate) : eager ? FLOOD_INTERVAL : Math.round(interval * SECOND);
    if (flood && !paced && arguments.has("-i")) {
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

  private static long seconds(Arguments arguments, String option, double usual, double least)
      throws CommandException {
    double value = arguments.value(option, usual);
    if (arguments.has(option) && !(value > 0 && value >= least && value <= LONGEST)) {
      throw new CommandException(
          "usage", option + " " + value + ": must be above 0, at most 1000000 seconds");
    }
    return Math.round(value * SECOND);
  }

  private static int whole(Arguments arguments, String option, int usual, int least, int most)
      throws CommandException {
    int value = arguments.value(option, usual);
    if (value < least || value > most) {
      throw new CommandException(
          "usage", option + " " + value + ": must be from " + least + " to " + most);
    }
    return value;
  }
}
