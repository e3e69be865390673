package dev.jnet.wire;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/**
 * An ICMP error message. It tells what happened to a packet, and quotes the packet's beginning.
 *
 * @param version 4 for ICMP, 6 for ICMPv6
 * @param kind what happened
 * @param type 0 to 255
 * @param code 0 to 255
 * @param second the second 32-bit word of the header, such as the next-hop MTU, 0 to 2^32 − 1
 * @param checksum whether it was right when the message was parsed
 * @param quote the beginning of the packet that caused this. It is often only the IP header and 8
 *     bytes more (RFC 792). It is padded with zeros where extensions follow (RFC 4884)
 * @param extensions the RFC 4884 extension structure after the quote, header included; empty when
 *     there is none
 */
public record IcmpError(
    int version,
    Kind kind,
    int type,
    int code,
    long second,
    Checksum.State checksum,
    byte[] quote,
    byte[] extensions)
    implements Icmp {
  /** What happened to the packet. */
  public enum Kind {
    /** Too big for the next link: IPv4 type 3 code 4, IPv6 type 2. */
    TOO_BIG,
    /** It cannot be delivered, for the reason that the code names. */
    UNREACHABLE,
    /** Its TTL or hop limit ran out (code 0), or its fragments did not all arrive (code 1). */
    TIME_EXCEEDED,
    /** A router or the destination could not make sense of a field in its header. */
    PARAMETER_PROBLEM;

    static Kind of(int version, int type, int code) {
      if (version == 4) {
        return switch (type) {
          case 3 -> code == FRAGMENTATION_NEEDED ? TOO_BIG : UNREACHABLE;
          case 11 -> TIME_EXCEEDED;
          case 12 -> PARAMETER_PROBLEM;
          default -> null;
        };
      }
      return switch (type) {
        case 1 -> UNREACHABLE;
        case 2 -> TOO_BIG;
        case 3 -> TIME_EXCEEDED;
        case 4 -> PARAMETER_PROBLEM;
        default -> null;
      };
    }
  }

  /** The code of IPv4's "fragmentation needed and DF set". */
  public static final int FRAGMENTATION_NEEDED = 4;

  /**
   * Where the extensions begin when an old sender has left the length field 0 (RFC 4884 section
   * 5.5), in bytes.
   */
  private static final int OLD_QUOTE = 128;

  private static final byte[] NONE = {};

  /**
   * The numbers that say which error it is.
   *
   * @param version 4 for ICMP, 6 for ICMPv6
   * @param number the message's type, 0 to 255
   * @param code 0 to 255
   */
  public record Type(int version, int number, int code) {
    /** What happened to the packet; empty when this type and code are not an error's. */
    Optional<Kind> kind() {
      return Optional.ofNullable(Kind.of(version, number, code));
    }
  }

  /** Parses what follows the header's second word in an error message. */
  static IcmpError parse(Type type, long second, Checksum.State checksum, byte[] body) {
    Kind kind = type.kind().orElseThrow();
    int end = quoteEnd(type.version(), kind, second, body);
    return new IcmpError(
        type.version(),
        kind,
        type.number(),
        type.code(),
        second,
        checksum,
        Arrays.copyOf(body, end),
        Arrays.copyOfRange(body, end, body.length));
  }

  /**
   * Where the quote ends in the body. RFC 4884 has the length in the header: in ICMP in its sixth
   * byte, counted in 32-bit words; in ICMPv6 in its fifth byte, counted in 64-bit words.
   */
  private static int quoteEnd(int version, Kind kind, long second, byte[] body) {
    boolean mayHaveExtensions =
        version == 4 || kind == Kind.UNREACHABLE || kind == Kind.TIME_EXCEEDED;
    if (!mayHaveExtensions) {
      return body.length;
    }
    int declared =
        version == 4 ? (int) (second >>> 16 & 0xff) * 4 : (int) (second >>> 24 & 0xff) * 8;
    if (declared > 0) {
      return Math.min(declared, body.length);
    }
    return looksLikeExtensions(body) ? OLD_QUOTE : body.length;
  }

  /** Without a length, only a right checksum after 128 bytes tells extensions from quoted data. */
  private static boolean looksLikeExtensions(byte[] body) {
    if (body.length < OLD_QUOTE + 8 || body[OLD_QUOTE] >>> 4 != 2) {
      return false;
    }
    return Checksum.of(Arrays.copyOfRange(body, OLD_QUOTE, body.length)) == 0;
  }

  /**
   * The MTU of the next link that a {@link Kind#TOO_BIG} claims, in bytes: 0 to 65535 in IPv4 (RFC
   * 1191; 0 from a router older than that), 0 to 2^32 − 1 in IPv6. A claim, not a fact.
   */
  public long nextHopMtu() {
    return version == 4 ? second & 0xffff : second;
  }

  /** A "too big" to send, quoting a packet. */
  public static IcmpError tooBig(int version, long mtu, byte[] quote) {
    return version == 4
        ? make(new Type(4, 3, FRAGMENTATION_NEEDED), mtu, quote)
        : make(new Type(6, 2, 0), mtu, quote);
  }

  /** A "TTL exceeded in transit" to send, quoting a packet. */
  public static IcmpError timeExceeded(int version, byte[] quote) {
    return make(new Type(version, version == 4 ? 11 : 3, 0), 0, quote);
  }

  /** An "unreachable" to send with this code, quoting a packet. */
  public static IcmpError unreachable(int version, int code, byte[] quote) {
    return make(new Type(version, version == 4 ? 3 : 1, code), 0, quote);
  }

  /**
   * The message that the kernel's error queue reports. The queue gives its fields instead of its
   * bytes.
   *
   * @param info the next-hop MTU of a "too big", or the place of a parameter problem in the quote;
   *     0 to 2^32 − 1
   * @param extensions the RFC 4884 structure after the quote; empty when there is none
   * @return empty when this type and code are not an error's
   */
  public static Optional<IcmpError> told(Type type, long info, byte[] quote, byte[] extensions) {
    Optional<Kind> kind = type.kind();
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    boolean four = type.version() == 4;
    long second = four && kind.get() == Kind.PARAMETER_PROBLEM ? info << 24 : info;
    if (extensions.length > 0) {
      second |= four ? (quote.length / 4L) << 16 : (quote.length / 8L) << 24;
    }
    return Optional.of(make(type, second & 0xffff_ffffL, quote).with(extensions));
  }

  /** An error of a type that is one, without extensions. */
  private static IcmpError make(Type type, long second, byte[] quote) {
    return new IcmpError(
        type.version(),
        type.kind().orElseThrow(),
        type.number(),
        type.code(),
        second,
        Checksum.State.CORRECT,
        quote,
        NONE);
  }

  private IcmpError with(byte[] more) {
    return new IcmpError(version, kind, type, code, second, checksum, quote, more);
  }

  /**
   * The packet that caused this, as far as it is quoted.
   *
   * @throws MalformedPacketException when the quote is too short for an IP header
   */
  public IpPacket quoted() throws MalformedPacketException {
    return IpPacket.parse(quote);
  }

  /**
   * The message in words, such as {@code port unreachable}. A code without a name is given as its
   * number.
   */
  public String inWords() {
    return IcmpWords.of(this);
  }

  @Override
  public byte[] emit(InetAddress source, InetAddress destination) {
    byte[] body = Arrays.copyOf(quote, quote.length + extensions.length);
    System.arraycopy(extensions, 0, body, quote.length, extensions.length);
    return Icmp.emit(this, second, body, source, destination);
  }
}
