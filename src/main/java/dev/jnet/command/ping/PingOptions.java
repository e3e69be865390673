package dev.jnet.command.ping;

import dev.jnet.console.CommandException;
import dev.jnet.link.FirstHop;
import dev.jnet.network.Paths;
import dev.jnet.network.UnprivilegedProbes;
import dev.jnet.options.NetworkOptions;
import dev.jnet.ping.PingGoal;
import dev.jnet.ping.PingQuestion;
import dev.jnet.ping.PingQuestion.Schedule;
import dev.jnet.ping.PingQuestion.Shape;
import dev.jnet.probe.Via;
import dev.jnet.report.Access;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;

/**
 * How {@code jnet ping} asks, and what it prints.
 *
 * @param via the kind of probes; empty for echo requests, or for what may be sent instead
 * @param shape the form of probes
 * @param schedule when probes leave, and when the ping ends
 * @param network the network to ask on
 * @param numeric whether addresses are shown without names
 * @param flood whether a dot is shown for each probe without an answer
 * @param explain whether the first exchange is explained
 * @param broadcast whether all stations of a link may be asked
 * @param from the value of -I in the form of ping's first line
 */
record PingOptions(
    Optional<Via> via,
    Shape shape,
    Schedule schedule,
    NetworkOptions network,
    boolean numeric,
    boolean flood,
    boolean explain,
    boolean broadcast,
    Optional<String> from) {
  /** These options for many hosts. Each is asked for a limited time. */
  PingOptions bounded() {
    return new PingOptions(
        via, shape, PingGoal.bounded(schedule), network, numeric, flood, explain, broadcast, from);
  }

  /** Whether nothing but the user ends it. */
  boolean isEndless() {
    return schedule.count() == 0 && schedule.deadline() == 0;
  }

  /** These options after {@code spent} ns of the time that the user gives to the ping. */
  PingOptions after(long spent) {
    return schedule.deadline() == 0
        ? this
        : new PingOptions(
            via,
            shape,
            schedule.endingEarlier(spent),
            network,
            numeric,
            flood,
            explain,
            broadcast,
            from);
  }

  /**
   * The kind of probes for a user with this access.
   *
   * @throws CommandException when the user may not send the wanted probes
   */
  Via allowed(Access access) throws CommandException {
    return UnprivilegedProbes.allowed(via, access).orElse(Via.ICMP);
  }

  /** Whether an address is a group's. To ask all stations of a link takes -b, as with ping. */
  boolean asksGroup(InetAddress address, Paths paths) throws IOException {
    if (address.isMulticastAddress()) {
      return true;
    }
    boolean all = paths.isBroadcast(address);
    if (all && !broadcast) {
      throw new CommandException(
          "usage",
          Addresses.text(address) + " is a broadcast address; -b asks all stations that hear it");
    }
    return all;
  }

  /** The question about a target. */
  PingQuestion question(InetAddress target, FirstHop hop, Via allowed, long seed) {
    return new PingQuestion(target, hop, allowed, shape, schedule, seed);
  }
}
