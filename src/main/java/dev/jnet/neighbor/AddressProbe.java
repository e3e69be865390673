package dev.jnet.neighbor;

import dev.jnet.link.Frame;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Asks whether an address is free. The questions come from 0.0.0.0, so that no neighbor's table
 * learns of the asker (RFC 5227 section 2.1.1), or from :: (RFC 4862 section 5.4).
 *
 * <p>The timing is that of RFC 5227. The first probe waits for a random time of up to one second,
 * because after a power cut all machines start at once. Three probes leave, one to two seconds
 * apart. The last one is followed by two seconds of listening.
 *
 * <p>For IPv6 the RFC asks for one probe and one second of listening. Three probes are sent here,
 * one second apart, because multicast gets lost.
 */
public final class AddressProbe implements Diagnosis<Availability> {
  /** PROBE_NUM. */
  static final int PROBES = 3;

  /** PROBE_WAIT, PROBE_MIN and PROBE_MAX, ANNOUNCE_WAIT (RFC 5227 section 1.1). */
  private static final long LONGEST_START = Nanos.SECOND;

  private static final long SHORTEST_INTERVAL = Nanos.SECOND;
  private static final long LONGEST_INTERVAL = 2 * Nanos.SECOND;
  private static final long LAST_WAIT = 2 * Nanos.SECOND;

  /** RetransTimer (RFC 4861 section 10). */
  private static final long IPV6_INTERVAL = Nanos.SECOND;

  private final NeighborQuestion question;
  private final RandomGenerator random;
  private final AddressClaims claims;
  private int asked;
  private long wakeAt = Long.MIN_VALUE;
  private long startedAt;
  private long now;
  private boolean complete;

  /**
   * A probe that has not asked yet.
   *
   * @param interfaceName the interface whose link is asked
   * @param mac its hardware address
   * @param address the address that may be free
   * @param random chooses how long to wait before each probe
   */
  public AddressProbe(
      String interfaceName, MacAddress mac, InetAddress address, RandomGenerator random) {
    this.question = new NeighborQuestion(interfaceName, unspecified(address), mac, address);
    this.random = random;
    this.claims = new AddressClaims(question);
  }

  private static InetAddress unspecified(InetAddress address) {
    return Addresses.literal(Addresses.version(address) == 4 ? "0.0.0.0" : "::");
  }

  @Override
  public Optional<Probe> next(long now) {
    this.now = now;
    if (wakeAt == Long.MIN_VALUE) {
      startedAt = now;
      wakeAt = now + random.nextLong(LONGEST_START);
    }
    if (now < wakeAt) {
      return Optional.empty();
    }
    if (asked == PROBES) {
      complete = true;
      return Optional.empty();
    }
    asked++;
    wakeAt = now + pause();
    return Optional.of(question.toAll());
  }

  private long pause() {
    if (Addresses.version(question.target()) == 6) {
      return IPV6_INTERVAL;
    }
    return asked == PROBES ? LAST_WAIT : random.nextLong(SHORTEST_INTERVAL, LONGEST_INTERVAL);
  }

  @Override
  public void accept(Reply reply) {
    now = Math.max(now, reply.timing().at());
    claims.accept(reply);
  }

  @Override
  public void overhear(Frame frame) {
    now = Math.max(now, frame.at());
    claims.overhear(frame);
  }

  @Override
  public long wakeAt() {
    return wakeAt;
  }

  @Override
  public boolean done() {
    return complete || !claims.isEmpty();
  }

  @Override
  public Availability result() {
    return new Availability(question, asked, PROBES, claims.all(), complete, now - startedAt);
  }
}
