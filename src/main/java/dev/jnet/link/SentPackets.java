package dev.jnet.link;

import dev.jnet.wire.Udp;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;

/**
 * The last 2048 packets that a pair of sockets sent. They are found again by the bytes that an ICMP
 * error quotes, or by the number under which the kernel says when a packet left.
 */
final class SentPackets {
  private static final int MAX_REMEMBERED = 2048;

  /** Bytes of the header of ICMP's echo messages, and where the sequence number is in it. */
  private static final int ECHO_HEADER = 8;

  private static final int SEQUENCE = 6;

  private final boolean udp;
  private final ArrayDeque<Sent> packets = new ArrayDeque<>();
  private int nextNumber;

  /** An empty list for packets of UDP, or else for ICMP echo requests. */
  SentPackets(boolean udp) {
    this.udp = udp;
  }

  /** A packet that was sent. */
  static final class Sent {
    private final byte[] packet;
    private final int header;

    /** The kernel's number for it when it says when the packet left; −1 when it no longer will. */
    private int number;

    private Sent(byte[] packet, int header, int number) {
      this.packet = packet;
      this.header = header;
      this.number = number;
    }

    /** Its first frame, which is an IP packet. */
    byte[] packet() {
      return packet;
    }

    /** Bytes before the ICMP or UDP header. */
    int header() {
      return header;
    }
  }

  /**
   * Remembers the packet that is sent next.
   *
   * @param packet its first frame, which is an IP packet
   * @param header bytes before the ICMP or UDP header
   */
  void add(byte[] packet, int header) {
    packets.addLast(new Sent(packet, header, nextNumber++));
    if (packets.size() > MAX_REMEMBERED) {
      packets.removeFirst();
    }
  }

  /** Removes the packet that was added last, because it was not sent. */
  void forgetLast() {
    packets.removeLast();
  }

  /** Follows the kernel, which numbers from 0 on again and names no earlier packet any more. */
  void renumber() {
    nextNumber = 0;
    for (Sent each : packets) {
      each.number = -1;
    }
  }

  /** The packet to which the kernel gave this number; null for none. Each number counts once. */
  byte[] stamped(int number) {
    for (Iterator<Sent> all = packets.descendingIterator(); all.hasNext(); ) {
      Sent each = all.next();
      if (each.number == number) {
        each.number = -1;
        return each.packet;
      }
    }
    return null;
  }

  /** The last packet that these quoted bytes can be of; null for none. */
  Sent about(byte[] quoted) {
    for (Iterator<Sent> all = packets.descendingIterator(); all.hasNext(); ) {
      Sent each = all.next();
      if (udp ? hasData(each, quoted) : hasSequence(each, quoted)) {
        return each;
      }
    }
    return null;
  }

  private static boolean hasSequence(Sent each, byte[] quoted) {
    return quoted.length >= ECHO_HEADER
        && Dialogue.get16(each.packet, each.header + SEQUENCE) == Dialogue.get16(quoted, SEQUENCE);
  }

  /**
   * Whether the quoted bytes begin a datagram's data. A UDP socket's error queue leaves the headers
   * out, so a quote without data can only be told to be of a packet when there is just one.
   */
  private boolean hasData(Sent each, byte[] quoted) {
    int from = each.header + Udp.HEADER;
    int length = Math.min(quoted.length, each.packet.length - from);
    return (length > 0 || packets.size() == 1)
        && Arrays.equals(each.packet, from, from + length, quoted, 0, length);
  }
}
