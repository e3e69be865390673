package dev.jnet.command.arp;

import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.host.Vendors;
import dev.jnet.neighbor.Patience;
import dev.jnet.network.Network;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.NetworkOptions;
import dev.jnet.options.Option;
import dev.jnet.options.OutputOptions;
import dev.jnet.options.Subcommand;
import dev.jnet.report.arp.VendorNames;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/** {@code jnet arp}: who has this address, on the wire. */
public final class ArpCommand implements Subcommand {
  private static final String[] MODES = {"--probe", "--announce", "--watch", "--reverse", "--scan"};

  private final BooleanSupplier stopped;

  public ArpCommand(BooleanSupplier stopped) {
    this.stopped = stopped;
  }

  @Override
  public String name() {
    return "arp";
  }

  @Override
  public Command command() {
    Command command = new Command(name());
    command.describe(
        "Find the MAC address behind an IP address on this link: by ARP, or by IPv6 neighbour"
            + " discovery. For an address behind a router, the router's.",
        "",
        "Exit codes: 0 one station has it (--probe: it is free; --scan: somebody is there and"
            + " no address twice), 1 none or more than one (--probe: taken), 2 trouble.",
        "Examples: jnet arp 192.168.0.1",
        "          jnet arp --scan auto",
        "          jnet arp --lab home 192.168.1.1");
    command.take(Command.Operands.ANY, "ADDRESS", "Addresses or names.");
    addModes(command);
    command.add(
        Option.value(
            int.class, "COUNT", "Ask so often, whether or not anybody answers.", "-c", "--count"));
    command.add(
        Option.value(
            double.class, "SECONDS", "Between two questions of -c (default 1).", "--interval"));
    command.add(
        Option.flag(
            "End with the first answer, and do not listen 0.1 s for a second station that has the"
                + " address.",
            "-f",
            "--first"));
    command.add(
        Option.value(
            double.class, "SECONDS", "Give up after so long; ends --watch.", "-w", "--deadline"));
    NetworkOptions.addTo(command);
    OutputOptions.addTo(command);
    return command;
  }

  private static void addModes(Command command) {
    command.add(
        Option.flag(
            "Is ADDRESS free? Asked without having it (RFC 5227); takes 4 to 7 seconds.",
            "--probe"));
    command.add(
        Option.flag(
            "Tell everybody that ADDRESS, one of this machine's, is here (gratuitous ARP).",
            "--announce"));
    command.add(
        Option.flag(
            "Listen: new pairs, changed MACs, announcements; until Ctrl-C or -w.", "--watch"));
    command.add(
        Option.value(
                String.class,
                "MAC",
                "Ask RARP servers for the address of MAC, or of our own (RFC 903).",
                "--reverse")
            .or(""));
    command.add(
        Option.value(
            String.class,
            "RANGE",
            "Ask for every address of RANGE: 192.0.2.0/24, 192.0.2.1-99, or auto for this link's.",
            "--scan"));
    command.add(
        Option.value(
            double.class,
            "SECONDS",
            "Scan: wait at least so long for each answer; without it by the slowest that came.",
            "--wait"));
  }

  @Override
  public int run(Arguments arguments, Console console) throws IOException {
    OutputOptions output = OutputOptions.of(arguments, console);
    NetworkOptions options = NetworkOptions.of(arguments);
    long deadline = seconds(arguments, "-w", 0);
    List<String> names = arguments.operands();
    String mode = mode(arguments);
    boolean named = mode.isEmpty() || mode.equals("--probe") || mode.equals("--announce");
    if (named == names.isEmpty()) {
      throw new CommandException(
          "usage",
          named
              ? "which address? jnet arp " + (mode.isEmpty() ? "" : mode + " ") + "ADDRESS"
              : mode + " takes no ADDRESS: " + names.get(0));
    }
    if (!mode.isEmpty() && arguments.has("-c")) {
      throw new CommandException("usage", "-c goes with a plain question, not with " + mode);
    }
    if (arguments.has("-f") && (!mode.isEmpty() || arguments.has("-c"))) {
      throw new CommandException(
          "usage",
          "-f ends with the first answer: leave " + (mode.isEmpty() ? "-c" : mode) + " out");
    }
    if (arguments.has("--interval") && !arguments.has("-c")) {
      throw new CommandException("usage", "--interval goes with -c COUNT: how often to ask?");
    }
    if (arguments.has("--wait") && !mode.equals("--scan")) {
      throw new CommandException("usage", "--wait goes with --scan; -w gives up after so long");
    }
    Patience patience = patience(arguments);
    long wait = seconds(arguments, "--wait", 0);
    boolean showsProgress = mode.equals("--scan") || mode.equals("--watch");
    Console forLinks = showsProgress ? console.withoutProgress() : console;
    try (Network network = Network.open(options, forLinks, stopped)) {
      if (names.size() <= 1) {
        network.privileges().nextLinkIsTheLast();
      }
      VendorNames vendors = new VendorNames(Vendors.installed());
      ArpJob job = new ArpJob(options, output, console, network, vendors, stopped, deadline);
      int code =
          switch (mode) {
            case "--probe" -> new ArpProbe(job).run(names);
            case "--announce" -> new ArpAnnounce(job).run(names);
            case "--watch" -> new ArpWatch(job).run();
            case "--reverse" -> new ArpReverse(job).run(arguments.value(mode, ""));
            case "--scan" -> new ArpScan(job, wait).run(arguments.value(mode, ""));
            default -> new ArpResolve(job, patience).run(names);
          };
      console.out().flush(); // closing the links takes the kernel a while: the answer goes first
      return code;
    }
  }

  private static String mode(Arguments arguments) throws CommandException {
    String mode = "";
    for (String each : MODES) {
      if (arguments.has(each)) {
        if (!mode.isEmpty()) {
          throw new CommandException(
              "usage", mode + " and " + each + " exclude each other: take one");
        }
        mode = each;
      }
    }
    return mode;
  }

  private static Patience patience(Arguments arguments) throws CommandException {
    long interval = seconds(arguments, "--interval", 1);
    if (!arguments.has("-c")) {
      return arguments.has("-f") ? Patience.FIRST_ANSWER : Patience.ALL_ANSWERS;
    }
    int count = arguments.value("-c", 1);
    if (count < 1) {
      throw new CommandException("usage", "-c " + count + ": must be 1 or more");
    }
    Patience usual = Patience.ALL_ANSWERS;
    return new Patience(count, interval, usual.silence(), usual.linger());
  }

  /** An option in seconds, as ns. */
  private static long seconds(Arguments arguments, String option, double usual)
      throws CommandException {
    double seconds = arguments.value(option, usual);
    if (arguments.has(option) && !(seconds > 0 && seconds <= ArpJob.LONGEST)) {
      throw new CommandException(
          "usage", option + " " + seconds + ": must be above 0, at most 86400 seconds");
    }
    return (long) (seconds * Nanos.SECOND);
  }
}
