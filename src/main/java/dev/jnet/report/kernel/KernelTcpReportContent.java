package dev.jnet.report.kernel;

import dev.jnet.finding.SegmentConclusions;
import dev.jnet.host.KernelTcp;
import dev.jnet.link.FirstHop;
import dev.jnet.mtu.MtuResult;
import dev.jnet.report.Arithmetic;
import dev.jnet.report.finding.SegmentFit;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a report needs about connections that the kernel made, because jnet may not make
 * them itself.
 *
 * @param command {@code handshake} or {@code mss}
 * @param name the target as it was asked for
 * @param target its address
 * @param hop how packets for it leave this machine
 * @param connections the connections, one for each port
 * @param path the path MTU, if it was searched for
 * @param elapsed the duration in ns
 */
public record KernelTcpReportContent(
    String command,
    String name,
    InetAddress target,
    FirstHop hop,
    List<KernelTcp> connections,
    Optional<MtuResult> path,
    long elapsed) {
  /** Copies the list. */
  public KernelTcpReportContent {
    connections = List.copyOf(connections);
  }

  /** Whether a program listens on every port. */
  public boolean allOpen() {
    for (KernelTcp each : connections) {
      if (each.status() != KernelTcp.Status.OPEN) {
        return false;
      }
    }
    return !connections.isEmpty();
  }

  /** The most bytes of data and options in a segment, as an MSS option counts them. */
  static int segment(KernelTcp.Facts facts) {
    return facts.segment() + (facts.timestamps() ? Arithmetic.TIMESTAMPS : 0);
  }

  /**
   * The MSS that the other side announced. Empty when the kernel's path MTU limits the segments,
   * because the announced MSS may be larger then.
   */
  Optional<Integer> theirMss(KernelTcp.Facts facts) {
    int most = new Arithmetic(version(), facts.pathMtu()).mss();
    return segment(facts) < most ? Optional.of(segment(facts)) : Optional.empty();
  }

  /** Whether the segments fit the path. */
  public SegmentFit verdict() {
    Optional<KernelTcp.Facts> facts =
        connections.isEmpty() ? Optional.empty() : connections.get(0).facts();
    if (facts.isEmpty() || path.isEmpty() || !path.get().known()) {
      return SegmentFit.UNKNOWN;
    }
    Arithmetic here = new Arithmetic(version(), hop.mtu());
    SegmentConclusions.Sizes sizes =
        new SegmentConclusions.Sizes(segment(facts.get()), here.mss(), here.tcpHeaders());
    return SegmentFit.of(SegmentConclusions.fit(sizes, path.get()).stream().toList());
  }

  /** The IP version: 4 or 6. */
  int version() {
    return Addresses.version(target);
  }

  /** The reason why a port is not open. */
  static String why(KernelTcp connection) {
    if (connection.refusal().isPresent()) {
      KernelTcp.Refusal refusal = connection.refusal().get();
      return Addresses.text(refusal.from()) + " says: " + refusal.error().inWords();
    }
    return connection.status() == KernelTcp.Status.CLOSED ? "reset" : "no answer";
  }
}
