package dev.jnet.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jnet.capture.CaptureAnalysis;
import dev.jnet.capture.CaptureSummary;
import dev.jnet.capture.CapturedPacket;
import dev.jnet.doctor.CaptureOpinion;
import dev.jnet.link.LinkException;
import dev.jnet.link.LinkType;
import dev.jnet.link.file.CaptureReader;
import dev.jnet.link.file.StoredFrame;
import dev.jnet.report.JsonLines;
import dev.jnet.report.Style;
import dev.jnet.report.read.CaptureReading;
import dev.jnet.report.read.ReadDocument;
import dev.jnet.report.read.ReadReport;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import dev.jnet.wire.Transport;
import dev.jnet.wire.Udp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Captures: damaged files, frames of any bytes, and conversations in which anything is said. */
class CaptureFuzz {
  private static final int RAW = 101;
  private static final int[] LINK_TYPES = {0, 1, 12, RAW, 108, 113, 276};

  private final CaptureAnalysis analysis =
      new CaptureAnalysis(
          new CaptureAnalysis.Selection(Optional.empty(), OptionalInt.empty(), OptionalInt.of(1)));
  private long number;
  private long at;

  static Stream<byte[]> corpus() throws IOException {
    return Corpus.of(CaptureFuzz.class);
  }

  @MethodSource("corpus")
  @FuzzTest
  void anyCapture(byte[] bytes) throws IOException {
    new CaptureFuzz().read(new Script(bytes)); // the fuzzer gives one object all inputs
  }

  private void read(Script script) throws IOException {
    switch (script.choice(4)) {
      case 0 -> file(script.rest());
      case 1 -> frames(script);
      case 2 -> conversations(script);
      default -> dialogue(script);
    }
    report();
  }

  /** A file of any bytes. */
  private void file(byte[] bytes) throws IOException {
    Path file = Files.createTempFile("fuzz", ".pcap");
    try {
      Files.write(file, bytes);
      try (CaptureReader reader = CaptureReader.open(file.toString())) {
        Optional<StoredFrame> next = reader.next(CaptureAnalysis.ENOUGH);
        while (next.isPresent()) {
          at = next.get().stamp();
          take(next.get().linkType(), next.get().bytes());
          next = reader.next(CaptureAnalysis.ENOUGH);
        }
      }
    } catch (LinkException expected) {
      if (String.valueOf(expected.getMessage()).isEmpty()) {
        throw new AssertionError("refused, but why?", expected);
      }
    } finally {
      Files.delete(file);
    }
  }

  /** Frames of any bytes behind any link header. */
  private void frames(Script script) {
    while (!script.atEnd()) {
      at += script.u32();
      take(LINK_TYPES[script.choice(LINK_TYPES.length)], script.bytes(script.u8()));
    }
  }

  /** Whole packets between two hosts, in any order. */
  private void conversations(Script script) {
    int version = script.flag() ? 4 : 6;
    InetAddress near = Fuzzing.hop(version, LinkType.RAW_IP).source();
    InetAddress far = Fuzzing.target(version);
    byte[] last = new byte[0];
    while (!script.atEnd()) {
      at += script.u16() * 100_000L;
      boolean forth = script.flag();
      InetAddress from = forth ? near : far;
      InetAddress to = forth ? far : near;
      Transport transport =
          switch (script.choice(8)) {
            case 0 -> IcmpError.tooBig(version, script.u16(), last);
            case 1 -> lookup(script, forth);
            default -> segment(script, forth);
          };
      Payload payload = new Payload(transport.protocol(), transport.emit(from, to));
      last = IpPacket.unsplittable(from, to, 1, 1 + script.choice(255), payload).emit();
      take(RAW, last);
    }
  }

  /**
   * Segments that follow one another mostly, between a client and a server of TLS or names: what
   * they say is nearly right, so that it is read to its end.
   */
  private void dialogue(Script script) {
    int version = script.flag() ? 4 : 6;
    boolean names = script.flag();
    InetAddress near = Fuzzing.hop(version, LinkType.RAW_IP).source();
    InetAddress far = Fuzzing.target(version);
    long[] next = {1000, 5000};
    while (!script.atEnd()) {
      at += script.u16() * 1_000_000L;
      int own = script.choice(2);
      byte[] data = names ? message(script, own == 0) : records(script);
      int jump = script.choice(16) == 0 ? script.u8() - 128 : 0;
      long from = next[own] + jump;
      int flags = Tcp.ACK | (script.choice(8) == 0 ? script.u8() & (Tcp.FIN | Tcp.RST) : 0);
      Tcp segment =
          new Tcp(
              own == 0 ? 40_000 : names ? 53 : 443,
              own == 0 ? (names ? 53 : 443) : 40_000,
              from,
              next[1 - own],
              flags,
              20_000,
              List.of(),
              data);
      next[own] = Math.max(next[own], from + data.length);
      InetAddress source = own == 0 ? near : far;
      InetAddress destination = own == 0 ? far : near;
      Payload payload = new Payload(segment.protocol(), segment.emit(source, destination));
      take(RAW, IpPacket.unsplittable(source, destination, 1, 64, payload).emit());
    }
  }

