package dev.jnet.lab;

import dev.jnet.unit.Nanos;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.Transport;
import dev.jnet.wire.Udp;
import java.util.Random;

/**
 * One direction of a cable. It loses, delays, duplicates and reorders packets, as its settings say.
 */
public final class CableDirection {
  private final Settings settings;
  private final Timeline timeline;
  private final Random random;
  private final Station from;
  private final Station to;
  private final TokenBucket policer;
  private CableDirection reverse;
  private long busyUntil;
  private long lastArrival;

  public CableDirection(
      Settings settings, Timeline timeline, Random random, Station from, Station to) {
    this.settings = settings;
    this.timeline = timeline;
    this.random = random;
    this.from = from;
    this.to = to;
    this.policer =
        new TokenBucket(settings.get(Setting.POLICE_RATE), settings.get(Setting.POLICE_BURST));
  }

  /** Connects the two directions of a cable. */
  static void pair(CableDirection there, CableDirection back) {
    there.reverse = back;
    back.reverse = there;
  }

  Station from() {
    return from;
  }

  public Station to() {
    return to;
  }

  CableDirection reverse() {
    return reverse;
  }

  /** The MTU that the sender at this end knows, in bytes. */
  int mtu(int version) {
    return Topology.limit(settings, Setting.MTU, version);
  }

  /** Carries a packet to the station at the end. */
  void carry(Datagram datagram) {
    if (goesByBrokenPath(datagram)
        && datagram.length() > Topology.brokenPathCarries(settings, datagram.version())) {
      return;
    }
    carry(
        datagram.version(),
        datagram.length(),
        new Timeline.Occurrence() {
          @Override
          public void happen() {
            to.arrive(datagram, CableDirection.this);
          }
        });
  }

  private boolean goesByBrokenPath(Datagram datagram) {
    int paths = (int) settings.get(Setting.ONE_OF);
    Transport transport = paths == 0 ? null : datagram.transport().orElse(null);
    if (transport instanceof Tcp tcp) {
      return (tcp.sourcePort() ^ tcp.destinationPort()) % paths == 1;
    }
    return transport instanceof Udp udp && (udp.sourcePort() ^ udp.destinationPort()) % paths == 1;
  }

  /**
   * Carries a packet of {@code bytes} bytes. A packet that is too long for the link, or for a black
   * hole in it, is silently dropped. The router before the link may report it.
   */
  void carry(int version, int bytes, Timeline.Occurrence arrival) {
    if (bytes > Topology.carries(settings, version)
        || chance(Setting.LOSS)
        || !policer.take(timeline.now())) {
      return;
    }
    long rate = settings.get(Setting.RATE);
    busyUntil =
        Math.max(busyUntil, timeline.now()) + (rate == 0 ? 0 : bytes * 8L * Nanos.SECOND / rate);
    long at = busyUntil + settings.get(Setting.DELAY) + upTo(settings.get(Setting.JITTER));
    if (chance(Setting.REORDER)) {
      at += upTo(settings.get(Setting.DELAY));
    } else {
      at = Math.max(at, lastArrival);
      lastArrival = at;
    }
    timeline.plan(at, arrival);
    if (chance(Setting.DUPLICATE)) {
      timeline.plan(at + upTo(settings.get(Setting.DELAY)), arrival);
    }
  }

  private boolean chance(Setting share) {
    long millionths = settings.get(share);
    return millionths > 0 && random.nextInt((int) Setting.Unit.ALL) < millionths;
  }

  private long upTo(long most) {
    return most == 0 ? 0 : (long) (random.nextDouble() * most);
  }
}
