package dev.jnet.link.witness;

import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Tcp;
import java.nio.ByteBuffer;

/**
 * The flow of a first probe. It recognizes the answer to the probe, and ICMP errors about the
 * packets of the flow: "fragmentation needed" (RFC 1191) and Packet Too Big (RFC 4443, section
 * 3.2), and about datagrams other errors, too. A packet filter that follows connections lets in
 * what is about a flow that it knows, so errors about other flows say nothing of what programs get.
 */
final class ProbedFlow {
  private static final int HEADER = 8;
  private static final int IPV6_HEADER = 40;
  private static final int TCP_FLAGS = 13;
  private static final byte ECHO_REPLY_IPV4 = 0;
  private static final byte ECHO_REPLY_IPV6 = (byte) 129;

  private final int protocol;
  private final boolean six;
  private final ByteBuffer probe;

  /**
   * The flow of a probe.
   *
   * @param protocol the number of the probe's protocol in the IP header
   * @param probe the probe behind its IP header
   */
  ProbedFlow(int protocol, boolean six, byte[] probe) {
    this.protocol = protocol;
    this.six = six;
    this.probe = ByteBuffer.wrap(probe);
  }

  /**
   * What a packet says about the flow.
   *
   * @param packet a packet or a frame
   * @param start where it begins behind its IP header
   * @param of the number of its protocol in the IP header
   */
  ReturnKind arrival(ByteBuffer packet, int start, int of) {
    if (of == protocol && isAnswer(packet, start)) {
      return ReturnKind.ANSWER;
    }
    if (of != IpProtocol.icmp(six ? 6 : 4) || packet.limit() < start + 2) {
      return ReturnKind.NONE;
    }
    ReturnKind kind =
        isTooBig(packet, start)
            ? ReturnKind.TOO_BIG
            : protocol == IpProtocol.UDP && isError(packet.get(start))
                ? ReturnKind.ERROR
                : ReturnKind.NONE;
    return kind == ReturnKind.NONE || isAbout(packet, start) ? kind : ReturnKind.NONE;
  }

  /** Whether a packet that leaves is one of the flow. */
  boolean isOutgoing(ByteBuffer packet, int start, int of) {
    int word = of == IpProtocol.icmp(six ? 6 : 4) ? Integer.BYTES : 0; // identifier, or both ports
    return of == protocol
        && (word > 0
            ? packet.getShort(start + word) == probe.getShort(word)
            : packet.getInt(start) == probe.getInt(0));
  }

  private boolean isAnswer(ByteBuffer packet, int start) {
    if (packet.limit() < start + HEADER) {
      return false;
    }
    if (protocol == IpProtocol.icmp(six ? 6 : 4)) {
      return packet.get(start) == (six ? ECHO_REPLY_IPV6 : ECHO_REPLY_IPV4)
          && packet.getShort(start + 4) == probe.getShort(4);
    }
    boolean back = packet.getInt(start) == Integer.rotateLeft(probe.getInt(0), Short.SIZE);
    return back
        && (protocol != IpProtocol.TCP
            || (packet.limit() > start + TCP_FLAGS
                && (packet.get(start + TCP_FLAGS) & (Tcp.ACK | Tcp.RST)) != 0));
  }

  private boolean isAbout(ByteBuffer packet, int start) {
    if (protocol == IpProtocol.icmp(six ? 6 : 4)) {
      return true; // all of its probes have one identifier
    }
    int quoted = start + HEADER;
    if (packet.limit() <= quoted) {
      return false;
    }
    int at = quoted + (six ? IPV6_HEADER : (packet.get(quoted) & 0xf) * Integer.BYTES);
    return packet.limit() >= at + Integer.BYTES && packet.getInt(at) == probe.getInt(0);
  }

  private boolean isTooBig(ByteBuffer packet, int start) {
    return six ? packet.get(start) == 2 : packet.get(start) == 3 && packet.get(start + 1) == 4;
  }

  /** Destination unreachable, time exceeded, or parameter problem. */
  private boolean isError(byte type) {
    return six ? type == 1 || type == 3 || type == 4 : type == 3 || type == 11 || type == 12;
  }
}
