package dev.jnet.wire;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The part of a TCP header that an ICMP error quotes. It has at least the first 8 bytes (RFC 792).
 * It has the options only when the router quotes more (RFC 1812 section 4.3.2.3).
 *
 * @param sourcePort 0 to 65535
 * @param destinationPort 0 to 65535
 * @param sequence 0 to 2^32 − 1
 * @param acknowledgment 0 to 2^32 − 1; empty when the quote ends before it
 * @param flags the control bits as in {@link Tcp}; empty when the quote ends before them
 * @param options the options in the quote; one that is cut short is {@link TcpOption.Malformed}
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
  /** The shortest quote in bytes that RFC 792 allows. */
  public static final int MIN = 8;

  /**
   * Reads the TCP header of a quoted packet, as far as it was quoted.
   *
   * @throws MalformedPacketException when it is not the beginning of a TCP segment, or fewer than 8
   *     bytes are there
   */
  public static TcpQuote parse(IpPacket quoted) throws MalformedPacketException {
    if (quoted.protocol() != IpProtocol.TCP || quoted.fragmentOffset() > 0) {
      throw new MalformedPacketException("not the beginning of a TCP segment");
    }
    WireReader in = new WireReader(quoted.payload());
    in.require(MIN);
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

  /** The value of the MSS option in bytes; empty when the quote has none. */
  public OptionalInt maximumSegmentSize() {
    return Tcp.maximumSegmentSize(options);
  }
}
