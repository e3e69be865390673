package dev.jnet.host;

import dev.jnet.wire.MacAddress;
import java.net.InetAddress;

/**
 * What the kernel knows about a machine on the same link: an entry of its ARP and neighbor
 * discovery cache.
 *
 * @param interfaceIndex the index of the interface to that link
 * @param address the machine's IP address
 * @param state how far the entry can be trusted
 * @param mac the machine's Ethernet address; {@code null} when it is not known, or does not have 6
 *     bytes
 */
public record Neighbor(int interfaceIndex, InetAddress address, State state, MacAddress mac) {

  /**
   * How far an entry can be trusted: the states of RFC 4861 section 7.3.2, and Linux's own {@code
   * NUD_*}.
   */
  public enum State {
    /** No state yet. */
    NONE(0),
    /** The kernel has asked; there is no answer so far. */
    INCOMPLETE(0x01),
    /** The neighbor was heard lately. */
    REACHABLE(0x02),
    /** The neighbor was reachable. The entry is used, and checked when it is used. */
    STALE(0x04),
    /** The entry has just been used and will be checked soon. */
    DELAY(0x08),
    /** The entry is being checked. */
    PROBE(0x10),
    /** The neighbor did not answer. */
    FAILED(0x20),
    /** No hardware address is needed, as for multicast or loopback. */
    NOARP(0x40),
    /** The administrator has set the entry. */
    PERMANENT(0x80);

    private final int bit;

    State(int bit) {
      this.bit = bit;
    }

    static State of(int bit) throws HostException {
      for (State each : values()) {
        if (each.bit == bit) {
          return each;
        }
      }
      throw HostException.unreadable("a neighbor in state " + bit);
    }
  }

  /** Whether the kernel would send frames to the neighbor without asking first. */
  public boolean known() {
    return switch (state) {
      case REACHABLE, STALE, DELAY, PROBE, PERMANENT, NOARP -> mac != null;
      case NONE, INCOMPLETE, FAILED -> false;
    };
  }
}
