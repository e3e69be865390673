package dev.jnet.mss;

import dev.jnet.wire.IcmpError;
import dev.jnet.wire.Tcp;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the SYNs of a connection say about its maximum segment size (RFC 9293 section 3.7.1). Sizes
 * are in bytes.
 *
 * @param status whether the port is open
 * @param failure the ICMP error that says that the target cannot be reached
 * @param syn this host's SYN as it left; empty when none left
 * @param synAck the SYN-ACK that answered it; empty when none came
 * @param effective the most bytes of data in one segment from this host, as both SYNs allow;
 *     without a SYN-ACK, the default of RFC 9293 section 3.7.1: 536 or 1220; 0 when no SYN left
 * @param routers how many routers are on the path, 0 to 30, inferred from the SYN-ACK's TTL;
 *     negative without a SYN-ACK
 * @param hops what routers quoted of the SYN, the nearest first
 * @param clamp where the SYN's MSS option was rewritten
 * @param roundTrip ns from the SYN to its answer; negative without an answer
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
    /** A SYN-ACK came. */
    OPEN,
    /** A reset came. */
    CLOSED,
    /** Nothing came, or an ICMP error did. */
    FILTERED
  }

  /** An ICMP error that ended the attempt to connect. */
  public record Failure(InetAddress from, IcmpError error) {}

  /**
   * A router's quote of this host's SYN.
   *
   * @param hop its distance, 1 for the first router
   * @param address its address
   * @param mss the MSS option as it arrived there
   * @param complete whether the quote reaches the end of the options; when it does not, a missing
   *     option means nothing
   */
  public record Hop(int hop, InetAddress address, OptionalInt mss, boolean complete) {}

  /**
   * Where the option changed: after one router, and before the next router that quoted it.
   *
   * @param behind the last router that quoted the option as it was sent; empty when even the first
   *     router that answered quoted the changed option
   * @param before the first router that quoted the changed option
   * @param mss the option's value there; empty when it was removed
   */
  public record Clamp(Optional<Hop> behind, Hop before, OptionalInt mss) {
    /**
     * The first place where a quote does not have the option that was sent. A missing option means
     * nothing in a quote that ends before the options do.
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
