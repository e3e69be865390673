package dev.jnet.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jnet.link.FirstHop;
import dev.jnet.link.ForwardingLink;
import dev.jnet.link.Link;
import dev.jnet.link.LinkType;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.plan.FirstAnswered;
import dev.jnet.mtu.plan.FlowSearches;
import dev.jnet.probe.FlowLabel;
import dev.jnet.probe.Tally;
import dev.jnet.probe.Via;
import dev.jnet.report.Access;
import dev.jnet.report.JsonLines;
import dev.jnet.report.Style;
import dev.jnet.report.mtu.MtuDocument;
import dev.jnet.report.mtu.MtuReport;
import dev.jnet.report.mtu.MtuReportContent;
import dev.jnet.unit.Mtu;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Searches for the path MTU of several flows at once, by kinds of probes that take turns, on a
 * network where anything comes back, and on a link that does not capture all of it.
 */
class FlowsFuzz {
  private static final List<List<Via>> KINDS =
      List.of(
          List.of(Via.ICMP),
          List.of(Via.udp(new Port(33_434))),
          List.of(Via.tcp(new Port(443))),
          List.of(Via.ICMP, Via.tcp(new Port(443)), Via.ANY_UDP));

  /** A link that loses frames, and says so now and then. */
  private static final class LosingLink extends ForwardingLink {
    private final int every;
    private int asked;

    LosingLink(Link link, int every) {
      super(link);
      this.every = every;
    }

    @Override
    public long uncaptured() {
      return every > 0 && ++asked % every == 0 ? 1 : 0;
    }
  }

  static Stream<byte[]> corpus() throws IOException {
    return Corpus.of(FlowsFuzz.class);
  }

  @MethodSource("corpus")
  @FuzzTest
  void anyNetwork(byte[] bytes) {
    Script script = new Script(bytes);
    int version = script.flag() ? 4 : 6;
    LinkType type = script.flag() ? LinkType.ETHERNET : LinkType.RAW_IP;
    FirstHop hop = Fuzzing.hop(version, type);
    MtuQuestion question = new MtuQuestion(Fuzzing.target(version), hop, new Mtu(1500), 1);
    List<Via> kinds = KINDS.get(script.choice(KINDS.size()));
    List<FlowSearches.Plan.Flow> flows = new ArrayList<>();
    for (int i = script.choice(4); i >= 0; i--) {
      FlowLabel label = new FlowLabel(new Port(50_000 + i), 7 + i, 1 + script.choice(256));
      flows.add(new FlowSearches.Plan.Flow(label, script.flag()));
    }
    int every = script.choice(16);
    FuzzedLink network = new FuzzedLink(type, script);
    Fuzzing.run(
        new LosingLink(network, every),
        network::wantsToStop,
        new FlowSearches.Plan(question, kinds, flows).firstAnswered(),
        (result, tally) -> print(question, kinds, result, tally));
  }

  private static void print(
      MtuQuestion question, List<Via> kinds, FirstAnswered.Result found, Tally tally) {
    List<MtuReportContent.FlowMtu> flows = new ArrayList<>();
    found.flows().forEach(each -> flows.add(new MtuReportContent.FlowMtu(50_000, each)));
    MtuReportContent content =
        new MtuReportContent(
            "host",
            question.target(),
            question.hop(),
            question.limit(),
            0,
            Optional.empty(),
            Access.CAPTURE,
            kinds.get(found.kind()),
            "",
            found.result(),
            flows,
            tally,
            Nanos.SECOND);
    Fuzzing.printable(MtuReport.text(content, Style.PLAIN));
    Fuzzing.printable(JsonLines.of(MtuDocument.of(content)));
  }
}
