package dev.jnet.host;

import dev.jnet.wire.MacAddress;
import java.net.InetAddress;

/**
 * What the kernel knows of a machine on the same link (its ARP and neighbour discovery cache).
 *
 * @param interfaceIndex the link
 * @param address its IP address
 * @param state how much the entry is worth
 * @param mac its Ethernet address; {@code null} when it is not known, or has not 6 bytes
 */
public record Neighbor(int interfaceIndex, InetAddress address, State state, MacAddress mac) {

  /** How much an entry is worth: RFC 4861 section 7.3.2, and Linux's own {@code NUD_*}. */
  public enum State {
    /** No state yet. */
    NONE(0),
    /** Asked for, no answer so far. */
    INCOMPLETE(0x01),
    /** Heard from lately. */
    REACHABLE(0x02),
    /** Was reachable: used, and checked when used. */
    STALE(0x04),
    /** Just used: about to be checked. */
    DELAY(0x08),
    /** Being checked. */
    PROBE(0x10),
    /** Asked for in vain. */
    FAILED(0x20),
    /** No address needed, as for multicast or loopback. */
    NOARP(0x40),
    /** Set by the administrator. */
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
      throw HostException.unreadable("a neighbour in state " + bit);
    }
  }

  /** Whether frames can be sent there without asking first, as the kernel itself would. */
  public boolean known() {
    return switch (state) {
      case REACHABLE, STALE, DELAY, PROBE, PERMANENT, NOARP -> mac != null;
      case NONE, INCOMPLETE, FAILED -> false;
    };
  }
}
