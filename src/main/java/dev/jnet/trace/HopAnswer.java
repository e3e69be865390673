package dev.jnet.trace;

import dev.jnet.wire.IcmpExtension;
import java.net.InetAddress;
import java.util.List;

/**
 * Who answered a probe, and how.
 *
 * @param from who
 * @param kind whether the way goes on behind
 * @param words what it said
 * @param roundTrip ns
 * @param hopLimit the TTL that was left in the answer's packet, 0 to 255
 * @param changes what the path had done to the probe by then, as far as the answer quotes it
 * @param extensions what the router tells of labels and interfaces
 */
public record HopAnswer(
    InetAddress from,
    Kind kind,
    String words,
    long roundTrip,
    int hopLimit,
    List<Change> changes,
    List<IcmpExtension> extensions) {
  /** What an answer means for the path. */
  public enum Kind {
    /** A router on the way: the TTL ran out there. */
    ROUTER,
    /** The target itself. */
    TARGET,
    /** Somebody who does not let the probe get any further, and says so. */
    REFUSAL
  }

  /** Copies the lists. */
  public HopAnswer {
    changes = List.copyOf(changes);
    extensions = List.copyOf(extensions);
  }

  /**
   * How many routers the answer passed, if its TTL began at the nearest usual value: 64, 128 or
   * 255. A guess.
   */
  public int routersBack() {
    return (hopLimit <= 64 ? 64 : hopLimit <= 128 ? 128 : 255) - hopLimit;
  }
}
