package dev.jnet.capture;

import dev.jnet.wire.Tcp;

/**
 * A TCP segment as it was captured.
 *
 * @param number of its frame, from 1
 * @param at when it was captured, in ns since 1970
 * @param tcp its header
 * @param length bytes of data in it, captured or not
 * @param packetBytes of the IP packet around it
 * @param hopLimit with which it came by
 */
record CapturedSegment(long number, long at, Tcp tcp, int length, int packetBytes, int hopLimit) {
  boolean isAny(int flags) {
    return (tcp.flags() & flags) != 0;
  }

  /** The number behind its data, and behind its SYN or FIN. */
  long end() {
    return (tcp.sequence() + length + (isAny(Tcp.SYN | Tcp.FIN) ? 1 : 0)) & 0xffff_ffffL;
  }

  /** Whether it takes room among the sequence numbers. */
  boolean takesRoom() {
    return length > 0 || isAny(Tcp.SYN | Tcp.FIN);
  }
}
