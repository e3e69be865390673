package dev.jnet.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jnet.link.FirstHop;
import dev.jnet.link.LinkType;
import dev.jnet.mtu.MtuDiagnosis;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.MtuResult;
import dev.jnet.ping.PingDiagnosis;
import dev.jnet.ping.PingEvent;
import dev.jnet.ping.PingQuestion;
import dev.jnet.ping.PingResult;
import dev.jnet.probe.Tally;
import dev.jnet.probe.Via;
import dev.jnet.report.Access;
import dev.jnet.report.JsonLines;
import dev.jnet.report.Origin;
import dev.jnet.report.Style;
import dev.jnet.report.mtu.MtuDocument;
import dev.jnet.report.mtu.MtuReport;
import dev.jnet.report.mtu.MtuReportContent;
import dev.jnet.report.ping.PingDocument;
import dev.jnet.report.ping.PingEventDocument;
import dev.jnet.report.ping.PingLines;
import dev.jnet.report.ping.PingReport;
import dev.jnet.report.ping.PingReportContent;
import dev.jnet.report.trace.HopNames;
import dev.jnet.report.trace.TraceDocument;
import dev.jnet.report.trace.TraceReport;
import dev.jnet.report.trace.TraceReportContent;
import dev.jnet.report.trace.TraceSvg;
import dev.jnet.report.trace.TraceWatchReport;
import dev.jnet.trace.AutoTrace;
import dev.jnet.trace.PathWatch;
import dev.jnet.trace.TraceDiagnosis;
import dev.jnet.trace.TraceQuestion;
import dev.jnet.unit.Mtu;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.unit.Ttl;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The diagnoses that ask by echo and datagrams, on a network where anything comes back at any time:
 * they end, and what they found can be printed.
 */
class IcmpDiagnosesFuzz {
  static Stream<byte[]> corpus() throws IOException {
    return Corpus.of(IcmpDiagnosesFuzz.class);
  }

  @MethodSource("corpus")
  @FuzzTest
  void anyNetwork(byte[] bytes) {
    Script script = new Script(bytes);
    int version = script.flag() ? 4 : 6;
    LinkType type = script.flag() ? LinkType.ETHERNET : LinkType.RAW_IP;
    FirstHop hop = Fuzzing.hop(version, type);
    Via via = script.flag() ? Via.ICMP : Via.udp(new Port(33_434));
    switch (script.choice(6)) {
      case 0, 1 -> mtu(hop, version, via, new FuzzedLink(type, script));
      case 2, 3 -> ping(hop, version, via, script);
      case 4 -> trace(hop, version, script);
      default -> watch(hop, version, via, script);
    }
  }

  private static void mtu(FirstHop hop, int version, Via via, FuzzedLink link) {
    MtuQuestion question = new MtuQuestion(Fuzzing.target(version), hop, new Mtu(1500), 1);
    MtuDiagnosis diagnosis =
        via.kind() == Via.Kind.ICMP
            ? new MtuDiagnosis(question)
            : MtuDiagnosis.withDatagrams(question, via.port());
    Fuzzing.run(link, diagnosis, (result, tally) -> print(question, result, tally));
  }

  private static void print(MtuQuestion question, MtuResult result, Tally tally) {
    MtuReportContent content =
        new MtuReportContent(
            "host",
            question.target(),
            question.hop(),
            question.limit(),
            0,
            Optional.empty(),
            Access.CAPTURE,
            Via.ICMP,
            "",
            result,
            List.of(new MtuReportContent.FlowMtu(0, result)),
            tally,
            Nanos.SECOND);
    Fuzzing.printable(MtuReport.text(content, Style.PLAIN));
    Fuzzing.printable(JsonLines.of(MtuDocument.of(content)));
  }

  private static void ping(FirstHop hop, int version, Via via, Script script) {
    PingQuestion.Splitting[] splittings = PingQuestion.Splitting.values();
    PingQuestion question =
        new PingQuestion(
            Fuzzing.target(version),
            hop,
            via,
            new PingQuestion.Shape(
                script.flag() ? 56 : script.u16() % 9000,
                Optional.empty(),
                0,
                splittings[script.choice(splittings.length)],
                new byte[0]),
            new PingQuestion.Schedule(
                1 + script.choice(4),
                Nanos.SECOND,
                script.flag(),
                5 * Nanos.SECOND,
                Nanos.SECOND,
                Nanos.SECOND),
            1);
    PingDiagnosis ping = new PingDiagnosis(question);
    Fuzzing.run(
        new FuzzedLink(hop.type(), script), ping, (result, tally) -> print(question, ping, result));
  }

  private static void print(PingQuestion question, PingDiagnosis ping, PingResult result) {
    PingLines lines = new PingLines("host", question, from -> Optional.empty(), Style.PLAIN);
    for (Optional<PingEvent> event = ping.event(); event.isPresent(); event = ping.event()) {
      Fuzzing.printable(lines.line(event.get()));
      Fuzzing.printable(JsonLines.of(PingEventDocument.of("host", question, event.get(), 0)));
    }
    PingReportContent content = new PingReportContent("host", question, Access.CAPTURE, result);
    Fuzzing.printable(PingReport.text(content, true, Style.PLAIN));
    Fuzzing.printable(JsonLines.of(PingDocument.of(content)));
  }

  private static TraceQuestion question(FirstHop hop, int version, Via via, Script script) {
    return new TraceQuestion(
        Fuzzing.target(version),
        hop,
        via,
        new TraceQuestion.Scope(
            new Ttl(1), new Ttl(1 + script.choice(30)), 1 + script.choice(3), 1 + script.choice(4)),
        Nanos.SECOND,
        1);
  }

  private static void trace(FirstHop hop, int version, Script script) {
    Via[] vias = {Via.ICMP, Via.udp(new Port(33_434)), Via.tcp(new Port(80))};
    int way = script.choice(4);
    TraceQuestion question = question(hop, version, vias[way % 3], script);
    Fuzzing.run(
        new FuzzedLink(hop.type(), script),
        way == 3 ? new AutoTrace(question) : new TraceDiagnosis(question),
        (result, tally) -> {
          TraceReportContent content =
              new TraceReportContent(
                  "host",
                  question.target(),
                  hop,
                  Access.CAPTURE,
                  question.scope().last().value(),
                  result,
                  List.of(),
                  Optional.empty(),
                  HopNames.NONE,
                  tally,
                  Nanos.SECOND);
          Fuzzing.printable(TraceReport.text(content, Style.PLAIN));
          Fuzzing.printable(JsonLines.of(TraceDocument.of(content)));
          Fuzzing.printable(TraceSvg.of(content, new Origin("", "", "")));
        });
  }

  private static void watch(FirstHop hop, int version, Via via, Script script) {
    TraceQuestion question = question(hop, version, via, script);
    Fuzzing.run(
        new FuzzedLink(hop.type(), script),
        new PathWatch(question, Nanos.SECOND, 3),
        (result, tally) -> {
          for (String line :
              new TraceWatchReport("host", question.target(), result, Map.of())
                  .lines("", Style.PLAIN)) {
            Fuzzing.printable(line);
          }
        });
  }
}
