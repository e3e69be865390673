package dev.jnet.ping;

import dev.jnet.wire.IcmpError;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Probes that were due while none could leave, because nobody answered for the next hop's hardware
 * address. As with ping the host counts as unreachable then, by this machine's own word.
 */
public final class UnsentProbes {
  /** ICMP's code for "host unreachable" (RFC 792). */
  private static final int HOST_UNREACHABLE_V4 = 1;

  /** ICMPv6's code for "address unreachable" (RFC 4443 section 3.1). */
  private static final int ADDRESS_UNREACHABLE_V6 = 3;

  private final PingQuestion.Schedule schedule;
  private final IcmpError error;
  private long count;

  /**
   * None yet.
   *
   * @param version of IP: 4 or 6
   */
  public UnsentProbes(PingQuestion.Schedule schedule, int version) {
    this.schedule = schedule;
    int code = version == 4 ? HOST_UNREACHABLE_V4 : ADDRESS_UNREACHABLE_V6;
    this.error = IcmpError.unreachable(version, code, new byte[0]);
  }

  /**
   * Counts the probes that were due while so many ns passed: at least one, and no more than are
   * wanted.
   *
   * @param source this machine's address
   * @return what is told of them
   */
  public List<PingEvent> pass(long time, InetAddress source) {
    long due = Math.max(1, time / schedule.interval());
    long last = count + (schedule.count() > 0 ? Math.min(due, schedule.count() - count) : due);
    List<PingEvent> events = new ArrayList<>();
    while (count < last) {
      count++;
      int sequence = (int) count & 0xffff;
      events.add(new PingEvent.Sent(sequence));
      events.add(new PingEvent.Failed(sequence, source, error, 0));
    }
    return events;
  }

  /** How many there are. */
  public long count() {
    return count;
  }

  /** Whether the ping is over before it began: as with ping, a deadline ends with an error. */
  public boolean isOver() {
    return count > 0
        && (schedule.deadline() > 0 || (schedule.count() > 0 && count >= schedule.count()));
  }
}
