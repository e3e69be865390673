package dev.jnet.probe;

import java.net.InetAddress;

/**
 * A path MTU that this machine's kernel has learned from a router's report and keeps for some
 * minutes (RFC 1191 section 6.3). Packets of programs are no larger; injected probes ignore it.
 *
 * @param target where the path leads to
 * @param bytes the path MTU
 * @param arrived bytes of the largest probe that arrived in one piece, as far as the command sends
 *     large ones; 0 where it does not
 */
public record CachedPathMtu(InetAddress target, int bytes, int arrived) {
  /** Whether the path carries more. */
  public boolean isStale() {
    return arrived > bytes;
  }
}
