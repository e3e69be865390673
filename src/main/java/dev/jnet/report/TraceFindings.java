package dev.jnet.report;

import dev.jnet.link.FirstHop;
import dev.jnet.mtu.MtuResult;
import dev.jnet.probe.Tally;
import dev.jnet.trace.TraceResult;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a report on the way to a target tells.
 *
 * @param name the target as it was asked for
 * @param target its address
 * @param hop how packets for it leave this machine
 * @param most the largest TTL that was tried
 * @param result what was found out
 * @param mtu what was found out of the path MTU; empty where that was not asked for, or the target
 *     answers no echo requests
 * @param names of addresses, those that were known in time
 * @param tally what was sent and received
 * @param elapsed ns from the first probe to the end
 */
public record TraceFindings(
    String name,
    InetAddress target,
    FirstHop hop,
    int most,
    TraceResult result,
    Optional<MtuResult> mtu,
    Map<InetAddress, String> names,
    Tally tally,
    long elapsed) {
  /** Copies the names. */
  public TraceFindings {
    names = Map.copyOf(names);
  }
}
