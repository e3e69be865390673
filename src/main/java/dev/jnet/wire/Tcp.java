package dev.jnet.wire;

import java.net.InetAddress;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A TCP segment (RFC 9293 section 3.1): 20 bytes of header, up to 40 of options, and data.
 *
 * @param sourcePort 0 to 65535
 * @param destinationPort 0 to 65535
 * @param sequence the first data byte's number, or the SYN's own: 0 to 2^32 − 1
 * @param acknowledgment the next number that the sender expects, 0 to 2^32 − 1; means something
 *     only with {@link #ACK}
 * @param flags the control bits {@link #FIN} to {@link #CWR}, and the four bits in front of them
 *     that RFC 9293 reserves (0x100 to 0x800; the first of them is AccECN's AE): 0 to 0xfff
 * @param window how many bytes more the sender of this takes, before scaling, 0 to 65535
 * @param checksum whether it was right when the segment was parsed
 * @param urgentPointer 0 to 65535; means something only with {@link #URG}
 * @param options in their order; at most 40 bytes of them. Padding is added when they are sent
 * @param payload the data, as much of it as there is: may be more than an MTU, where the kernel
 *     joined segments before the capture
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
  /** Bytes of the header without options. */
  public static final int HEADER = 20;

  /** No more data from the sender. */
  public static final int FIN = 0x01;

  /** Synchronize sequence numbers: the first segment of either side. */
  public static final int SYN = 0x02;

  /** Reset the connection. */
  public static final int RST = 0x04;

  /** Push: hand the data to the application without waiting for more. */
  public static final int PSH = 0x08;

  /** The acknowledgment field means something. */
  public static final int ACK = 0x10;

  /** The urgent pointer means something. */
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

  /** Bytes in front of the data: 20 and the options, padded to a multiple of 4. */
  public int headerLength() {
    return HEADER + optionsLength();
  }

  /** Bytes of the options, padded to a multiple of 4: 0 to 40. */
  public int optionsLength() {
    return (TcpOption.length(options) + 3) / 4 * 4;
  }

  /** Whether all of these control bits are set. */
  public boolean has(int bits) {
    return (flags & bits) == bits;
  }

  /** The numbers that this takes of the sequence space: its data bytes, a SYN, a FIN. */
  public int sequenceLength() {
    return payload.length + (has(SYN) ? 1 : 0) + (has(FIN) ? 1 : 0);
  }

  /** The MSS option's value, where there is one. */
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

  /** The right edge of the first SACK block, where there is one. */
  public OptionalLong firstSelective() {
    for (TcpOption option : options) {
      if (option instanceof TcpOption.Sack sack && !sack.blocks().isEmpty()) {
        return OptionalLong.of(sack.blocks().get(0).right());
      }
    }
    return OptionalLong.empty();
  }

  /** The control bits that are set, such as {@code SYN ACK}; {@code none} where none is. */
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
