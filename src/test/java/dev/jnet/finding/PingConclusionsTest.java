package dev.jnet.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.finding.Certainty.Degree;
import dev.jnet.finding.Observation.Sent;
import dev.jnet.finding.PathFinding.AnsweredByAnother;
import dev.jnet.finding.ProbeFinding.GroupAnswered;
import dev.jnet.finding.ProbeFinding.HopLimitsDiffer;
import dev.jnet.link.FirstHop;
import dev.jnet.link.LinkType;
import dev.jnet.ping.PingQuestion;
import dev.jnet.ping.PingResult;
import dev.jnet.ping.PingResult.Incidents;
import dev.jnet.ping.PingResult.Responder;
import dev.jnet.probe.Via;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PingConclusionsTest {
  private static final Incidents NONE = new Incidents(0, 0, 0, 0, 0, 0, 0);

  private static PingQuestion question(String target, String via) {
    InetAddress address = Addresses.literal(target);
    String own = Addresses.version(address) == 4 ? "192.0.2.1" : "2001:db8::1";
    FirstHop hop =
        new FirstHop(
            "eth0",
            LinkType.RAW_IP,
            1500,
            Addresses.literal(own),
            MacAddress.ZERO,
            address,
            MacAddress.ZERO);
    PingQuestion.Schedule schedule =
        new PingQuestion.Schedule(5, Nanos.SECOND, false, 0, Nanos.SECOND, Nanos.SECOND);
    return new PingQuestion(address, hop, Via.parse(via), PingQuestion.Shape.DEFAULT, schedule, 1);
  }

  private static PingResult result(
      int sent, int received, Incidents incidents, String from, List<Integer> vlans) {
    List<Responder> responders =
        received == 0 ? List.of() : List.of(new Responder(Addresses.literal(from), received));
    return new PingResult(
        sent,
        received,
        0,
        incidents,
        Optional.empty(),
        1,
        List.of(57, 61),
        responders,
        vlans,
        Optional.empty(),
        Optional.empty());
  }

  private static List<String> codes(List<Finding> findings) {
    return findings.stream().map(Finding::code).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.9", "2001:db8::9"})
  void lossIsSeenUnlessFramesWereNotCaptured(String target) {
    PingQuestion question = question(target, "icmp");
    PingResult lost = result(5, 3, NONE, target, List.of());
    List<Finding> seen = PingConclusions.of(question, lost, true);
    assertEquals(List.of("echo-lost", "echo-answered"), codes(seen));
    assertEquals(Degree.SEEN, seen.get(0).grounds().certainty().degree());
    Finding unsure = PingConclusions.of(question, lost, false).get(0);
    assertEquals(Degree.GUESSED, unsure.grounds().certainty().degree());
    PingResult silence = result(5, 0, NONE, target, List.of());
    assertEquals(List.of("echo-unanswered"), codes(PingConclusions.of(question, silence, true)));
    assertEquals(
        List.of(), PingConclusions.of(question, result(0, 0, NONE, target, List.of()), true));
  }

  @ParameterizedTest
  @CsvSource({"tcp:443, SYN", "udp:33434, DATAGRAM"})
  void findingsOfOtherProbesDoNotSpeakOfEchoes(String via, Sent sent) {
    PingQuestion question = question("192.0.2.9", via);
    List<Finding> lost =
        PingConclusions.of(question, result(5, 3, NONE, "192.0.2.9", List.of()), true);
    assertEquals(List.of("probes-lost", "probes-answered"), codes(lost));
    assertEquals(sent, lost.get(0).grounds().evidence().get(0).sent());
    List<Finding> silent =
        PingConclusions.of(question, result(5, 0, NONE, "192.0.2.9", List.of()), true);
    assertEquals(List.of("unanswered"), codes(silent));
  }

  @Test
  void eachKindOfOddReplyIsAFindingWithItsCount() {
    Incidents odd = new Incidents(1, 2, 3, 4, 5, 6, 7);
    List<Finding> findings =
        PingConclusions.of(
            question("192.0.2.9", "icmp"), result(9, 9, odd, "192.0.2.9", List.of(5)), true);
    assertEquals(
        List.of(
            "echo-answered",
            "replies-repeated",
            "replies-damaged",
            "replies-reordered",
            "replies-late",
            "replies-changed",
            "hop-limits-differ",
            "answered-in-other-vlan"),
        codes(findings));
    HopLimitsDiffer differ = (HopLimitsDiffer) findings.get(6);
    assertEquals(7, differ.count());
    assertEquals(List.of(57, 61), differ.hopLimits());
    assertTrue(findings.stream().allMatch(f -> f.grounds().certainty().equals(Certainty.SEEN)));
  }

  @Test
  void otherAddressesAnswerForAHostAndStationsForAGroup() {
    AnsweredByAnother another =
        (AnsweredByAnother)
            PingConclusions.of(
                    question("192.0.2.9", "icmp"), result(3, 3, NONE, "192.0.2.7", List.of()), true)
                .get(1);
    assertEquals(List.of(Addresses.literal("192.0.2.7")), another.others());
    assertEquals(3, another.grounds().evidence().get(0).answers());
    GroupAnswered group =
        (GroupAnswered)
            PingConclusions.of(
                    question("224.0.0.1", "icmp"), result(3, 3, NONE, "192.0.2.7", List.of()), true)
                .get(1);
    assertEquals(List.of(Addresses.literal("192.0.2.7")), group.stations());
  }
}
