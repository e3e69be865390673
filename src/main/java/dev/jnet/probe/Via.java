package dev.jnet.probe;

import dev.jnet.unit.Port;
import dev.jnet.wire.IpProtocol;
import java.util.Optional;

/**
 * The kind of packet that probes are, and the port that they go to.
 *
 * @param kind the kind of packet
 * @param port the target's port; none for ICMP, which has no ports, and for datagrams to any closed
 *     port
 */
public record Via(Kind kind, Optional<Port> port) {
  /** A kind of packet that hosts answer. */
  public enum Kind {
    /** An echo request: the target echoes it. */
    ICMP,
    /** A datagram. The host reports a closed port; an open port may answer. */
    UDP,
    /** A SYN. An open port answers with SYN and ACK, a closed one with RST. */
    TCP
  }

  /** Echo requests, as ping sends them. */
  public static final Via ICMP = new Via(Kind.ICMP, Optional.empty());

  /** Datagrams to ports that are probably closed, so that the target reports them. */
  public static final Via ANY_UDP = new Via(Kind.UDP, Optional.empty());

  /** Checks that the kind has the port that it needs. */
  public Via {
    if (kind == (port.isPresent() ? Kind.ICMP : Kind.TCP)) {
      throw new IllegalArgumentException(
          kind + (port.isPresent() ? " with a port" : " without a port"));
    }
  }

  /** TCP segments to a port. */
  public static Via tcp(Port port) {
    return new Via(Kind.TCP, Optional.of(port));
  }

  /** Datagrams to a port. */
  public static Via udp(Port port) {
    return new Via(Kind.UDP, Optional.of(port));
  }

  /**
   * The kind and port in a text such as {@code icmp}, {@code tcp:PORT} or {@code udp:PORT}.
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
      Port port = new Port(Integer.parseInt(text.substring("tcp:".length())));
      return new Via(kind, Optional.of(port));
    } catch (IllegalArgumentException notAPort) {
      throw new IllegalArgumentException(text + ": the port must be from 1 to 65535", notAPort);
    }
  }

  /**
   * The protocol's number in the IP header.
   *
   * @param version the IP version, because ICMP has a number for each
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

  /** The filter that captures all answers, in libpcap's filter language. */
  public String filter() {
    return switch (kind) {
      case ICMP -> "icmp";
      case UDP, TCP -> "icmp or " + word() + (port.isPresent() ? " port " + port.get() : "");
    };
  }

  /** The text that {@link #parse} takes. Without a port it is the protocol's word alone. */
  @Override
  public String toString() {
    return port.isPresent() ? word() + ":" + port.get() : word();
  }
}
