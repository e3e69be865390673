package dev.jnet.link.witness;

import dev.jnet.wire.IpProtocol;
import java.nio.ByteBuffer;

/**
 * Recognizes ICMP errors about the packets of one flow: "fragmentation needed" (RFC 1191) and
 * Packet Too Big (RFC 4443, section 3.2), and about datagrams other errors, too. A packet filter
 * that follows connections lets in what is about a flow that it knows, so errors about other flows
 * say nothing of what programs get.
 *
 * @param protocol the number of the flow's protocol in the IP header
 * @param six whether it is IPv6
 * @param ports both ports, as they are in its packets
 */
record FlowReport(int protocol, boolean six, int ports) {
  private static final int HEADER = 8;
  private static final int IPV6_HEADER = 40;

  /** What a message says about the flow. */
  enum Kind {
    /** Nothing. */
    NONE,
    /** A packet was too big. */
    TOO_BIG,
    /**
     * Something else was wrong with a datagram: its port is closed, or its hop limit is used up.
     */
    OTHER
  }

  /**
   * Reports about the packets that are like a probe.
   *
   * @param payload the probe behind its IP header
   */
  static FlowReport about(int protocol, boolean six, byte[] payload) {
    return new FlowReport(protocol, six, ByteBuffer.wrap(payload).getInt(0));
  }

  /**
   * What a message says about the flow.
   *
   * @param packet a packet or a frame
   * @param start where its ICMP message begins
   */
  Kind kind(ByteBuffer packet, int start) {
    if (packet.limit() < start + 2) {
      return Kind.NONE;
    }
    Kind kind =
        isTooBig(packet, start)
            ? Kind.TOO_BIG
            : protocol == IpProtocol.UDP && isError(packet.get(start)) ? Kind.OTHER : Kind.NONE;
    return kind == Kind.NONE || isAboutFlow(packet, start) ? kind : Kind.NONE;
  }

  private boolean isAboutFlow(ByteBuffer packet, int start) {
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

  /** Destination unreachable, time exceeded, or parameter problem. */
  private boolean isError(byte type) {
    return six ? type == 1 || type == 3 || type == 4 : type == 3 || type == 11 || type == 12;
  }
}
