package dev.jnet.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jnet.link.Frame;
import dev.jnet.link.LinkType;
import dev.jnet.report.FrameText;
import dev.jnet.report.Style;
import dev.jnet.wire.Arp;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IcmpExtension;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpQuote;
import dev.jnet.wire.Transport;
import dev.jnet.wire.Udp;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Every parser of the wire, fed with arbitrary bytes: a value, or the one exception for it. */
class WireFuzz {
  static Stream<byte[]> corpus() throws IOException {
    return Corpus.of(WireFuzz.class);
  }

  @MethodSource("corpus")
  @FuzzTest
  void anyBytes(byte[] bytes) {
    Script script = new Script(bytes);
    int parser = script.choice(10);
    byte[] rest = script.rest();
    try {
      switch (parser) {
        case 0 -> dissected(LinkType.RAW_IP, rest);
        case 1 -> Ethernet.parse(rest).emit();
        case 2 -> Arp.parse(rest).emit();
        case 3 -> emitted(Ipv4.parse(rest));
        case 4 -> emitted(Ipv6.parse(rest));
        case 5 -> Tcp.parse(IpPacket.parse(rest)).flagsInWords();
        case 6 -> TcpQuote.parse(IpPacket.parse(rest));
        case 7 -> Udp.parse(IpPacket.parse(rest));
        default -> dissected(LinkType.ETHERNET, rest);
      }
    } catch (MalformedPacketException expected) {
      if (String.valueOf(expected.getMessage()).isEmpty()) {
        throw new AssertionError("malformed, but why?", expected);
      }
    }
  }

  /** A packet that could be read can be sent, and is then read as the same. */
  private static void emitted(IpPacket packet) throws MalformedPacketException {
    Transport transport = Transport.parse(packet);
    byte[] payload = transport.emit(packet.source(), packet.destination());
    if (payload.length > 1 << 17) {
      throw new AssertionError(payload.length + " bytes of payload");
    }
    // what stood in an IPv6 packet's extension headers is not kept
    boolean whole = packet.version() == 4 || packet.headerLength() == Ipv6.HEADER;
    if (whole && !packet.isTruncated() && !packet.isFragment()) {
      IpPacket again = IpPacket.parse(packet.emit());
      if (!again.source().equals(packet.source()) || again.hopLimit() != packet.hopLimit()) {
        throw new AssertionError(packet + " became " + again);
      }
    }
  }

  private static void dissected(LinkType type, byte[] bytes) {
    Frame frame = new Frame(type, bytes, bytes.length, 0, false);
    Dissection dissection = frame.dissect();
    Fuzzing.printable(FrameText.line(frame, 0, Style.PLAIN));
    if (dissection.transport().isPresent()
        && dissection.transport().get() instanceof IcmpError error) {
      IcmpExtension.parse(error.extensions());
      error.inWords();
    }
  }
}
