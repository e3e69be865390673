package dev.jnet.trace;

import dev.jnet.probe.Via;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The way to a target.
 *
 * @param status how the way ends
 * @param via what the probes travelled in
 * @param length octets of each probe's packet
 * @param hops from the first TTL asked for to the end, or to the last hop that answered; the first
 *     flow's
 * @param silentFrom the TTL from which on nobody answered; empty where the way has an end
 * @param branches the ways of all flows, the first one included; empty where only one was asked for
 * @param probes that were sent
 */
public record TraceResult(
    Status status,
    Via via,
    int length,
    List<Hop> hops,
    OptionalInt silentFrom,
    List<Branch> branches,
    int probes) {
  /** How the way ends. */
  public enum Status {
    /** At the target: it answered. */
    REACHED,
    /** Before the target: somebody says that it goes no further. */
    REFUSED,
    /** Nobody knows: the target does not answer. */
    SILENT
  }

  /**
   * The way that one flow takes.
   *
   * @param flow its number, from 0 on
   * @param nodes who answered at each TTL, from the first TTL asked for on; empty where nobody did
   */
  public record Branch(int flow, List<Optional<InetAddress>> nodes) {
    /** Copies the list. */
    public Branch {
      nodes = List.copyOf(nodes);
    }
  }

  /** Copies the lists. */
  public TraceResult {
    hops = List.copyOf(hops);
    branches = List.copyOf(branches);
  }

  TraceResult withProbes(int count) {
    return new TraceResult(status, via, length, hops, silentFrom, branches, count);
  }

  /** Whether the target answered. */
  public boolean reached() {
    return status == Status.REACHED;
  }
}
