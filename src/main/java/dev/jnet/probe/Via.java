package dev.jnet.probe;

import dev.jnet.unit.Port;
import dev.jnet.wire.IpProtocol;

/**
 * A kind of probe.
 *
 * @param kind of packet
 * @param port of the target that they are for, 1 to 65535; 0 for ICMP, which has none, and for
 *     datagrams for which any closed port will do
 */
public record Via(Kind kind, int port) {
  /** A kind of packet that hosts answer. */
  public enum Kind {
    /** An echo request: the target echoes it. */
    ICMP,
    /** A datagram: a closed port's host says so, an open one's may answer. */
    UDP,
    /** A SYN: an open port answers with SYN and ACK, a closed one with RST. */
    TCP
  }

  /** Echo requests, as ping sends them. */
  public static final Via ICMP = new Via(Kind.ICMP, 0);

  /** Datagrams to ports that are probably closed, so that the target says so. */
  public static final Via ANY_UDP = new Via(Kind.UDP, 0);

  /** Checks that there is a port where there must be one. */
  public Via {
    boolean needsNone = port == 0 && kind != Kind.TCP;
    boolean isPort = kind != Kind.ICMP && port >= 1 && port <= Port.MAX;
    if (!needsNone && !isPort) {
      throw new IllegalArgumentException(kind + " port " + port);
    }
  }

  /**
   * What {@code icmp}, {@code tcp:PORT} or {@code udp:PORT} names.
   *
   * @throws IllegalArgumentException when the text is none of these
   */
  public static Via parse(String text) {
    if (text.equals("icmp")) {
      return ICMP;
    }
    Kind kind = text.startsWith("tcp:") ? Kind.TCP : text.startsWith("udp:") ? Kind.UDP : null;
    if (kind == null) {
      throw new IllegalArgumentException(text + ": must be icmp, tcp:PORT or udp:PORT");
    }
    try {
      return new Via(kind, new Port(Integer.parseInt(text.substring("tcp:".length()))).number());
    } catch (IllegalArgumentException notAPort) {
      throw new IllegalArgumentException(text + ": the port must be from 1 to 65535", notAPort);
    }
  }

  /**
   * Its number in the IP header.
   *
   * @param version of IP: ICMP has two
   */
  public int protocol(int version) {
    return switch (kind) {
      case ICMP -> IpProtocol.icmp(version);
      case UDP -> IpProtocol.UDP;
      case TCP -> IpProtocol.TCP;
    };
  }

  /** {@code icmp}, {@code tcp} or {@code udp}. */
  public String word() {
    return switch (kind) {
      case ICMP -> "icmp";
      case UDP -> "udp";
      case TCP -> "tcp";
    };
  }

  /** What has to be captured for the answers, in libpcap's filter language. */
  public String filter() {
    return switch (kind) {
      case ICMP -> "icmp";
      case UDP, TCP -> "icmp or " + word() + (port == 0 ? "" : " port " + port);
    };
  }

  /** As {@link #parse} takes it; where there is no port, the protocol's word alone. */
  @Override
  public String toString() {
    return port == 0 ? word() : word() + ":" + port;
  }
}