  /** Records of TLS, most of them with a length that is right. */
  private static byte[] records(Script script) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = script.choice(4); i > 0; i--) {
      int type = script.choice(8) == 0 ? script.u8() : 20 + script.choice(4);
      byte[] content =
          type == 21
              ? new byte[] {(byte) (1 + script.choice(2)), (byte) script.u8()}
              : script.bytes(script.choice(8));
      int length = script.choice(8) == 0 ? script.u16() : content.length;
      out.writeBytes(new byte[] {(byte) type, 3, 3, (byte) (length >> 8), (byte) length});
      out.writeBytes(content);
    }
    byte[] all = out.toByteArray();
    return script.choice(8) == 0 ? Arrays.copyOf(all, script.choice(all.length + 1)) : all;
  }

  /** A message of DNS behind its length, as over TCP (RFC 1035 sections 4.1 and 4.2.2). */
  private static byte[] message(Script script, boolean question) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int flags = (question ? 0 : 0x8000) | (script.choice(4) == 0 ? script.u16() : 0);
    out.writeBytes(new byte[] {0, (byte) script.choice(3), (byte) (flags >> 8), (byte) flags});
    out.writeBytes(new byte[] {0, 1, 0, 0, 0, 0, 0, 0});
    for (int i = script.choice(4); i > 0; i--) {
      byte[] label = script.bytes(1 + script.choice(3));
      out.write(script.choice(8) == 0 ? script.u8() : label.length);
      out.writeBytes(label);
    }
    out.writeBytes(new byte[] {0, 0, (byte) script.choice(3), 0, 1});
    byte[] message = out.toByteArray();
    int length = script.choice(8) == 0 ? script.u16() : message.length;
    byte[] all = new byte[2 + message.length];
    all[0] = (byte) (length >> 8);
    all[1] = (byte) length;
    System.arraycopy(message, 0, all, 2, message.length);
    return all;
  }

  private static Transport lookup(Script script, boolean forth) {
    byte[] message = script.bytes(script.u8());
    return forth ? new Udp(5000, 53, message) : new Udp(53, 5000, message);
  }

  private static Transport segment(Script script, boolean forth) {
    int client = 40_000 + script.choice(2);
    int flags = script.u8();
    // near either end of the sequence numbers, so that they run over
    long sequence = (script.u16() * 100L - 1_000_000) & 0xffff_ffffL;
    long acknowledgment = (script.u16() * 100L - 1_000_000) & 0xffff_ffffL;
    List<TcpOption> options =
        (flags & Tcp.SYN) == 0
            ? List.of()
            : List.of(new TcpOption.MaximumSegmentSize(script.u16()));
    byte[] data = new byte[script.choice(8) * 200];
    return new Tcp(
        forth ? client : 80,
        forth ? 80 : client,
        sequence,
        acknowledgment,
        flags,
        script.choice(4) * 20_000,
        options,
        data);
  }

  private void take(int linkType, byte[] bytes) {
    number++;
    byte[] seen = Arrays.copyOf(bytes, Math.min(bytes.length, CaptureAnalysis.ENOUGH));
    analysis.accept(new CapturedPacket(number, at, linkType, seen));
  }

  private void report() {
    CaptureSummary summary = analysis.summary();
    if (summary.frames() != number || summary.unread() > number) {
      throw new AssertionError(summary.frames() + " frames of " + number);
    }
    CaptureReading reading =
        new CaptureReading(
            "fuzzed.pcap",
            summary,
            CaptureOpinion.of(summary),
            Optional.empty(),
            OptionalInt.of(1));
    Fuzzing.printable(ReadReport.text(reading, Style.PLAIN));
    Fuzzing.printable(JsonLines.of(ReadDocument.of(reading)));
  }
}
