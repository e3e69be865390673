package dev.jnet.wire;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * As much of a TCP header as an ICMP error brings back of it: the first 8 bytes at least (RFC 792),
 * the options only from routers that quote more (RFC 1812 section 4.3.2.3).
 *
 * @param sourcePort 0 to 65535
 * @param destinationPort 0 to 65535
 * @param sequence 0 to 2^32 − 1
 * @param acknowledgment empty where the quote ends before it
 * @param flags empty where the quote ends before them
 * @param options those that the quote holds; a cut one is {@link TcpOption.Malformed}
 * @param hasAllOptions whether the quote reaches the end of the header
 */
public record TcpQuote(
    int sourcePort,
    int destinationPort,
    long sequence,
    OptionalLong acknowledgment,
    OptionalInt flags,
    List<TcpOption> options,
    boolean hasAllOptions) {
  /** Bytes that every quote holds, where its sender follows RFC 792. */
  public static final int LEAST = 8;

  /**
   * Reads the TCP header of a quoted packet, as far as it is there.
   *
   * @throws MalformedPacketException when it is not the beginning of a TCP segment, or fewer than 8
   *     bytes are there
   */
  public static TcpQuote parse(IpPacket quoted) throws MalformedPacketException {
    if (quoted.protocol() != IpProtocol.TCP || quoted.fragmentOffset() > 0) {
      throw new MalformedPacketException("not the beginning of a TCP segment");
    }
    WireReader in = new WireReader(quoted.payload());
    in.require(LEAST);
    int sourcePort = in.u16();
    int destinationPort = in.u16();
    long sequence = in.u32();
    OptionalLong acknowledgment =
        in.remaining() >= 4 ? OptionalLong.of(in.u32()) : OptionalLong.empty();
    int offsetAndFlags = acknowledgment.isPresent() && in.remaining() >= 2 ? in.u16() : -1;
    List<TcpOption> options = List.of();
    boolean hasAllOptions = false;
    int optionsLength = ((offsetAndFlags >>> 12) & 15) * 4 - Tcp.HEADER;
    if (offsetAndFlags >= 0 && in.remaining() >= 6 && optionsLength >= 0) {
      in.skip(6); // window, checksum, urgent pointer
      hasAllOptions = in.remaining() >= optionsLength;
      options = TcpOption.parse(in.upTo(optionsLength));
    }
    return new TcpQuote(
        sourcePort,
        destinationPort,
        sequence,
        acknowledgment,
        offsetAndFlags < 0 ? OptionalInt.empty() : OptionalInt.of(offsetAndFlags & 0xfff),
        options,
        hasAllOptions);
  }

  /** The MSS option's value, where the quote holds one. */
  public OptionalInt maximumSegmentSize() {
    return Tcp.maximumSegmentSize(options);
  }
}
