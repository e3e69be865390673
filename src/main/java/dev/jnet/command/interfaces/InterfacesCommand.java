package dev.jnet.command.interfaces;

import dev.jnet.console.Console;
import dev.jnet.console.ExitCode;
import dev.jnet.host.Family;
import dev.jnet.host.HostException;
import dev.jnet.host.Interface;
import dev.jnet.host.Interfaces;
import dev.jnet.host.NameResolution;
import dev.jnet.host.Neighbor;
import dev.jnet.host.Neighbors;
import dev.jnet.host.Route;
import dev.jnet.host.Routes;
import dev.jnet.lab.Lab;
import dev.jnet.network.LabFacts;
import dev.jnet.network.LabNetwork;
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
import java.net.InetAddress;
import java.util.List;

/**
 * {@code jnet interfaces}: this machine's interfaces, what fits into their MTUs, and what its
 * kernel has learned about the way to an address. Needs no privilege and no libpcap.
 */
public final class InterfacesCommand implements Subcommand {
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
    NetworkOptions.addLabTo(command);
    command.add(Option.flag("The host's IPv4 address.", "-4"));
    command.add(Option.flag("The host's IPv6 address.", "-6"));
    OutputOptions.addTo(command);
    return command;
  }

  @Override
  public int run(Arguments arguments, Console console) throws IOException {
    OutputOptions output = OutputOptions.of(arguments, console);
    InterfacesResult result = result(arguments);
    if (output.json()) {
      console.out().println(JsonLines.of(InterfacesDocument.of(result)));
    } else if (output.quiet()) {
      console.out().print(InterfacesReport.brief(result));
    } else {
      console.out().print(InterfacesReport.text(result, output.style()));
    }
    return ExitCode.POSITIVE;
  }

  private static InterfacesResult result(Arguments arguments) throws IOException {
    Family family = NetworkOptions.family(arguments);
    String to = arguments.value("--to", null);
    String name = arguments.operand(null);
    if (arguments.has("--lab")) {
      Lab lab = LabNetwork.lab(arguments.value("--lab", ""), 0);
      return new InterfacesResult(
          name == null ? LabFacts.interfaces(lab) : List.of(LabFacts.byName(lab, name)),
          to == null ? null : LabFacts.way(lab, to, family));
    }
    Interface one = name == null ? null : Interfaces.byName(name);
    return new InterfacesResult(
        one == null ? Interfaces.all() : List.of(one), to == null ? null : way(to, family, one));
  }

  private static InterfacesResult.Way way(String to, Family family, Interface by)
      throws HostException {
    InetAddress address = NameResolution.resolve(to, family);
    Route route = Routes.to(address, null, by);
    Neighbor neighbor =
        route.type() == Route.Type.UNICAST && route.device().resolvesNeighbors()
            ? Neighbors.lookup(route.device().index(), route.nextHop()).orElse(null)
            : null;
    return new InterfacesResult.Way(to, route, neighbor);
  }
}
