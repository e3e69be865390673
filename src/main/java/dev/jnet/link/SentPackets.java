package dev.jnet.link;

import dev.jnet.wire.Udp;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;

/**
 * The last packets that a pair of sockets sent, to know them again: an ICMP error quotes one, and
 * the kernel names one by its number when it tells when that left.
 */
final class SentPackets {
  private static final int MAX_REMEMBERED = 2048;

  /** Bytes of the header of ICMP's echo messages, and where the sequence number is in it. */
  private static final int ECHO_HEADER = 8;

  private static final int SEQUENCE = 6;

  private final boolean udp;
  private final ArrayDeque<Sent> packets = new ArrayDeque<>();
  private int nextNumber;

  /** Packets of UDP, or else of ICMP's echo messages. */
  SentPackets(boolean udp) {
    this.udp = udp;
  }

  /** A packet that was sent. */
  static final class Sent {
    private final byte[] packet;
    private final int header;

    /** By which the kernel names it when it tells when it left; −1 when it will not. */
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

    /** Bytes in front of ICMP's or UDP's header. */
    int header() {
      return header;
    }
  }

  /**
   * Remembers a packet that is sent next.
   *
   * @param packet its first frame, which is an IP packet
   * @param header bytes in front of ICMP's or UDP's header
   */
  void add(byte[] packet, int header) {
    packets.addLast(new Sent(packet, header, nextNumber++));
    if (packets.size() > MAX_REMEMBERED) {
      packets.removeFirst();
    }
  }

  /** The packet that was added last was not sent. */
  void forgetLast() {
    packets.removeLast();
  }

  /** The kernel numbers from 0 on again: it names no earlier packet any more. */
  void renumber() {
    nextNumber = 0;
    for (Sent each : packets) {
      each.number = -1;
    }
  }

  /** The packet that the kernel names by this number, which it does once; null for none. */
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

  /** The last packet that an ICMP error can quote with these bytes; null for none. */
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

  /** UDP's error queue has no header: of a quote without data nobody can say what it is of. */
  private boolean hasData(Sent each, byte[] quoted) {
    int from = each.header + Udp.HEADER;
    int length = Math.min(quoted.length, each.packet.length - from);
    return (length > 0 || packets.size() == 1)
        && Arrays.equals(each.packet, from, from + length, quoted, 0, length);
  }
}
