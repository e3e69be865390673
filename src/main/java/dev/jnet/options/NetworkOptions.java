package dev.jnet.options;

import dev.jnet.console.CommandException;
import dev.jnet.host.Family;
import dev.jnet.host.privilege.OwnProcess;
import dev.jnet.probe.Pace;
import dev.jnet.wire.Addresses;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * On which network a command works, and how it may behave there.
 *
 * @param family of the target's address
 * @param interfaceName the interface to leave by
 * @param source the address to send from
 * @param foreignSource whether that address may be another machine's, or the unspecified one
 * @param lab the name of a practice network to use instead of the real one
 * @param mark the firewall mark of packets, by which rules choose routes; 0 for none
 * @param seed of the practice network and of all random fields
 * @param captureFile where every frame is recorded
 * @param verbose whether each frame is narrated
 * @param rate probes a second; 0 for as fast as the link takes them
 * @param wireOnly whether only injected probes are sent, and none by the kernel's own sockets
 * @param many whether many targets are asked at the same time
 * @param patience the time that the user gives to a target, the look-up of its name included; empty
 *     where the user names none
 */
public record NetworkOptions(
    Family family,
    Optional<String> interfaceName,
    Optional<String> source,
    boolean foreignSource,
    Optional<String> lab,
    int mark,
    Optional<Long> seed,
    Optional<String> captureFile,
    boolean verbose,
    double rate,
    boolean wireOnly,
    boolean many,
    Optional<Duration> patience) {
  private static final double MAX_RATE = 1_000_000;
  private static final String INTERFACE = "--interface";
  private static final String SOURCE = "--source";
  private static final String MARK = "--mark";
  private static final String LAB = "--lab";
  private static final Duration MIN_LOOK_UP = Duration.ofSeconds(1);
  private static final long MAX_MARK = 0xffff_ffffL;

  /** Adds the options to a command. */
  public static void addTo(Command command) {
    addTo(command, new String[] {"-i", INTERFACE}, new String[] {"-s", SOURCE});
  }

  /**
   * Adds the options to a command whose {@code -i} and {@code -s} mean something else, as ping's.
   */
  public static void addLongTo(Command command) {
    addTo(command, new String[] {INTERFACE}, new String[] {SOURCE});
  }

  private static void addTo(Command command, String[] interfaceNames, String[] sourceNames) {
    command.add(Option.flag("Use IPv4.", "-4", "--ipv4"));
    command.add(Option.flag("Use IPv6.", "-6", "--ipv6"));
    command.add(Option.value(String.class, "IFACE", "Leave by this interface.", interfaceNames));
    command.add(Option.value(String.class, "ADDRESS", "Send from this address.", sourceNames));
    addMarkTo(command);
    command.add(
        Option.value(double.class, "PPS", "Send at most so many probes a second.", "--rate"));
    command.add(
        Option.value(
            String.class, "FILE", "Record every frame sent and received in FILE.", "--pcap"));
    command.add(Option.flag("Tell of each frame as it happens.", "-v", "--verbose"));
    command.add(
        Option.flag(
            "Show what the wire shows; do not ask by the kernel's own socket, too.",
            "--wire-only"));
    addLabTo(command);
    command.add(
        Option.value(
            long.class,
            "N",
            "Seed of the practice network: the same seed, the same output.",
            "--seed"));
  }

  /** Adds the option that names a firewall mark. */
  public static void addMarkTo(Command command) {
    command.add(
        Option.value(
            String.class, "N", "Take the route that packets with this firewall mark take.", MARK));
  }

  /** Adds the option that names a practice network, and no other. */
  public static void addLabTo(Command command) {
    command.add(
        Option.value(
            String.class,
            "NAME",
            "Work on a practice network, without root or network; see 'jnet lab'.",
            LAB));
  }

  /**
   * The practice network that a command line names, as a shell takes it; empty where it names none.
   * The command line need not be readable otherwise.
   */
  public static String lab(List<String> words) {
    String lab = "";
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals(LAB) && i + 1 < words.size()) {
        lab = words.get(i + 1);
      } else if (word.startsWith(LAB + "=")) {
        lab = word.substring(LAB.length() + 1);
      }
    }
    return lab.isEmpty() ? "" : ShellLine.quoted(lab);
  }

  /** The options as they were given. */
  public static NetworkOptions of(Arguments arguments) throws CommandException {
    double rate = OptionValues.rate(arguments, "--rate", 0, MAX_RATE);
    FloodLimit.of(arguments, "--rate").requireRate("--rate", arguments, rate);
    return new NetworkOptions(
        family(arguments),
        option(arguments, INTERFACE),
        option(arguments, SOURCE),
        arguments.has("--force") && arguments.has(SOURCE),
        option(arguments, LAB),
        mark(arguments),
        option(arguments, "--seed"),
        option(arguments, "--pcap"),
        arguments.has("-v"),
        rate,
        arguments.has("--wire-only"),
        false,
        Optional.empty());
  }

  /**
   * These options of a command whose {@code -w} also ends the look-up of a name. Without it the
   * system's resolver ends that itself.
   *
   * @param time that {@code -w} gives to a target
   */
  public NetworkOptions within(Arguments arguments, Duration time) {
    return arguments.has("-w") ? with(interfaceName, source, rate, many, Optional.of(time)) : this;
  }

  /**
   * These options of a command whose {@code -w} is the wait for each answer. A look-up of a name
   * may take that time, and at least a second: a name server often asks others.
   *
   * @param wait the longest wait for an answer to a probe
   */
  public NetworkOptions withinAnswers(Arguments arguments, Duration wait) {
    return within(arguments, wait.compareTo(MIN_LOOK_UP) > 0 ? wait : MIN_LOOK_UP);
  }

  /**
   * These options with another interface to leave by or address to send from, where one is given.
   */
  public NetworkOptions by(Optional<String> otherInterface, Optional<String> otherSource) {
    return with(
        otherInterface.isPresent() ? otherInterface : interfaceName,
        otherSource.isPresent() ? otherSource : source,
        rate,
        many,
        patience);
  }

  private NetworkOptions with(
      Optional<String> byInterface,
      Optional<String> from,
      double perSecond,
      boolean forMany,
      Optional<Duration> time) {
    return new NetworkOptions(
        family,
        byInterface,
        from,
        foreignSource,
        lab,
        mark,
        seed,
        captureFile,
        verbose,
        perSecond,
        wireOnly,
        forMany,
        time);
  }

  /** The IP version of addresses: that of the source address, where there is one. */
  public Family wantedFamily() {
    if (family != Family.ANY || source.isEmpty() || !Addresses.isLiteral(source.get())) {
      return family;
    }
    return Addresses.version(Addresses.literal(source.get())) == 4 ? Family.IPV4 : Family.IPV6;
  }

  /** These options for many targets that are asked at the same time. */
  public NetworkOptions forMany() {
    return with(interfaceName, source, rate, true, patience);
  }

  /**
   * These options with another rate.
   *
   * @param perSecond probes a second; 0 for as fast as the link takes them
   */
  public NetworkOptions withRate(double perSecond) {
    return with(interfaceName, source, perSecond, many, patience);
  }

  /** The IP version that {@code -4} or {@code -6} chooses. */
  public static Family family(Arguments arguments) throws CommandException {
    boolean four = arguments.has("-4");
    boolean six = arguments.has("-6");
    if (four && six) {
      throw new CommandException("usage", "-4 and -6 exclude each other: choose one");
    }
    return four ? Family.IPV4 : six ? Family.IPV6 : Family.ANY;
  }

  /** The mark, in decimal, or in hexadecimal after 0x, as in {@code ip rule}. */
  private static int mark(Arguments arguments) throws CommandException {
    Optional<String> text = option(arguments, MARK);
    if (text.isEmpty()) {
      return 0;
    }
    try {
      long mark = Long.decode(text.get());
      if (mark >= 1 && mark <= MAX_MARK) {
        return (int) mark;
      }
    } catch (NumberFormatException notNumber) {
      // said below
    }
    throw new CommandException(
        "usage",
        MARK + " " + text.get() + ": write a number from 1 to 4294967295, such as 7 or 0x7");
  }

  private static <T> Optional<T> option(Arguments arguments, String name) {
    return Optional.ofNullable(arguments.value(name, null));
  }

  /**
   * Probes a second: the user's rate; without one the usual rate, at most what the user may send.
   */
  public double rateOr(double usual) {
    return rate > 0
        ? rate
        : new FloodLimit(lab.isPresent() || OwnProcess.isRoots()).usualRate(usual);
  }

  /** How fast probes may leave. */
  public Pace pace() {
    return rate > 0 ? Pace.of(rate) : Pace.unlimited();
  }
}
