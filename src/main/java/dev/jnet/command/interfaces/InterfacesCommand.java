package dev.jnet.command.interfaces;

import dev.jnet.console.Console;
import dev.jnet.console.ExitCode;
import dev.jnet.host.Interface;
import dev.jnet.host.Route;
import dev.jnet.network.KernelTables;
import dev.jnet.network.Network;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.NetworkOptions;
import dev.jnet.options.Option;
import dev.jnet.options.OutputOptions;
import dev.jnet.options.Subcommand;
import dev.jnet.report.JsonLines;
import dev.jnet.report.interfaces.InterfacesDocument;
import dev.jnet.report.interfaces.InterfacesReport;
import dev.jnet.report.interfaces.InterfacesResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * {@code jnet interfaces}: this machine's interfaces, what fits into their MTUs, and what its
 * kernel has learned about the path to an address. It needs no privilege and no libpcap.
 */
public final class InterfacesCommand implements Subcommand {
  private final BooleanSupplier stopped;

  /**
   * The command.
   *
   * @param stopped is asked while it waits; true makes it end
   */
  public InterfacesCommand(BooleanSupplier stopped) {
    this.stopped = stopped;
  }

  @Override
  public String name() {
    return "interfaces";
  }

  @Override
  public Command command() {
    Command command = new Command(name());
    command.describe(
        "This machine's interfaces, their MTUs, and what fits into them.",
        "",
        "Exit codes: 0 answered, 2 no such interface, host or route.");
    command.take(Command.Operands.ONE_AT_MOST, "NAME", "One interface; all of them without it.");
    command.add(
        Option.value(
            String.class,
            "ADDR",
            "Also the way to a host: route, next hop, source address, and the path MTU that the"
                + " kernel remembers. With NAME: the way by that interface.",
            "--to"));
    NetworkOptions.addMarkTo(command);
    NetworkOptions.addLabTo(command);
    command.add(Option.flag("The host's IPv4 address.", "-4", "--ipv4"));
    command.add(Option.flag("The host's IPv6 address.", "-6", "--ipv6"));
    OutputOptions.addTo(command);
    return command;
  }

  @Override
  public int run(Arguments arguments, Console console) throws IOException {
    OutputOptions output = OutputOptions.of(arguments, console);
    InterfacesResult result;
    try (Network network = Network.open(NetworkOptions.of(arguments), console, stopped)) {
      result = result(network, arguments.operand(null), arguments.value("--to", null));
    }
    if (output.json()) {
      console.document(JsonLines.of(InterfacesDocument.of(result)));
    } else if (output.quiet()) {
      console.out().print(InterfacesReport.brief(result));
    } else {
      console.out().print(InterfacesReport.text(result, output.style()));
    }
    return ExitCode.POSITIVE;
  }

  private static InterfacesResult result(Network network, String name, String to)
      throws IOException {
    KernelTables tables = network.tables();
    Optional<Interface> one =
        name == null ? Optional.empty() : Optional.of(tables.interfaceNamed(name));
    List<Interface> shown = one.isPresent() ? List.of(one.get()) : tables.interfaces();
    return new InterfacesResult(shown, to == null ? null : way(network, to, one));
  }

  private static InterfacesResult.Way way(Network network, String to, Optional<Interface> by)
      throws IOException {
    Route route = network.tables().route(network.names().resolve(to), by);
    return new InterfacesResult.Way(to, route, network.tables().nextHop(route).orElse(null));
  }
}
