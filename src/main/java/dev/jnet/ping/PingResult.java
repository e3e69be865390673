package dev.jnet.ping;

import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IpPacket;
import java.util.List;
import java.util.Optional;

/**
 * What came of pinging a host.
 *
 * @param sent probes
 * @param received probes that were answered
 * @param elapsed ns from the first probe to the last
 * @param incidents what was unusual
 * @param roundTrips how long the answers took; empty without any
 * @param pipe how many probes were under way at once at most
 * @param hopLimits the TTLs of the answers, each once, in the order in which they came
 * @param first the first probe and the answer to it, where that was an echo
 */
public record PingResult(
    long sent,
    long received,
    long elapsed,
    Incidents incidents,
    Optional<RoundTrips> roundTrips,
    long pipe,
    List<Integer> hopLimits,
    Optional<Exchange> first) {

  /**
   * How often something unusual happened.
   *
   * @param duplicates further answers to probes that had been answered
   * @param corrupted answers with a wrong checksum, which do not count as received
   * @param errors ICMP errors, and probes that did not leave
   * @param changed answers with a right checksum and wrong data
   * @param reordered answers that came after one to a later probe
   * @param late answers that took longer than they may
   * @param hopLimitChanges answers with another TTL than the one before
   */
  public record Incidents(
      long duplicates,
      long corrupted,
      long errors,
      long changed,
      long reordered,
      long late,
      long hopLimitChanges) {}

  /**
   * How long answers took, in ns; duplicates are not among them.
   *
   * @param deviation the standard deviation: ping's mdev
   * @param median half of them are not above
   * @param p95 95 of a hundred are not above
   * @param p99 99 of a hundred are not above
   * @param jitter the mean difference of each to the one before
   * @param smoothed a moving average that gives the newest a weight of 1/8: ping's ewma
   * @param bars the times in classes; none where they do not differ
   */
  public record RoundTrips(
      long least,
      long average,
      long most,
      long deviation,
      long median,
      long p95,
      long p99,
      long jitter,
      long smoothed,
      List<Bar> bars) {}

  /**
   * How many answers took so long.
   *
   * @param above ns; the least time belongs to the first class
   * @param upTo ns
   */
  public record Bar(long above, long upTo, long count) {}

  /**
   * An echo request and its reply.
   *
   * @param request the packet as it was sent
   * @param reply the packet that came back
   * @param echo the message in it
   */
  public record Exchange(IpPacket request, IpPacket reply, IcmpEcho echo) {}

  /** Probes without an answer, of a hundred: 0 to 100. */
  public double lossPercent() {
    return sent == 0 ? 0 : 100.0 * (sent - received) / sent;
  }
}
