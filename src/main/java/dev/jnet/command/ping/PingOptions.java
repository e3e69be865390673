package dev.jnet.command.ping;

import dev.jnet.console.CommandException;
import dev.jnet.link.FirstHop;
import dev.jnet.network.UnprivilegedProbes;
import dev.jnet.options.NetworkOptions;
import dev.jnet.ping.PingGoal;
import dev.jnet.ping.PingQuestion;
import dev.jnet.ping.PingQuestion.Schedule;
import dev.jnet.ping.PingQuestion.Shape;
import dev.jnet.probe.Via;
import dev.jnet.report.Access;
import java.net.InetAddress;
import java.util.Optional;

/**
 * How {@code jnet ping} asks, and what it prints.
 *
 * @param via what probes are; empty for echo requests, or what may be sent in their place
 * @param shape what they look like
 * @param schedule when they leave, and when it ends
 * @param network where
 * @param numeric whether only addresses are shown
 * @param flood whether a dot stands for each probe that is not answered
 * @param explain whether the first exchange is taken apart
 * @param from what -I named, as ping's first line says it: an interface, or nothing in front of an
 *     address
 */
record PingOptions(
    Optional<Via> via,
    Shape shape,
    Schedule schedule,
    NetworkOptions network,
    boolean numeric,
    boolean flood,
    boolean explain,
    Optional<String> from) {
  /** These options for many hosts, each of which is asked for a bounded time. */
  PingOptions bounded() {
    return new PingOptions(
        via, shape, PingGoal.bounded(schedule), network, numeric, flood, explain, from);
  }

  /**
   * What to probe with, for a user who has this access.
   *
   * @throws CommandException when the probes that were asked for may not be sent
   */
  Via allowed(Access access) throws CommandException {
    return UnprivilegedProbes.allowed(via, access).orElse(Via.ICMP);
  }

  /** The question about a target. */
  PingQuestion question(InetAddress target, FirstHop hop, Via allowed, long seed) {
    return new PingQuestion(target, hop, allowed, shape, schedule, seed);
  }
}
