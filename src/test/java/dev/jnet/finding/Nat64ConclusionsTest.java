package dev.jnet.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.finding.Certainty.Degree;
import dev.jnet.finding.Observation.Sent;
import dev.jnet.finding.PathFinding.EncapsulationGuess;
import dev.jnet.finding.PathFinding.TranslatedByNat64;
import dev.jnet.lab.Lab;
import dev.jnet.lab.Practice;
import dev.jnet.lab.Setting;
import dev.jnet.lab.TopologyBuilder;
import dev.jnet.link.FirstHop;
import dev.jnet.link.LinkException;
import dev.jnet.mtu.MtuDiagnosis;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.MtuResult;
import dev.jnet.probe.Via;
import dev.jnet.unit.Mtu;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Nat64Prefix;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Nat64ConclusionsTest {
  @ParameterizedTest
  @CsvSource({
    "64:ff9b::cb00:7101, 64:ff9b::c000:201, , INFERRED",
    "2001:db8:1::2, 64:ff9b::c000:201, , GUESSED",
    "2001:db8:1::2, 2001:db8:2::1, , ",
    "2001:db8:64::cb00:7101, 2001:db8:64::c000:201, , ",
    "2001:db8:64::cb00:7101, 2001:db8:64::c000:201, 2001:db8:64::c000:aa, INFERRED",
    "2001:db8:1::2, 2001:db8:64::c000:201, 2001:db8:64::c000:aa, GUESSED",
    "2001:db8:64:cb:0:7101::, 2001:db8:64:c0:0:201::, 2001:db8:64:c0:0:aa::, INFERRED"
  })
  void explainsTheNumberByTranslationBehindThePrefixOnly(
      String router, String target, String ofName, Degree certainty) throws LinkException {
    Optional<Nat64Prefix> named =
        Optional.ofNullable(ofName).map(Addresses::literal).flatMap(Nat64Prefix::ofName);
    List<Finding> findings = search(router, target, named);
    List<TranslatedByNat64> translated =
        findings.stream()
            .filter(TranslatedByNat64.class::isInstance)
            .map(TranslatedByNat64.class::cast)
            .toList();
    boolean guessed = findings.stream().anyMatch(EncapsulationGuess.class::isInstance);
    assertEquals(certainty == null, translated.isEmpty());
    assertEquals(certainty == null, guessed);
    for (TranslatedByNat64 each : translated) {
      assertEquals(1420, each.mtu());
      assertEquals(1400, each.ipv4Mtu());
      assertEquals(certainty, each.grounds().certainty().degree());
      assertEquals(named.orElse(Nat64Prefix.WELL_KNOWN), each.prefix());
      assertEquals(
          named.isPresent(),
          each.grounds().evidence().stream().anyMatch(seen -> seen.sent() == Sent.NAME_QUESTION));
    }
    assertTrue(findings.size() > 1);
  }

  private static List<Finding> search(String router, String target, Optional<Nat64Prefix> named)
      throws LinkException {
    TopologyBuilder net =
        new TopologyBuilder("behind a translator")
            .client("client", "10.0.0.2/24", "2001:db8::2/64")
            .router("r1", "10.0.0.1/24", "2001:db8:1::1")
            .router("r2", "10.1.0.2", router)
            .host("target", "10.2.0.1", target)
            .link("client", "r1")
            .link("r1", "r2")
            .link("r2", "target")
            .set(Setting.MTU, 1420);
    Lab lab = Lab.of(net.build(), 1);
    Practice practice = new Practice(lab);
    InetAddress address = practice.address("target", 6);
    FirstHop hop = lab.firstHop(address);
    MtuResult result =
        practice.run(new MtuDiagnosis(new MtuQuestion(address, hop, new Mtu(1500), 1)));
    MtuConclusions.Answered answered = new MtuConclusions.Answered(address, List.of(), named);
    return MtuConclusions.of(
        result, new MtuConclusions.Setting(hop, new Mtu(1500), 0, Via.ICMP, answered));
  }
}
