package dev.jnet.command.trace;

import dev.jnet.link.Frame;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.link.pcap.Capture;
import dev.jnet.testnet.FrameProgram;
import dev.jnet.testnet.Host;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A router in user space, beside a kernel that keeps silent: it answers packets whose TTL runs out
 * here as a provider's router does, with the label that carried them (RFC 4950) and the interface
 * that they came in by (RFC 5837).
 */
final class LabelRouter implements AutoCloseable {
  static final int LABEL = 24_015;
  static final int TRAFFIC_CLASS = 5;
  static final int LABEL_TTL = 254;
  static final int INDEX = 7;
  static final int MTU = 4470;
  static final String NAME = "ge-0/0/1";

  /** What RFC 4884 wants a quote to be at least, padded with zeros, where extensions follow. */
  private static final int QUOTE = 128;

  private final FrameProgram program;
  private final String ipv4;
  private final String ipv6;
  private final AtomicInteger answers = new AtomicInteger();

  /** Begins to answer on a host's first Ethernet interface, in the names of these addresses. */
  LabelRouter(Host host, String ipv4, String ipv6) {
    this.ipv4 = ipv4;
    this.ipv6 = ipv6;
    Capture capture = new Capture("ip or ip6", 2048);
    this.program = FrameProgram.answering(host, "label-router", capture, this::answer);
  }

  private void answer(Frame frame, Link link) throws LinkException {
    Dissection parts = frame.dissect();
    if (parts.ip().isEmpty() || parts.ip().get().hopLimit() != 1) {
      return;
    }
    IpPacket about = parts.ip().get();
    if (about.destination().isMulticastAddress()) {
      return; // neighbor discovery
    }
    boolean four = about.version() == 4;
    InetAddress self = Addresses.literal(four ? ipv4 : ipv6);
    byte[] quote = Arrays.copyOf(about.emit(), QUOTE);
    long length = four ? (QUOTE / 4L) << 16 : (QUOTE / 8L) << 24;
    byte[] error =
        new IcmpError(
                about.version(),
                IcmpError.Kind.TIME_EXCEEDED,
                four ? 11 : 3,
                0,
                length,
                Checksum.State.CORRECT,
                quote,
                extensions(self))
            .emit(self, about.source());
    answers.incrementAndGet();
    link.send(FrameProgram.icmpTo(parts, self, error));
  }

  /** RFC 4884's structure, byte by byte: not by the code that is to be tested. */
  private static byte[] extensions(InetAddress self) {
    byte[] address = self.getAddress();
    byte[] name = NAME.getBytes(StandardCharsets.US_ASCII);
    int nameLength = (1 + name.length + 3) / 4 * 4;
    ByteBuffer out = ByteBuffer.allocate(4 + 8 + 4 + 4 + 4 + address.length + nameLength + 4);
    out.putInt(0x2000_0000); // version 2, checksum to come
    out.putShort((short) 8).put((byte) 1).put((byte) 1); // MPLS label stack
    out.putInt((LABEL << 12) | (TRAFFIC_CLASS << 9) | (1 << 8) | LABEL_TTL);
    out.putShort((short) out.remaining()).put((byte) 2).put((byte) 0x0f); // incoming, all fields
    out.putInt(INDEX);
    out.putShort((short) (address.length == 4 ? 1 : 2)).putShort((short) 0).put(address);
    int nameAt = out.position();
    out.put((byte) nameLength).put(name).position(nameAt + nameLength);
    out.putInt(MTU);
    byte[] structure = out.array();
    int sum = Checksum.of(structure);
    structure[2] = (byte) (sum >>> Byte.SIZE);
    structure[3] = (byte) sum;
    return structure;
  }

  /** How many packets it has answered. */
  int answers() {
    return answers.get();
  }

  @Override
  public void close() {
    program.close();
  }
}
