package dev.jnet.handshake;

import dev.jnet.link.FirstHop;
import dev.jnet.link.LinkType;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.tcp.TcpState;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A question, and segments made by hand that belong to it. Our SYN is 100, the other's 500. */
final class OneQuestion {
  static final InetAddress HERE = Addresses.literal("192.0.2.2");
  static final InetAddress THERE = Addresses.literal("198.51.100.1");
  static final InetAddress ROUTER = Addresses.literal("192.0.2.1");
  static final FirstHop HOP =
      new FirstHop("eth0", LinkType.ETHERNET, 1500, HERE, MacAddress.ZERO, ROUTER, MacAddress.ZERO);
  static final int LOCAL_PORT = 50_000;
  static final int PORT = 80;
  static final long PATIENCE = 2 * Nanos.SECOND;
  private static final int MAX_REPLY = 10;

  private OneQuestion() {}

  static HandshakeQuestion saying(String data) {
    return question(data, false);
  }

  static HandshakeQuestion question(String data, boolean halfOpen) {
    return question(data, halfOpen, MAX_REPLY);
  }

  /** Waits for an answer of at most so many bytes. */
  static HandshakeQuestion asking(String data, int mostReply) {
    return question(data, false, mostReply);
  }

  private static HandshakeQuestion question(String data, boolean halfOpen, int mostReply) {
    return new HandshakeQuestion(
        THERE,
        new Port(PORT),
        HOP,
        new Port(LOCAL_PORT),
        TcpSettings.linux(4, 1500)
            .withAnnouncedMss(0)
            .withOptions(-1, false, false)
            .withPatience(Nanos.SECOND, 2, 3),
        halfOpen,
        data.getBytes(StandardCharsets.US_ASCII),
        mostReply,
        PATIENCE,
        1);
  }

  static Tcp ours(int flags, long sequence, long ack, int length) {
    return new Tcp(
        LOCAL_PORT, PORT, sequence, ack, flags, 1_000, List.<TcpOption>of(), new byte[length]);
  }

  static Tcp theirs(int flags, long sequence, long ack, int length) {
    return new Tcp(
        PORT, LOCAL_PORT, sequence, ack, flags, 1_000, List.<TcpOption>of(), new byte[length]);
  }

  static IpPacket packet(boolean outgoing, Tcp tcp, int hopLimit) {
    InetAddress from = outgoing ? HERE : THERE;
    InetAddress to = outgoing ? THERE : HERE;
    return IpPacket.unsplittable(
        from, to, 1, hopLimit, new Payload(IpProtocol.TCP, tcp.emit(from, to)));
  }

  static Step step(boolean outgoing, Tcp tcp) {
    return Step.of(outgoing, packet(outgoing, tcp, 64), tcp, 0, TcpState.CLOSED);
  }
}
