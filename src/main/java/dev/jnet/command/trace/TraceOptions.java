package dev.jnet.command.trace;

import dev.jnet.console.CommandException;
import dev.jnet.link.FirstHop;
import dev.jnet.network.UnprivilegedProbes;
import dev.jnet.probe.Via;
import dev.jnet.report.Access;
import dev.jnet.trace.TraceQuestion;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Ttl;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * How {@code jnet trace} asks, and what it prints.
 *
 * @param via the kind of probes; empty to find one that the target answers
 * @param first the smallest TTL
 * @param last the largest TTL
 * @param queries how many probes for each hop, 1 to 10
 * @param flows how many flows, 1 to 64
 * @param patience the longest wait for an answer
 * @param names whether to look for names
 * @param mtu whether to find the MTU as well
 * @param svg the file for a picture; empty for none
 * @param watch how to repeat the trace; empty to trace once
 */
record TraceOptions(
    Optional<Via> via,
    Ttl first,
    Ttl last,
    int queries,
    int flows,
    Duration patience,
    boolean names,
    boolean mtu,
    Optional<String> svg,
    Optional<Watching> watch) {
  /**
   * How to repeat a trace.
   *
   * @param interval the time from the beginning of one round to the beginning of the next
   * @param rounds how many rounds; 0 for no end
   */
  record Watching(Duration interval, int rounds) {}

  /**
   * These options with probes that a user with this access may send.
   *
   * @throws CommandException when the user may not send the wanted probes
   */
  TraceOptions allowed(Access access) throws CommandException {
    return new TraceOptions(
        UnprivilegedProbes.allowed(via, access),
        first,
        last,
        queries,
        flows,
        patience,
        names,
        mtu,
        svg,
        watch);
  }

  /** The question about a target, with echo requests unless another kind is wanted. */
  TraceQuestion question(InetAddress target, FirstHop hop, long seed) {
    return new TraceQuestion(
        target,
        hop,
        via.orElse(Via.ICMP),
        new TraceQuestion.Scope(first, last, queries, flows),
        Nanos.of(patience),
        seed);
  }
}
