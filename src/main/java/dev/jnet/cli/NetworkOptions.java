package dev.jnet.cli;

import dev.jnet.host.Family;
import dev.jnet.probe.Pace;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * On which network a command works, and how it may behave there.
 *
 * @param family of the target's address
 * @param interfaceName to leave by
 * @param source address to send from
 * @param lab a practice network instead of the real one
 * @param seed of the practice network and of all random fields
 * @param captureFile where every frame is recorded
 * @param verbose whether each frame is narrated
 * @param rate probes a second; 0 for as fast as the link takes them
 * @param many whether many targets answer at the same time
 */
record NetworkOptions(
    Family family,
    Optional<String> interfaceName,
    Optional<String> source,
    Optional<String> lab,
    Optional<Long> seed,
    Optional<String> captureFile,
    boolean verbose,
    double rate,
    boolean many) {
  private static final double MOST = 1_000_000;
  private static final String INTERFACE = "--interface";
  private static final String SOURCE = "--source";

  /** Adds the options to a command. */
  static void addTo(CommandSpec spec) {
    addTo(spec, new String[] {"-i", INTERFACE}, new String[] {"-s", SOURCE});
  }

  /** Adds them to a command whose {@code -i} and {@code -s} are something else, as ping's are. */
  static void addLongTo(CommandSpec spec) {
    addTo(spec, new String[] {INTERFACE}, new String[] {SOURCE});
  }

  private static void addTo(CommandSpec spec, String[] interfaceNames, String[] sourceNames) {
    spec.addOption(Options.flag("Use IPv4.", "-4"));
    spec.addOption(Options.flag("Use IPv6.", "-6"));
    spec.addOption(
        Options.value(String.class, "IFACE", "Leave by this interface.", interfaceNames));
    spec.addOption(Options.value(String.class, "ADDRESS", "Send from this address.", sourceNames));
    spec.addOption(
        Options.value(double.class, "PPS", "Send at most so many probes a second.", "--rate"));
    spec.addOption(
        Options.value(
            String.class, "FILE", "Record every frame sent and received in FILE.", "--pcap"));
    spec.addOption(Options.flag("Tell of each frame as it happens.", "-v", "--verbose"));
    addLabTo(spec);
    spec.addOption(
        Options.value(
            long.class,
            "N",
            "Seed of the practice network: the same seed, the same output.",
            "--seed"));
  }

  /** Adds the practice network alone. */
  static void addLabTo(CommandSpec spec) {
    spec.addOption(
        Options.value(
            String.class,
            "NAME",
            "Work on a practice network, without root or network; see 'jnet lab'.",
            "--lab"));
  }

  /** The options as they were given. */
  static NetworkOptions of(ParseResult arguments) throws Trouble {
    double rate = arguments.matchedOptionValue("--rate", 0.0);
    if (arguments.hasMatchedOption("--rate") && !(rate > 0 && rate <= MOST)) {
      throw new Trouble("usage", "--rate " + rate + ": must be above 0, at most 1000000");
    }
    return new NetworkOptions(
        family(arguments),
        option(arguments, INTERFACE),
        option(arguments, SOURCE),
        option(arguments, "--lab"),
        option(arguments, "--seed"),
        option(arguments, "--pcap"),
        arguments.hasMatchedOption("-v"),
        rate,
        false);
  }

  /** The same network, left by an interface or from an address, where one is named. */
  NetworkOptions by(Optional<String> otherInterface, Optional<String> otherSource) {
    return new NetworkOptions(
        family,
        otherInterface.isPresent() ? otherInterface : interfaceName,
        otherSource.isPresent() ? otherSource : source,
        lab,
        seed,
        captureFile,
        verbose,
        rate,
        many);
  }

  /** The same network, on which many targets answer at the same time. */
  NetworkOptions forMany() {
    return new NetworkOptions(
        family, interfaceName, source, lab, seed, captureFile, verbose, rate, true);
  }

  /** What -4 and -6 choose. */
  static Family family(ParseResult arguments) throws Trouble {
    boolean four = arguments.hasMatchedOption("-4");
    boolean six = arguments.hasMatchedOption("-6");
    if (four && six) {
      throw new Trouble("usage", "-4 and -6 exclude each other: choose one");
    }
    return four ? Family.IPV4 : six ? Family.IPV6 : Family.ANY;
  }

  private static <T> Optional<T> option(ParseResult arguments, String name) {
    return Optional.ofNullable(arguments.matchedOptionValue(name, null));
  }

  /** How fast probes may leave. */
  Pace pace() {
    return rate > 0 ? Pace.of(rate) : Pace.unlimited();
  }
}
