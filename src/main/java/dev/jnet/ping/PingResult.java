package dev.jnet.ping;

import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * The counts and times of a ping.
 *
 * @param sent probes
 * @param received probes that were answered
 * @param elapsed ns from the first probe to the last; a probe that could not leave counts as one
 *     interval
 * @param incidents how often something unusual happened
 * @param roundTrips how long the answers took; empty without any
 * @param pipe the largest number of probes that were under way at once
 * @param hopLimits the TTLs of the answers, each once, in the order in which they came; at most 16
 * @param responders the addresses that answered, each once, in the order in which they came; at
 *     most 1,024
 * @param otherVlans of replies with the tag of another VLAN, 1 to 4095, each once; such replies do
 *     not count
 * @param first the first echo request that was answered, and its reply; empty where there is none
 * @param refusal the first ICMP error by which somebody on the path refused a probe; empty where
 *     none came
 */
public record PingResult(
    long sent,
    long received,
    long elapsed,
    Incidents incidents,
    Optional<RoundTrips> roundTrips,
    long pipe,
    List<Integer> hopLimits,
    List<Responder> responders,
    List<Integer> otherVlans,
    Optional<Exchange> first,
    Optional<Refusal> refusal) {

  /**
   * An address that answered.
   *
   * @param address that the answers came from
   * @param answered probes that were answered from there
   */
  public record Responder(InetAddress address, long answered) {}

  /**
   * How often something unusual happened.
   *
   * @param duplicates further answers to probes that had been answered
   * @param corrupted answers with a wrong checksum, which do not count as received
   * @param errors ICMP errors, and probes that did not leave
   * @param changed answers with a right checksum and wrong data
   * @param reordered answers that came after one to a later probe
   * @param late answers that took longer than {@link PingQuestion.Schedule#lateAfter}
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
   * @param median half of the times are not longer
   * @param p95 95 percent of the times are not longer
   * @param p99 99 percent of the times are not longer
   * @param jitter the mean difference between each time and the one before
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
   * How many answers took a time between two bounds.
   *
   * @param above the lower bound in ns, which only the first class includes
   * @param upTo the upper bound in ns, included
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

  /**
   * An ICMP error that says that a probe goes no further, though not for its size or its hop limit.
   *
   * @param from its sender, which is not the target
   * @param hopLimit the TTL with which it arrived, 0 to 255
   */
  public record Refusal(InetAddress from, IcmpError error, int hopLimit) {}

  /** The share of probes without an answer in percent, 0 to 100. */
  public double lossPercent() {
    return sent == 0 ? 0 : 100.0 * (sent - received) / sent;
  }
}
