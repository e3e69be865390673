package dev.jnet.ping;

import dev.jnet.wire.IcmpError;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the probes that were due but could not leave, because the next hop's hardware address was
 * unknown. As in ping, each of them counts as "host unreachable", reported by this machine.
 */
public final class UnsentProbes {
  /** ICMP's code for "host unreachable" (RFC 792). */
  private static final int HOST_UNREACHABLE_V4 = 1;

  /** ICMPv6's code for "address unreachable" (RFC 4443 section 3.1). */
  private static final int ADDRESS_UNREACHABLE_V6 = 3;

  private final PingQuestion.Schedule schedule;
  private final IcmpError error;
  private long count;
  private long waited;

  /**
   * A count of no probes yet.
   *
   * @param version of IP: 4 or 6
   */
  public UnsentProbes(PingQuestion.Schedule schedule, int version) {
    this.schedule = schedule;
    int code = version == 4 ? HOST_UNREACHABLE_V4 : ADDRESS_UNREACHABLE_V6;
    this.error = IcmpError.unreachable(version, code, new byte[0]);
  }

  /**
   * Counts the probes that were due in a time: at least one, and no more than the schedule's count.
   * With a deadline that count is one of answers, and does not limit the probes.
   *
   * @param time in ns
   * @param source this machine's address
   * @return the events that report them
   */
  public List<PingEvent> pass(long time, InetAddress source) {
    waited += time;
    long due = Math.max(1, time / schedule.interval());
    boolean counted = schedule.count() > 0 && schedule.deadline() == 0;
    long last = count + (counted ? Math.min(due, schedule.count() - count) : due);
    List<PingEvent> events = new ArrayList<>();
    while (count < last) {
      count++;
      int sequence = (int) count & 0xffff;
      events.add(new PingEvent.Sent(sequence));
      events.add(new PingEvent.Failed(sequence, source, error, 0));
    }
    return events;
  }

  /** How many probes could not leave. */
  public long count() {
    return count;
  }

  /** How long they could not leave, in ns. */
  public long waited() {
    return waited;
  }

  /**
   * Whether the ping ends here: at its deadline; without a deadline, after as many probes as
   * wanted.
   */
  public boolean isOver() {
    return schedule.deadline() > 0
        ? waited >= schedule.deadline()
        : schedule.count() > 0 && count >= schedule.count();
  }
}
