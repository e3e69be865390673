package dev.jnet.ping;

import dev.jnet.ping.PingEvent.Mark;
import dev.jnet.ping.PingResult.Incidents;
import dev.jnet.ping.PingResult.Responder;
import dev.jnet.ping.PingResult.RoundTrips;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Counts and times of the answers. It takes bounded memory, however many answers come. */
final class Statistics {
  /** The weight of the newest round trip in the moving average (RFC 6298 section 2). */
  private static final double NEWEST = 1.0 / 8;

  private static final int BARS = 8;

  /** A bound for reports: a hostile host may send answers with all 256 TTLs. */
  private static final int MAX_HOP_LIMITS = 16;

  /** A bound for memory: a group may have more stations. */
  private static final int MAX_RESPONDERS = 1024;

  private static final int MAX_VLANS = 16;

  private final Distribution distribution = new Distribution();
  private final List<Integer> otherVlans = new ArrayList<>();
  private final List<Integer> hopLimits = new ArrayList<>();
  private long count;
  private long least = Long.MAX_VALUE;
  private long most;
  private double sum;
  private double squares;
  private double differences;
  private double smoothed;
  private long before;
  private int hopLimit = -1;
  private final Map<InetAddress, Long> responders = new LinkedHashMap<>();
  private final Map<Mark, Long> marks = new EnumMap<>(Mark.class);
  private long errors;

  /**
   * Statistics of no answer yet.
   *
   * @param errors that have happened already
   */
  Statistics(long errors) {
    this.errors = errors;
  }

  /** Counts the first answer to a probe, which took {@code time} ns. */
  void received(long time) {
    count++;
    least = Math.min(least, time);
    most = Math.max(most, time);
    sum += time;
    squares += (double) time * time;
    differences += count > 1 ? Math.abs(time - before) : 0;
    smoothed = count == 1 ? time : smoothed + (time - smoothed) * NEWEST;
    before = time;
    distribution.add(time);
  }

  /**
   * Counts the answer of one more station to a probe that was answered. Ping calls that a
   * duplicate.
   */
  void furtherStation() {
    marks.merge(Mark.DUPLICATE, 1L, Long::sum);
  }

  /** Counts an ICMP error, or a probe that did not leave. */
  void failed() {
    errors++;
  }

  /** Counts what was unusual about an answer. */
  void marked(Set<Mark> unusual) {
    unusual.forEach(mark -> marks.merge(mark, 1L, Long::sum));
  }

  /** Counts that a probe was answered from an address. */
  void answeredFrom(InetAddress address) {
    if (responders.size() < MAX_RESPONDERS || responders.containsKey(address)) {
      responders.merge(address, 1L, Long::sum);
    }
  }

  /** Notes that a reply came with the tags of another VLAN. It does not count as an answer. */
  void answeredIn(List<Integer> vlans) {
    for (int vlan : vlans) {
      if (vlan != 0 && !otherVlans.contains(vlan) && otherVlans.size() < MAX_VLANS) {
        otherVlans.add(vlan);
      }
    }
  }

  List<Integer> otherVlans() {
    return List.copyOf(otherVlans);
  }

  List<Responder> responders() {
    List<Responder> all = new ArrayList<>();
    for (Map.Entry<InetAddress, Long> each : responders.entrySet()) {
      all.add(new Responder(each.getKey(), each.getValue()));
    }
    return all;
  }

  /** Probes that were answered. */
  long received() {
    return count;
  }

  /** ICMP errors, and probes that did not leave. */
  long errors() {
    return errors;
  }

  /** The longest round trip so far, in ns; 0 before the first. */
  long longest() {
    return most;
  }

  /**
   * Notes the TTL of an answer. Returns the TTL of the answer before, where it differs; −1 where it
   * does not, or for the first answer.
   */
  int hopLimit(int now) {
    int last = hopLimit;
    hopLimit = now;
    if (!hopLimits.contains(now) && hopLimits.size() < MAX_HOP_LIMITS) {
      hopLimits.add(now);
    }
    return last == now ? -1 : last;
  }

  List<Integer> hopLimits() {
    return List.copyOf(hopLimits);
  }

  Incidents incidents() {
    return new Incidents(
        count(Mark.DUPLICATE),
        count(Mark.BAD_CHECKSUM),
        errors,
        count(Mark.CHANGED),
        count(Mark.REORDERED),
        count(Mark.LATE),
        count(Mark.TTL_CHANGED));
  }

  private long count(Mark mark) {
    return marks.getOrDefault(mark, 0L);
  }

  Optional<RoundTrips> roundTrips() {
    if (count == 0) {
      return Optional.empty();
    }
    double average = sum / count;
    return Optional.of(
        new RoundTrips(
            least,
            Math.round(average),
            most,
            Math.round(Math.sqrt(Math.max(0, squares / count - average * average))),
            distribution.percentile(50),
            distribution.percentile(95),
            distribution.percentile(99),
            Math.round(differences / Math.max(1, count - 1)),
            Math.round(smoothed),
            distribution.bars(BARS)));
  }
}
