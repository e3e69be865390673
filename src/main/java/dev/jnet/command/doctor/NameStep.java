package dev.jnet.command.doctor;

import dev.jnet.console.CommandException;
import dev.jnet.doctor.StepName;
import dev.jnet.doctor.StepResult;
import dev.jnet.finding.Finding;
import dev.jnet.finding.NameConclusions;
import dev.jnet.network.Network;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * The addresses of a name, by this machine's own resolver.
 *
 * @param addresses one of each IP version that the name has; empty when the name has none
 */
record NameStep(List<InetAddress> addresses, StepResult result) {
  /**
   * Looks a name up.
   *
   * @throws IOException when the name cannot be one host's
   */
  static NameStep ask(Network network, String name) throws IOException {
    long startedAt = network.names().clock();
    try {
      List<InetAddress> all = network.names().all(name);
      long elapsed = network.names().clock() - startedAt;
      for (InetAddress address : all) {
        requireOneHost(name, address);
      }
      StepResult result =
          Addresses.isLiteral(name)
              ? StepResult.skipped(StepName.NAME, "an address needs no name")
              : StepResult.of(StepName.NAME, NameConclusions.found(name, all, elapsed), elapsed);
      return new NameStep(oneOfEachVersion(all), result);
    } catch (IOException e) {
      if (CommandException.code(e).equals("interrupted")) {
        return new NameStep(List.of(), StepResult.skipped(StepName.NAME, StepResult.ENDED));
      }
      Finding finding = finding(network, name, e);
      long elapsed = network.names().clock() - startedAt;
      return new NameStep(List.of(), StepResult.of(StepName.NAME, List.of(finding), elapsed));
    }
  }

  /** This step with what else was found. */
  NameStep with(List<Finding> more) {
    List<Finding> all = new ArrayList<>(result.findings());
    all.addAll(more);
    return more.isEmpty()
        ? this
        : new NameStep(addresses, StepResult.of(StepName.NAME, all, result.elapsed()));
  }

  /**
   * Checks the addresses that are asked, not those of an earlier look at the name.
   *
   * @throws CommandException when one of them may not be asked
   */
  void requireAllowed(String name, BiPredicate<String, InetAddress> mayAsk)
      throws CommandException {
    for (InetAddress address : addresses) {
      if (!mayAsk.test(name, address)) {
        throw new CommandException(
            "not-allowed",
            name
                + " ("
                + Addresses.text(address)
                + ") may not be probed: --allow does not name it");
      }
    }
  }

  private static Finding finding(Network network, String name, IOException e) throws IOException {
    String code = CommandException.code(e);
    if (network.isPractice() && code.equals("unknown-host")) {
      throw e; // its plan has all names: this one was mistyped
    }
    return switch (code) {
      case "unknown-host" -> NameConclusions.unknown(name);
      case "no-address-of-family" -> NameConclusions.withoutAddress(name);
      case "name-lookup-failed" -> NameConclusions.unanswered(name, e.getMessage());
      default -> throw e;
    };
  }

  private static void requireOneHost(String name, InetAddress address) throws CommandException {
    if (address.isMulticastAddress() || address.isAnyLocalAddress()) {
      throw new CommandException("usage", name + ": not the address of one host");
    }
  }

  private static List<InetAddress> oneOfEachVersion(List<InetAddress> all) {
    List<InetAddress> chosen = new ArrayList<>();
    for (InetAddress address : all) {
      int version = Addresses.version(address);
      if (chosen.stream().noneMatch(other -> Addresses.version(other) == version)) {
        chosen.add(address);
      }
    }
    return chosen;
  }
}
