package dev.jnet.command.mesh;

import dev.jnet.console.CommandException;
import dev.jnet.exporter.AllowedTargets;
import dev.jnet.host.Interface;
import dev.jnet.host.Interfaces;
import dev.jnet.mesh.Member;
import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.Option;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who a member is.
 *
 * @param name the member's name
 * @param addresses where it gets packets; empty for those of its interface
 * @param allowed towards which addresses it measures
 */
record AgentOptions(String name, List<InetAddress> addresses, AllowedTargets allowed) {
  static void addTo(Command command) {
    command.add(Option.value(String.class, "SITE", "The name of this member.", "--name"));
    command.add(
        Option.value(
            String.class,
            "ADDR,...",
            "Get packets at these addresses of one interface.",
            "--address"));
    command.add(
        Option.value(
            String.class,
            "TARGETS",
            "Measure only towards these networks (default: all members).",
            "--allow"));
  }

  static AgentOptions read(Arguments arguments) throws CommandException {
    String name = arguments.value("--name", "");
    if (name.isEmpty()) {
      throw new CommandException("usage", "name this member: --name berlin");
    }
    if (!Member.isName(name)) {
      throw new CommandException(
          "usage", "--name " + name + ": write up to 63 letters, digits, - and _");
    }
    List<InetAddress> addresses = new ArrayList<>();
    String text = arguments.value("--address", "");
    for (String each : text.isEmpty() ? List.<String>of() : List.of(text.split(",", -1))) {
      if (!Addresses.isLiteral(each)) {
        throw new CommandException("usage", "--address " + each + ": write an IP address");
      }
      addresses.add(Addresses.literal(each));
    }
    String allowed = arguments.value("--allow", null);
    return new AgentOptions(
        name,
        List.copyOf(addresses),
        allowed == null ? AllowedTargets.any() : AllowedTargets.parse(allowed));
  }

  /** The addresses of an interface that are valid everywhere, one of each IP version. */
  static List<InetAddress> usual(Interface device) {
    Set<Integer> families = new HashSet<>();
    return device.addresses().stream()
        .filter(each -> each.scopeName().equals("global") && !each.tentative())
        .map(Interface.Address::address)
        .filter(each -> families.add(Addresses.version(each)))
        .toList();
  }

  /** The interface that has the addresses; empty where none are named. */
  Optional<Interface> device() throws IOException {
    if (addresses.isEmpty()) {
      return Optional.empty();
    }
    for (Interface each : Interfaces.all()) {
      if (addresses.stream().allMatch(each::owns)) {
        return Optional.of(each);
      }
    }
    throw new CommandException("usage", "--address: no interface of this machine has all of them");
  }
}
