package dev.jnet.command.ping;

import dev.jnet.console.CommandException;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.NetworkOptions;
import dev.jnet.options.Option;
import dev.jnet.options.TargetsOptions;
import dev.jnet.options.ViaOption;
import dev.jnet.ping.PingQuestion.Schedule;
import dev.jnet.probe.Via;
import dev.jnet.wire.Addresses;
import java.time.Duration;
import java.util.Optional;

/** The options of {@code jnet ping}. They are the same as those of ping where ping has them. */
final class PingCommandLine {
  private PingCommandLine() {}

  static void addTo(Command command) {
    TargetsOptions.addTo(command, "HOST", "Names or addresses; several are asked at once.");
    ScheduleOptions.addTo(command);
    ShapeOptions.addTo(command);
    command.add(
        Option.value(
            String.class, "IFACE|ADDR", "Leave by an interface or from an address.", "-I"));
    command.add(
        Option.flag("Let HOST be a broadcast address: all stations answer.", "-b", "--broadcast"));
    command.add(Option.flag("Show addresses, no names.", "-n", "--numeric"));
    command.add(
        Option.value(
            String.class,
            "icmp|tcp:PORT|udp:PORT",
            "What to probe with: echo requests (default), SYNs, datagrams.",
            "--via"));
    command.add(Option.flag("Take the first echo request and its reply apart.", "--explain"));
    NetworkOptions.addLongTo(command);
  }

  static PingOptions read(Arguments arguments) throws CommandException {
    Via via = ViaOption.parse(arguments.value("--via", "icmp"), "");
    boolean explain = arguments.has("--explain");
    boolean chosen = explain || arguments.has("--via");
    if (explain && via.kind() != Via.Kind.ICMP) {
      throw new CommandException("usage", "--explain is about the ICMP header: leave --via out");
    }
    Optional<String> by = Optional.ofNullable(arguments.value("-I", null));
    NetworkOptions network = network(NetworkOptions.of(arguments), by);
    Schedule schedule = ScheduleOptions.read(arguments, network.lab().isPresent());
    return new PingOptions(
        chosen ? Optional.of(via) : Optional.empty(),
        ShapeOptions.read(arguments, via),
        schedule,
        network.within(arguments, Duration.ofNanos(schedule.deadline())),
        arguments.has("-n"),
        arguments.has("-f"),
        explain,
        arguments.has("-b"),
        by.map(text -> isAddress(text) ? "" : text));
  }

  /**
   * The network. -I names the interface by which packets leave, or the address from which they are
   * sent.
   */
  private static NetworkOptions network(NetworkOptions network, Optional<String> by) {
    boolean address = by.isPresent() && isAddress(by.get());
    return address ? network.by(Optional.empty(), by) : network.by(by, Optional.empty());
  }

  private static boolean isAddress(String text) {
    try {
      return Addresses.literal(text) != null;
    } catch (IllegalArgumentException aName) {
      return false;
    }
  }
}
