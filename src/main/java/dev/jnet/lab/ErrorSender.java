package dev.jnet.lab;

import dev.jnet.wire.Addresses;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.Arrays;
import java.util.Optional;

/**
 * Sends a machine's ICMP errors. Settings decide how many it sends, how much they quote, and
 * whether they are true.
 */
final class ErrorSender {
  /**
   * The longest quote of an IPv6 error in bytes: the whole error fits in 1280 bytes (RFC 4443
   * section 2.4 c).
   */
  private static final int IPV6_QUOTE = Ipv6.MINIMUM_MTU - Ipv6.HEADER - 8;

  /**
   * The precedence "internetwork control" (RFC 1812 section 4.3.2.5), which Linux gives its errors.
   */
  private static final int INTERNETWORK_CONTROL = 0xc0;

  private static final int PARAMETER_PROBLEM = 4;
  private static final int UNKNOWN_NEXT_HEADER = 1;
  private static final int NEXT_HEADER_FIELD = 6;

  private final Topology.Node node;
  private final Timeline timeline;
  private final Outlet outlet;
  private final TokenBucket errors;
  private final TokenBucket tooBigs;

  ErrorSender(Topology.Node node, Timeline timeline, Outlet outlet) {
    this.node = node;
    this.timeline = timeline;
    this.outlet = outlet;
    Settings settings = node.settings();
    errors = new TokenBucket(settings.get(Setting.ICMP_RATE), settings.get(Setting.ICMP_BURST));
    tooBigs =
        new TokenBucket(settings.get(Setting.TOO_BIG_RATE), settings.get(Setting.TOO_BIG_BURST));
  }

  /** Reports that a packet's TTL has run out here. */
  void timeExceeded(Datagram about) {
    if (!node.settings().isSet(Setting.NO_TIME_EXCEEDED)) {
      send(about, IcmpError.timeExceeded(about.version(), quote(about)), errors);
    }
  }

  /**
   * Reports that a packet is too big for a link that carries {@code mtu} bytes. A setting may make
   * the report a lie.
   */
  void tooBig(Datagram about, int mtu) {
    if (!node.settings().isSet(Setting.NO_TOO_BIG)) {
      send(about, IcmpError.tooBig(about.version(), claim(about, mtu), quote(about)), tooBigs);
    }
  }

  private long claim(Datagram about, int mtu) {
    Settings settings = node.settings();
    if (settings.isSet(Setting.CLAIMS)) {
      return settings.get(Setting.CLAIMS);
    }
    if (settings.isSet(Setting.CLAIMS_MORE)) {
      // the field has 16 bits in IPv4
      return Math.min(about.length() + settings.get(Setting.CLAIMS_MORE), IpPacket.LARGEST_IPV4);
    }
    return mtu;
  }

  /** Reports that a packet cannot be delivered, with the codes of RFC 792 and RFC 4443. */
  void unreachable(Datagram about, int codeIpv4, int codeIpv6) {
    if (!node.settings().isSet(Setting.NO_UNREACHABLE)) {
      int code = about.version() == 4 ? codeIpv4 : codeIpv6;
      send(about, IcmpError.unreachable(about.version(), code, quote(about)), errors);
    }
  }

  /** Reports that this machine does not support the packet's protocol. */
  void protocolUnknown(Datagram about) {
    if (about.version() == 4) {
      unreachable(about, 2, 0);
    } else if (!node.settings().isSet(Setting.NO_UNREACHABLE)) {
      send(
          about,
          new IcmpError(
              6,
              IcmpError.Kind.PARAMETER_PROBLEM,
              PARAMETER_PROBLEM,
              UNKNOWN_NEXT_HEADER,
              NEXT_HEADER_FIELD,
              Checksum.State.CORRECT,
              quote(about),
              new byte[0]),
          errors);
    }
  }

  private byte[] quote(Datagram about) {
    int most = about.version() == 4 ? (int) node.settings().get(Setting.QUOTE) : IPV6_QUOTE;
    return Arrays.copyOf(about.bytes(), Math.min(most, about.length()));
  }

  private void send(Datagram about, IcmpError error, TokenBucket bucket) {
    Optional<NetworkAddress> own = node.address(about.version());
    if (own.isEmpty() || !about.mayCauseError() || !bucket.take(timeline.now())) {
      return;
    }
    outlet.send(packet(own.get(), about.ip(), error));
  }

  private IpPacket packet(NetworkAddress own, IpPacket about, IcmpError error) {
    byte[] payload = error.emit(own.address(), about.source());
    int ttl = (int) node.settings().get(Setting.TTL);
    if (Addresses.version(own.address()) == 6) {
      return new Ipv6(
          (Inet6Address) own.address(),
          (Inet6Address) about.source(),
          ttl,
          IpProtocol.ICMPV6,
          payload);
    }
    return new Ipv4(
        INTERNETWORK_CONTROL,
        0,
        false,
        false,
        0,
        ttl,
        IpProtocol.ICMP,
        (Inet4Address) own.address(),
        (Inet4Address) about.source(),
        new byte[0],
        Ipv4.HEADER + payload.length,
        Checksum.State.CORRECT,
        payload);
  }
}
