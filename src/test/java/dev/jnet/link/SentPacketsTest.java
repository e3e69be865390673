package dev.jnet.link;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SentPacketsTest {
  private static final int IP_HEADER = 20;
  private static final int HEADER = 8;

  /** An IP packet with an echo request that has this sequence number. */
  private static byte[] echo(int sequence) {
    byte[] packet = new byte[IP_HEADER + HEADER + 4];
    packet[IP_HEADER + 6] = (byte) (sequence >>> 8);
    packet[IP_HEADER + 7] = (byte) sequence;
    return packet;
  }

  /** An IP packet with a datagram that has this data. */
  private static byte[] datagram(int data) {
    byte[] packet = new byte[IP_HEADER + HEADER + 4];
    Arrays.fill(packet, IP_HEADER + HEADER, packet.length, (byte) data);
    return packet;
  }

  private static byte[] behindIp(byte[] packet) {
    return Arrays.copyOfRange(packet, IP_HEADER, packet.length);
  }

  @Test
  void kernelNamesEachPacketOnceByItsNumber() {
    SentPackets sent = new SentPackets(false);
    byte[] first = echo(1);
    byte[] second = echo(2);
    sent.add(first, IP_HEADER);
    sent.add(second, IP_HEADER);
    assertSame(second, sent.stamped(1));
    assertNull(sent.stamped(1));
    assertSame(first, sent.stamped(0));
    assertNull(sent.stamped(2));
  }

  @Test
  void numbersBeginAnewForLaterPacketsOnly() {
    SentPackets sent = new SentPackets(false);
    sent.add(echo(1), IP_HEADER);
    sent.renumber();
    assertNull(sent.stamped(0));
    byte[] later = echo(2);
    sent.add(later, IP_HEADER);
    assertSame(later, sent.stamped(0));
  }

  @Test
  void echoRequestIsKnownByItsSequenceNumber() {
    SentPackets sent = new SentPackets(false);
    byte[] first = echo(0x0101);
    sent.add(first, IP_HEADER);
    sent.add(echo(0x0102), IP_HEADER);
    assertSame(first, sent.about(behindIp(first)).packet());
    assertNull(sent.about(behindIp(echo(3))));
    assertNull(sent.about(new byte[HEADER - 1]));
  }

  @Test
  void datagramIsKnownByItsDataAndTheLatestCounts() {
    SentPackets sent = new SentPackets(true);
    sent.add(datagram(7), IP_HEADER);
    byte[] latest = datagram(7);
    sent.add(latest, IP_HEADER);
    sent.add(datagram(8), IP_HEADER);
    assertSame(latest, sent.about(new byte[] {7, 7}).packet());
    assertNull(sent.about(new byte[] {9}));
  }

  @Test
  void quoteWithoutDataIsOfTheOnlyDatagramOrOfNone() {
    SentPackets sent = new SentPackets(true);
    byte[] only = datagram(7);
    sent.add(only, IP_HEADER);
    assertSame(only, sent.about(new byte[0]).packet());
    sent.add(datagram(8), IP_HEADER);
    assertNull(sent.about(new byte[0]));
  }

  @Test
  void packetThatWasNotSentIsForgotten() {
    SentPackets sent = new SentPackets(false);
    sent.add(echo(1), IP_HEADER);
    sent.forgetLast();
    assertNull(sent.about(behindIp(echo(1))));
  }
}
