package dev.jnet.probe;

import dev.jnet.wire.Icmp;
import dev.jnet.wire.IpPacket;
import java.util.Arrays;

/** Compares the data of probes with the data that come back. */
final class Payloads {
  /** Bytes at the beginning of a probe's data that must match: its token. */
  static final int TOKEN = 8;

  private Payloads() {}

  /** The data behind the 8 bytes that the headers of ICMP and UDP have both. */
  static byte[] data(IpPacket packet) {
    byte[] payload = packet.payload();
    return Arrays.copyOfRange(payload, Math.min(Icmp.HEADER, payload.length), payload.length);
  }

  /** Whether both begin alike: the first {@code most} bytes, or as many as both have. */
  static boolean beginAlike(byte[] sent, byte[] back, int most) {
    int length = Math.min(most, Math.min(sent.length, back.length));
    return Arrays.equals(sent, 0, length, back, 0, length);
  }

  /** How many bytes are equal at the same place. */
  static int countAlike(byte[] sent, byte[] back) {
    int alike = 0;
    for (int i = 0; i < Math.min(sent.length, back.length); i++) {
      alike += sent[i] == back[i] ? 1 : 0;
    }
    return alike;
  }
}
