package dev.jnet.mss;

import dev.jnet.wire.IcmpError;
import dev.jnet.wire.Tcp;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the SYNs of a connection told about its maximum segment size (RFC 9293 section 3.7.1). Sizes
 * are bytes.
 *
 * @param status whether the port is open
 * @param failure who says that it cannot be reached
 * @param syn our SYN as it left; empty when none did
 * @param synAck the answer to it
 * @param effective bytes of data in one of our segments, by what both SYNs say; 0 or more
 * @param routers how many are on the path, as the SYN-ACK's TTL tells; negative without one
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

  /** An ICMP error that ended the attempt to connect. */
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
   * @param behind the last router that still saw what we had sent; empty when already the first one
   *     that showed itself saw the changed option
   * @param before the first router that saw the changed option
   * @param mss what the option had become there; empty when it was taken out
   */
  public record Clamp(Optional<Hop> behind, Hop before, OptionalInt mss) {
    /**
     * The first place where a quote does not have the option that was sent. A quote that is cut off
     * before the end of the options tells nothing by a missing one.
     *
     * @param sent the MSS option as it left
     * @param hops what routers quoted, the nearest first
     */
    static Optional<Clamp> find(OptionalInt sent, List<Hop> hops) {
      Optional<Hop> last = Optional.empty();
      for (Hop hop : hops) {
        boolean tells = hop.mss().isPresent() || hop.complete();
        if (tells && !hop.mss().equals(sent)) {
          return Optional.of(new Clamp(last, hop, hop.mss()));
        }
        last = tells ? Optional.of(hop) : last;
      }
      return Optional.empty();
    }
  }
}
