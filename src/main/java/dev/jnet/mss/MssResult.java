package dev.jnet.mss;

import dev.jnet.wire.IcmpError;
import dev.jnet.wire.Tcp;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the SYNs of a connection told about its segment size. Sizes are octets.
 *
 * @param status whether the port is open
 * @param failure who says that it cannot be reached
 * @param syn our SYN as it left; empty when none did
 * @param synAck the answer to it
 * @param effective octets of data in one of our segments by what both SYNs say
 * @param routers how many there are on the way, as the SYN-ACK's TTL tells; negative without one
 * @param hops what routers quoted of our SYN, the nearest first
 * @param clamp where our SYN's MSS option was rewritten
 * @param roundTrip ns from the SYN to its answer; negative without one
 */
public record MssResult(
    Status status,
    Optional<Failure> failure,
    Optional<Tcp> syn,
    Optional<Tcp> synAck,
    int effective,
    int routers,
    List<Hop> hops,
    Optional<Clamp> clamp,
    long roundTrip) {
  /** Whether there was a connection. */
  public enum Status {
    /** Somebody answered with a SYN-ACK. */
    OPEN,
    /** Somebody answered with a reset. */
    CLOSED,
    /** Silence, or an ICMP error. */
    FILTERED
  }

  /** An ICMP error that ended it. */
  public record Failure(InetAddress from, IcmpError error) {}

  /**
   * A router's quote of our SYN.
   *
   * @param hop its distance, 1 for the first router
   * @param address its address
   * @param mss the MSS option as it arrived there
   * @param complete whether the quote reaches the end of the options: where it does not, a missing
   *     option means nothing
   */
  public record Hop(int hop, InetAddress address, OptionalInt mss, boolean complete) {}

  /**
   * Where the option changed: behind one router, and in front of the next that quoted it.
   *
   * @param behind the last hop that still saw what we had sent; empty when already the first one
   *     that showed itself saw the changed one
   * @param before the first hop that saw the changed option
   * @param mss what the option had become there; empty when it was taken out
   */
  public record Clamp(Optional<Hop> behind, Hop before, OptionalInt mss) {}
}
