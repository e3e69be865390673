package dev.jnet.mtu;

import dev.jnet.link.FirstHop;
import dev.jnet.link.FrameRefusedException;
import dev.jnet.link.LinkType;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.unit.Mtu;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Tcp;
import java.net.InetAddress;

/** Questions over IPv4 and IPv6, and replies to them that no network has to send. */
public final class HandMadeReplies {
  public static final long RTT = 20 * Nanos.MILLISECOND;

  public final int version;
  public final MtuQuestion question;

  public HandMadeReplies(int version) {
    this(version, 1500);
  }

  public HandMadeReplies(int version, int limit) {
    this.version = version;
    InetAddress here = address(1);
    FirstHop hop =
        new FirstHop(
            "eth0", LinkType.RAW_IP, 1500, here, MacAddress.ZERO, address(254), MacAddress.ZERO);
    this.question = new MtuQuestion(address(80), hop, new Mtu(limit), 1);
  }

  /** An address by its last number; 80 is the target's. */
  public InetAddress address(int last) {
    return Addresses.literal(version == 4 ? "192.0.2." + last : "2001:db8::" + last);
  }

  public InetAddress router(int hop) {
    return address(100 + hop);
  }

  /** An echo request to the target, of the smallest size. */
  public Probe echoRequest() {
    return new ProbeFactory(question).echo(MtuQuestion.SMALLEST, Carrier.TO_TARGET);
  }

  public Reply echoed(Probe probe) {
    return echoed(probe, RTT, false, 64);
  }

  /** An echo reply whose packet arrives with {@code ttl} left. */
  public Reply echoed(Probe probe, long roundTrip, boolean duplicate, int ttl) {
    IcmpEcho echo = IcmpEcho.request(version, 1, 1, new byte[8]).answered();
    return new Reply.Echoed(
        probe,
        new Reply.Timing(Nanos.SECOND, roundTrip, false, duplicate),
        packet(question.target(), ttl, echo.emit(question.target(), address(1))),
        echo,
        true);
  }

  /** A "too big" from a router that the probe reached with a TTL of {@code quotedTtl}. */
  public Reply.Failed tooBig(Probe probe, InetAddress router, long claim, int quotedTtl) {
    return failed(probe, router, IcmpError.tooBig(version, claim, quote(probe, quotedTtl)));
  }

  public Reply.Failed timeExceeded(Probe probe, InetAddress router) {
    return failed(probe, router, IcmpError.timeExceeded(version, quote(probe, 1)));
  }

  /** A "port unreachable" of the target, or somebody else's "unreachable" of the same code. */
  public Reply.Failed portUnreachable(Probe probe, InetAddress from) {
    return failed(
        probe, from, IcmpError.unreachable(version, version == 4 ? 3 : 4, quote(probe, 1)));
  }

  /** A TCP segment of the target's that arrives with {@code ttl} left. */
  public Reply.Segment segment(Probe probe, Tcp tcp, int ttl) {
    byte[] payload = tcp.emit(question.target(), address(1));
    return new Reply.Segment(
        probe,
        new Reply.Timing(Nanos.SECOND, RTT, false, false),
        packet(question.target(), ttl, new Payload(IpProtocol.TCP, payload)),
        tcp);
  }

  public Reply refused(Probe probe) {
    return new Reply.Refused(
        probe, new Reply.Timing(0, 0, false, false), FrameRefusedException.Reason.TOO_LARGE);
  }

  private byte[] quote(Probe probe, int ttl) {
    byte[] quote = probe.packet().emit();
    quote[version == 4 ? 8 : 7] = (byte) ttl;
    return quote;
  }

  private Reply.Failed failed(Probe probe, InetAddress from, IcmpError error) {
    try {
      return new Reply.Failed(
          probe,
          new Reply.Timing(Nanos.SECOND, RTT, false, false),
          packet(from, 60, error.emit(from, address(1))),
          error.quoted(),
          error);
    } catch (MalformedPacketException e) {
      throw new AssertionError(e);
    }
  }

  private IpPacket packet(InetAddress from, int ttl, byte[] payload) {
    return packet(from, ttl, new Payload(IpProtocol.icmp(version), payload));
  }

  private IpPacket packet(InetAddress from, int ttl, Payload payload) {
    return IpPacket.unsplittable(from, address(1), 7, ttl, payload);
  }
}
