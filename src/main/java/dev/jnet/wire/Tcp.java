package dev.jnet.wire;

import java.net.InetAddress;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A TCP segment (RFC 9293 section 3.1): 20 bytes of header, up to 40 bytes of options, and data.
 *
 * @param sourcePort 0 to 65535
 * @param destinationPort 0 to 65535
 * @param sequence the sequence number of the first data byte, or of the SYN: 0 to 2^32 − 1
 * @param acknowledgment the sequence number that the sender expects next, 0 to 2^32 − 1; valid only
 *     with {@link #ACK}
 * @param flags the control bits {@link #FIN} to {@link #CWR}, and the four bits in front of them
 *     that RFC 9293 reserves (0x100 to 0x800; the first of them is AccECN's AE): 0 to 0xfff
 * @param window how many more bytes the sender of this segment accepts, before scaling, 0 to 65535
 * @param checksum whether it was right when the segment was parsed
 * @param urgentPointer 0 to 65535; valid only with {@link #URG}
 * @param options the options in their order, at most 40 bytes. Padding is added when the segment is
 *     sent
 * @param payload as much of the data as was captured or quoted. It may be more than an MTU, because
 *     the kernel may join segments before they are captured
 */
public record Tcp(
    int sourcePort,
    int destinationPort,
    long sequence,
    long acknowledgment,
    int flags,
    int window,
    Checksum.State checksum,
    int urgentPointer,
    List<TcpOption> options,
    byte[] payload)
    implements Transport {
  /** Length of the header without options in bytes. */
  public static final int HEADER = 20;

  /** The sender has no more data. */
  public static final int FIN = 0x01;

  /** Synchronize sequence numbers: set in the first segment of each side. */
  public static final int SYN = 0x02;

  /** Reset the connection. */
  public static final int RST = 0x04;

  /** Push: hand the data to the application without waiting for more. */
  public static final int PSH = 0x08;

  /** The acknowledgment field is valid. */
  public static final int ACK = 0x10;

  /** The urgent pointer is valid. */
  public static final int URG = 0x20;

  /** ECN echo (RFC 3168). */
  public static final int ECE = 0x40;

  /** Congestion window reduced (RFC 3168). */
  public static final int CWR = 0x80;

  static final int CHECKSUM_OFFSET = 16;
  private static final String[] NAMES = {"FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR"};

  /** Checks the options' length. */
  public Tcp {
    options = List.copyOf(options);
    if (TcpOption.length(options) > TcpOption.MAX_BYTES) {
      throw new IllegalArgumentException(
          "TCP options of " + TcpOption.length(options) + " bytes; 40 have room");
    }
  }

  /** A segment to send. */
  public Tcp(
      int sourcePort,
      int destinationPort,
      long sequence,
      long acknowledgment,
      int flags,
      int window,
      List<TcpOption> options,
      byte[] payload) {
    this(
        sourcePort,
        destinationPort,
        sequence,
        acknowledgment,
        flags,
        window,
        Checksum.State.CORRECT,
        0,
        options,
        payload);
  }

  /** Parses the payload of a packet that is not a later fragment. */
  public static Tcp parse(IpPacket packet) throws MalformedPacketException {
    WireReader in = new WireReader(packet.payload());
    int sourcePort = in.u16();
    int destinationPort = in.u16();
    long sequence = in.u32();
    long acknowledgment = in.u32();
    int offsetAndFlags = in.u16();
    int headerLength = (offsetAndFlags >>> 12) * 4;
    int window = in.u16();
    int field = in.u16();
    int urgentPointer = in.u16();
    if (headerLength < HEADER) {
      throw new MalformedPacketException("TCP header length " + headerLength);
    }
    return new Tcp(
        sourcePort,
        destinationPort,
        sequence,
        acknowledgment,
        offsetAndFlags & 0xfff,
        window,
        Transport.verify(packet, field),
        urgentPointer,
        TcpOption.parse(in.bytes(headerLength - HEADER)),
        in.rest());
  }

  @Override
  public int protocol() {
    return IpProtocol.TCP;
  }

  /** Length in bytes of all in front of the data: 20 and the options, padded to a multiple of 4. */
  public int headerLength() {
    return HEADER + optionsLength();
  }

  /** Length of the options in bytes, padded to a multiple of 4: 0 to 40. */
  public int optionsLength() {
    return (TcpOption.length(options) + 3) / 4 * 4;
  }

  /** Whether all of these control bits are set. */
  public boolean has(int bits) {
    return (flags & bits) == bits;
  }

  /**
   * How many sequence numbers this segment takes: one for each data byte, one for a SYN, one for a
   * FIN.
   */
  public int sequenceLength() {
    return payload.length + (has(SYN) ? 1 : 0) + (has(FIN) ? 1 : 0);
  }

  /** The value of the MSS option in bytes; empty when there is none. */
  public OptionalInt maximumSegmentSize() {
    return maximumSegmentSize(options);
  }

  static OptionalInt maximumSegmentSize(List<TcpOption> options) {
    for (TcpOption option : options) {
      if (option instanceof TcpOption.MaximumSegmentSize mss) {
        return OptionalInt.of(mss.bytes());
      }
    }
    return OptionalInt.empty();
  }

  /**
   * The right edge of the first SACK block: a sequence number, 0 to 2^32 − 1; empty when there is
   * none.
   */
  public OptionalLong firstSelective() {
    for (TcpOption option : options) {
      if (option instanceof TcpOption.Sack sack && !sack.blocks().isEmpty()) {
        return OptionalLong.of(sack.blocks().get(0).right());
      }
    }
    return OptionalLong.empty();
  }

  /** The control bits that are set, such as {@code SYN ACK}; {@code none} when none is set. */
  public String flagsInWords() {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < NAMES.length; i++) {
      if (has(1 << i)) {
        words.append(words.isEmpty() ? "" : " ").append(NAMES[i]);
      }
    }
    return words.isEmpty() ? "none" : words.toString();
  }

  @Override
  public byte[] emit(InetAddress source, InetAddress destination) {
    int padding = optionsLength() - TcpOption.length(options);
    WireWriter out =
        new WireWriter(headerLength() + payload.length)
            .u16(sourcePort)
            .u16(destinationPort)
            .u32(sequence)
            .u32(acknowledgment)
            .u16((headerLength() / 4 * 0x1000) | flags)
            .u16(window)
            .u16(0)
            .u16(urgentPointer);
    for (TcpOption option : options) {
      option.emit(out);
    }
    out.bytes(new byte[padding]).bytes(payload);
    return out.patch16(
            CHECKSUM_OFFSET,
            Checksum.withPseudoHeader(source, destination, IpProtocol.TCP, out.soFar()))
        .done();
  }
}
