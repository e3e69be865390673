package dev.jnet.wire;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/**
 * The well-known prefix of NAT64, behind which IPv4 addresses stand (RFC 6052 section 2.1), and how
 * packets are translated there (RFC 7915).
 */
public final class Nat64 {
  /** By so many bytes an IPv6 header is longer than the IPv4 header that takes its place. */
  public static final int LONGER_HEADER = Ipv6.HEADER - Ipv4.HEADER;

  /** Packets up to this many bytes of IPv4 leave without DF (RFC 7915 section 5.1). */
  private static final int MAX_SPLITTABLE = 1260;

  private static final int ECHO_REQUEST = 8;
  private static final int ICMP_CHECKSUM = 2;
  private static final int TCP_CHECKSUM = 16;
  private static final int UDP_CHECKSUM = 6;
  private static final int PROHIBITED = 13;
  private static final int PORT = 3;

  private Nat64() {}

  /** Whether an address is {@code 64:ff9b::/96} and an IPv4 address. */
  public static boolean isTranslated(InetAddress address) {
    return Nat64Prefix.WELL_KNOWN.original(address).isPresent();
  }

  /** The address under which IPv6 reaches an IPv4 host. */
  public static Inet6Address translated(Inet4Address address) {
    byte[] bytes = Nat64Prefix.WELL_KNOWN.address().getAddress();
    byte[] last = address.getAddress();
    System.arraycopy(last, 0, bytes, bytes.length - last.length, last.length);
    return (Inet6Address) Nat64Prefix.address(bytes);
  }

  /** The IPv4 address in one that {@link #isTranslated}. */
  public static Inet4Address original(InetAddress address) {
    return Nat64Prefix.WELL_KNOWN.original(address).orElseThrow();
  }

  /**
   * An echo request, a TCP segment or a datagram as it goes on to an IPv4 host, with its hop limit
   * lowered by one; empty for others.
   *
   * @param source the translator's address
   */
  public static Optional<Ipv4> toIpv4(Ipv6 packet, Inet4Address source) {
    Inet4Address target = original(packet.destination());
    return message(packet)
        .map(
            message -> {
              byte[] payload = message.emit(source, target);
              int length = Ipv4.HEADER + payload.length;
              return new Ipv4(
                  packet.trafficClass(),
                  0,
                  length > MAX_SPLITTABLE,
                  false,
                  0,
                  packet.hopLimit() - 1,
                  message.protocol(),
                  source,
                  target,
                  new byte[0],
                  length,
                  Checksum.State.CORRECT,
                  payload);
            });
  }

  /**
   * A whole packet of an IPv4 host as it goes on to an IPv6 one, with its hop limit lowered by one;
   * empty for what is not translated.
   */
  public static Optional<Ipv6> toIpv6(Ipv4 packet, Inet6Address destination) {
    Inet6Address source = translated(packet.source());
    return message(packet)
        .flatMap(
            message ->
                message instanceof IcmpError error
                    ? error(error, destination)
                    : Optional.of(message))
        .map(
            message ->
                new Ipv6(
                    source,
                    destination,
                    packet.hopLimit() - 1,
                    message.protocol(),
                    message.emit(source, destination)));
  }

  /** What a packet carries, in the other IP version; an error as it is. */
  private static Optional<Transport> message(IpPacket packet) {
    try {
      Transport carried = Transport.parse(packet);
      if (carried instanceof IcmpEcho echo) {
        IcmpEcho request =
            IcmpEcho.request(
                10 - packet.version(), echo.identifier(), echo.sequence(), echo.data());
        return Optional.of(echo.isRequest() ? request : request.answered());
      }
      boolean isTranslatable =
          carried instanceof Tcp
              || carried instanceof Udp
              || (carried instanceof IcmpError && packet.version() == 4);
      return isTranslatable ? Optional.of(carried) : Optional.empty();
    } catch (MalformedPacketException damaged) {
      return Optional.empty();
    }
  }

  private static Optional<Transport> error(IcmpError error, Inet6Address client) {
    try {
      byte[] quote = quote((Ipv4) error.quoted(), client);
      return switch (error.kind()) {
        case TOO_BIG -> Optional.of(IcmpError.tooBig(6, error.nextHopMtu() + LONGER_HEADER, quote));
        case TIME_EXCEEDED -> Optional.of(IcmpError.timeExceeded(6, quote));
        case UNREACHABLE -> Optional.of(IcmpError.unreachable(6, code(error.code()), quote));
        case PARAMETER_PROBLEM -> Optional.empty();
      };
    } catch (MalformedPacketException quotesNothing) {
      return Optional.empty();
    }
  }

  private static int code(int ipv4) {
    return ipv4 == PORT ? 4 : ipv4 == PROHIBITED ? 1 : 0;
  }

  /** A quoted packet, whose checksum is changed by what changed under it. */
  private static byte[] quote(Ipv4 quoted, Inet6Address client) {
    byte[] payload = quoted.payload().clone();
    Inet6Address target = translated(quoted.destination());
    boolean icmp = quoted.protocol() == IpProtocol.ICMP;
    int protocol = icmp ? IpProtocol.ICMPV6 : quoted.protocol();
    int field =
        switch (quoted.protocol()) {
          case IpProtocol.ICMP -> ICMP_CHECKSUM;
          case IpProtocol.TCP -> TCP_CHECKSUM;
          default -> UDP_CHECKSUM;
        };
    if (payload.length >= field + 2) {
      int sum = word(payload, field);
      if (icmp) {
        int type = payload[0] == ECHO_REQUEST ? 128 : 129;
        sum = Checksum.adjusted(sum, word(payload, 0), type << Byte.SIZE);
        sum = Checksum.adjusted(sum, 0, protocol);
        sum = Checksum.adjusted(sum, 0, quoted.totalLength() - quoted.headerLength());
        payload[0] = (byte) type;
      } else {
        sum = without(without(sum, quoted.source()), quoted.destination());
      }
      sum = with(with(sum, client), target);
      payload[field] = (byte) (sum >>> Byte.SIZE);
      payload[field + 1] = (byte) sum;
    }
    int length = quoted.totalLength() - quoted.headerLength();
    byte[] header = new Ipv6(client, target, quoted.hopLimit(), protocol, new byte[length]).emit();
    byte[] all = Arrays.copyOf(header, Ipv6.HEADER + payload.length);
    System.arraycopy(payload, 0, all, Ipv6.HEADER, payload.length);
    return all;
  }

  private static int with(int checksum, InetAddress address) {
    byte[] bytes = address.getAddress();
    int sum = checksum;
    for (int i = 0; i < bytes.length; i += 2) {
      sum = Checksum.adjusted(sum, 0, word(bytes, i));
    }
    return sum;
  }

  private static int without(int checksum, InetAddress address) {
    byte[] bytes = address.getAddress();
    int sum = checksum;
    for (int i = 0; i < bytes.length; i += 2) {
      sum = Checksum.adjusted(sum, word(bytes, i), 0);
    }
    return sum;
  }

  private static int word(byte[] bytes, int at) {
    return Byte.toUnsignedInt(bytes[at]) << 8 | Byte.toUnsignedInt(bytes[at + 1]);
  }
}
