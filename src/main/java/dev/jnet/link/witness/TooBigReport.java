package dev.jnet.link.witness;

import dev.jnet.wire.IpProtocol;
import java.nio.ByteBuffer;

/**
 * Recognizes "fragmentation needed" (RFC 1191) and Packet Too Big (RFC 4443, section 3.2) about the
 * packets of one flow. A packet filter that follows connections lets in what is about a flow that
 * it knows, so reports about other flows say nothing of what programs get.
 */
record TooBigReport(int protocol, boolean six, int ports) {
  private static final int HEADER = 8;
  private static final int IPV6_HEADER = 40;

  /**
   * Reports about the packets that are like a probe.
   *
   * @param payload the probe behind its IP header
   */
  static TooBigReport about(int protocol, boolean six, byte[] payload) {
    return new TooBigReport(protocol, six, ByteBuffer.wrap(payload).getInt(0));
  }

  /**
   * Whether a message is such a report.
   *
   * @param packet a packet or a frame
   * @param start where its ICMP message begins
   */
  boolean matches(ByteBuffer packet, int start) {
    if (packet.limit() < start + 2 || !isTooBig(packet, start)) {
      return false;
    }
    if (protocol == IpProtocol.icmp(six ? 6 : 4)) {
      return true; // all of its probes have one identifier
    }
    int quoted = start + HEADER;
    if (packet.limit() <= quoted) {
      return false;
    }
    int at = quoted + (six ? IPV6_HEADER : (packet.get(quoted) & 0xf) * Integer.BYTES);
    return packet.limit() >= at + Integer.BYTES && packet.getInt(at) == ports;
  }

  private boolean isTooBig(ByteBuffer packet, int start) {
    return six ? packet.get(start) == 2 : packet.get(start) == 3 && packet.get(start + 1) == 4;
  }
}
