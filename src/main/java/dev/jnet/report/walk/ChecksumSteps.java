package dev.jnet.report.walk;

import dev.jnet.report.Text;
import dev.jnet.wire.IpPacket;
import java.util.ArrayList;
import java.util.List;

/**
 * Computes Internet checksums (RFC 1071) and keeps each step: the words, the folding, the
 * complement.
 */
final class ChecksumSteps {
  private static final int WORD = 0xffff;
  private static final int WORDS_IN_A_ROW = 6;

  /** A step of the sum: what is added, and the result. */
  record Step(String label, String text) {}

  private final List<Step> steps = new ArrayList<>();
  private long sum;

  private ChecksumSteps() {}

  /**
   * The checksum of an IPv4 header.
   *
   * @param bytes the bytes that contain the header
   * @param from where the header begins
   */
  static List<Step> ofIpv4Header(byte[] bytes, int from, int length) {
    ChecksumSteps sum = new ChecksumSteps();
    sum.add("header", zeroed(bytes, from, length, 10), 0, length);
    return sum.finish(word(bytes, from + 10));
  }

  /**
   * The checksum of a TCP segment or a UDP datagram, with the pseudo-header in front of it.
   *
   * @param checksumAt the offset of the checksum in the header
   * @param header length of the header in bytes
   */
  static List<Step> ofSegment(IpPacket packet, int checksumAt, int header) {
    byte[] segment = packet.payload();
    ChecksumSteps sum = new ChecksumSteps();
    byte[] source = packet.source().getAddress();
    byte[] destination = packet.destination().getAddress();
    sum.add("source", source, 0, source.length);
    sum.add("destination", destination, 0, destination.length);
    String before = sum.before();
    sum.sum += packet.protocol() + (long) segment.length;
    sum.step(
        "proto., length",
        before
            + " + "
            + hex(packet.protocol())
            + " + "
            + hex(segment.length)
            + " ("
            + segment.length
            + " bytes)");
    byte[] zeroed = zeroed(segment, 0, segment.length, checksumAt);
    sum.add("header", zeroed, 0, header);
    if (segment.length > header) {
      sum.add("data", zeroed, header, segment.length);
    }
    return sum.finish(word(segment, checksumAt));
  }

  private static byte[] zeroed(byte[] bytes, int from, int length, int checksumAt) {
    byte[] copy = java.util.Arrays.copyOfRange(bytes, from, from + length);
    copy[checksumAt] = 0;
    copy[checksumAt + 1] = 0;
    return copy;
  }

  /**
   * Adds the words from one byte to another. An odd last byte counts as the high half of a word.
   */
  private void add(String label, byte[] bytes, int from, int to) {
    StringBuilder words = new StringBuilder(before());
    int count = (to - from + 1) / 2;
    for (int i = 0; i < count; i++) {
      int at = from + 2 * i;
      long word = at + 1 < to ? word(bytes, at) : Byte.toUnsignedLong(bytes[at]) << Byte.SIZE;
      sum += word;
      if (i < WORDS_IN_A_ROW) {
        words.append(words.length() == 0 ? "" : " + ").append(hex(word));
      }
    }
    if (count > WORDS_IN_A_ROW) {
      words.append(" + ").append(count - WORDS_IN_A_ROW).append(" words more");
    }
    step(label, words.toString());
  }

  /** The sum of the steps before; empty before the first. */
  private String before() {
    return steps.isEmpty() ? "" : hex(sum);
  }

  private void step(String label, String what) {
    steps.add(new Step(label, what + " = " + hex(sum)));
  }

  private List<Step> finish(int sent) {
    while (sum > WORD) {
      String parts = hex(sum & WORD) + " + " + hex(sum >>> Short.SIZE);
      sum = (sum & WORD) + (sum >>> Short.SIZE);
      step("fold", parts);
    }
    long complement = ~sum & WORD;
    steps.add(
        new Step(
            "complement",
            "ffff - "
                + hex(sum)
                + " = "
                + hex(complement)
                + (complement == sent ? ", as sent" : ", but " + hex(sent) + " was sent")));
    return List.copyOf(steps);
  }

  private static int word(byte[] bytes, int at) {
    return Byte.toUnsignedInt(bytes[at]) << Byte.SIZE | Byte.toUnsignedInt(bytes[at + 1]);
  }

  private static String hex(long value) {
    String text = Long.toHexString(value);
    return Text.repeat(new StringBuilder(), '0', 4 - text.length()).append(text).toString();
  }
}
