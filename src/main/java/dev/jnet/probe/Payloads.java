package dev.jnet.probe;

import dev.jnet.wire.Icmp;
import dev.jnet.wire.IpPacket;
import java.util.Arrays;

/** Compares the data of probes with the data that comes back. */
final class Payloads {
  /**
   * Length in bytes of the token: the beginning of a probe's data, which must come back unchanged.
   */
  static final int TOKEN = 8;

  private Payloads() {}

  /** The data of an ICMP or UDP packet: both headers have 8 bytes. */
  static byte[] data(IpPacket packet) {
    byte[] payload = packet.payload();
    return Arrays.copyOfRange(payload, Math.min(Icmp.HEADER, payload.length), payload.length);
  }

  /** Whether the first {@code most} bytes are equal, or as many as both have. */
  static boolean beginAlike(byte[] sent, byte[] back, int most) {
    int length = Math.min(most, Math.min(sent.length, back.length));
    return Arrays.equals(sent, 0, length, back, 0, length);
  }

  /** How many bytes are equal at the same index. */
  static int countAlike(byte[] sent, byte[] back) {
    int alike = 0;
    for (int i = 0; i < Math.min(sent.length, back.length); i++) {
      alike += sent[i] == back[i] ? 1 : 0;
    }
    return alike;
  }
}
