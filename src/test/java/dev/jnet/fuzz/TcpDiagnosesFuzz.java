package dev.jnet.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jnet.handshake.HandshakeQuestion;
import dev.jnet.handshake.HandshakeResult;
import dev.jnet.handshake.PortSweep;
import dev.jnet.link.FirstHop;
import dev.jnet.link.LinkType;
import dev.jnet.mss.MssDiagnosis;
import dev.jnet.mss.MssQuestion;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.segment.SegmentMtuDiagnosis;
import dev.jnet.probe.ReplyOrigin;
import dev.jnet.probe.Tally;
import dev.jnet.report.JsonLines;
import dev.jnet.report.Style;
import dev.jnet.report.handshake.HandshakeDocument;
import dev.jnet.report.handshake.HandshakeReport;
import dev.jnet.report.handshake.HandshakeReportContent;
import dev.jnet.report.mss.MssDocument;
import dev.jnet.report.mss.MssReport;
import dev.jnet.report.mss.MssReportContent;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.unit.Mtu;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The diagnoses that connect, talking to a server that says anything at any time. */
class TcpDiagnosesFuzz {
  private static final int LOCAL_PORT = 50_000;

  static Stream<byte[]> corpus() throws IOException {
    return Corpus.of(TcpDiagnosesFuzz.class);
  }

  @MethodSource("corpus")
  @FuzzTest
  void anyServer(byte[] bytes) {
    Script script = new Script(bytes);
    int version = script.flag() ? 4 : 6;
    LinkType type = script.flag() ? LinkType.ETHERNET : LinkType.RAW_IP;
    FirstHop hop = Fuzzing.hop(version, type);
    TcpSettings settings = TcpSettings.linux(version, 1500).withPatience(Nanos.SECOND, 3, 3);
    switch (script.choice(4)) {
      case 0 -> mtu(hop, version, script);
      case 1 -> mss(hop, version, settings, script);
      default -> handshake(hop, version, settings, script);
    }
  }

  private static void mtu(FirstHop hop, int version, Script script) {
    MtuQuestion question = new MtuQuestion(Fuzzing.target(version), hop, new Mtu(1500), 1);
    Fuzzing.run(
        new FuzzedLink(hop.type(), script),
        new SegmentMtuDiagnosis(question, new Port(80), new Port(LOCAL_PORT), 2 * Nanos.SECOND),
        (result, tally) -> {
          if (result.lower() > question.limit().bytes()) {
            throw new AssertionError(result.lower() + " bytes, but none so long were sent");
          }
        });
  }

  private static void mss(FirstHop hop, int version, TcpSettings settings, Script script) {
    MssQuestion question =
        new MssQuestion(
            Fuzzing.target(version), new Port(80), hop, new Port(LOCAL_PORT), settings, 1);
    Fuzzing.run(
        new FuzzedLink(hop.type(), script),
        new MssDiagnosis(question),
        (result, tally) -> {
          MssReportContent content =
              new MssReportContent(
                  "host",
                  question,
                  result,
                  Optional.empty(),
                  Optional.empty(),
                  tally,
                  Nanos.SECOND);
          Fuzzing.printable(MssReport.text(content, Style.PLAIN));
          Fuzzing.printable(JsonLines.of(MssDocument.of(content)));
        });
  }

  private static void handshake(FirstHop hop, int version, TcpSettings settings, Script script) {
    HandshakeQuestion question =
        new HandshakeQuestion(
            Fuzzing.target(version),
            new Port(80),
            hop,
            new Port(LOCAL_PORT),
            settings,
            script.choice(4) == 0,
            script.bytes(script.choice(40)),
            1024,
            2 * Nanos.SECOND,
            1);
    List<Integer> ports = script.flag() ? List.of(80) : List.of(80, 81, 443);
    Fuzzing.run(
        new FuzzedLink(hop.type(), script),
        new PortSweep(question, ports, inOrder -> {}),
        (results, tally) -> print(question, results, tally));
  }

  private static void print(
      HandshakeQuestion question, List<HandshakeResult> results, Tally tally) {
    HandshakeReportContent content =
        new HandshakeReportContent(
            "host",
            List.of(),
            question,
            0,
            HandshakeReportContent.Client.JNET,
            "",
            results,
            ReplyOrigin.UNKNOWN,
            tally,
            Nanos.SECOND);
    Fuzzing.printable(HandshakeReport.text(content, false, Style.PLAIN));
    for (HandshakeDocument document : HandshakeDocument.of(content)) {
      Fuzzing.printable(JsonLines.of(document));
    }
  }
}
