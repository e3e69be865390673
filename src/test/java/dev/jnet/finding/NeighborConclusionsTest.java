package dev.jnet.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.jnet.finding.Certainty.Degree;
import dev.jnet.finding.NeighborFinding.AddressMoved;
import dev.jnet.finding.NeighborFinding.AnswerNamesAnother;
import dev.jnet.finding.NeighborFinding.NeighborTableAgrees;
import dev.jnet.finding.NeighborFinding.NeighborTableDiffers;
import dev.jnet.finding.NeighborFinding.SeveralInterfaces;
import dev.jnet.host.Neighbor;
import dev.jnet.neighbor.Claim;
import dev.jnet.neighbor.NeighborAnswer;
import dev.jnet.neighbor.NeighborEvent;
import dev.jnet.neighbor.NeighborQuestion;
import dev.jnet.neighbor.ResolutionResult;
import dev.jnet.neighbor.Sighting;
import dev.jnet.neighbor.StationComparison;
import dev.jnet.probe.Reply;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.EtherType;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeighborConclusionsTest {
  private static final MacAddress MINE = MacAddress.parse("02:00:00:00:00:01");
  private static final MacAddress ONE = MacAddress.parse("02:00:00:00:00:0a");
  private static final MacAddress OTHER = MacAddress.parse("02:00:00:00:00:0b");
  private static final String TARGET = "192.0.2.9";

  private static NeighborAnswer answer(MacAddress named, MacAddress sender, MacAddress to) {
    Ethernet frame = new Ethernet(to, sender, EtherType.ARP, new byte[28]);
    return new NeighborAnswer(1, named, frame, new Reply.Timing(0, 1, true, false));
  }

  private static ResolutionResult resolved(String target, NeighborAnswer... answers) {
    InetAddress address = Addresses.literal(target);
    String own = Addresses.version(address) == 4 ? "192.0.2.1" : "2001:db8::1";
    NeighborQuestion question = new NeighborQuestion("eth0", Addresses.literal(own), MINE, address);
    return new ResolutionResult(question, 3, Arrays.asList(answers));
  }

  private static Optional<Neighbor> table(MacAddress mac) {
    return Optional.of(new Neighbor(2, Addresses.literal(TARGET), Neighbor.State.STALE, mac));
  }

  private static List<String> codes(List<Finding> findings) {
    return findings.stream().map(Finding::code).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {TARGET, "2001:db8::9"})
  void severalStationsAreOneMachineOnlyWhereAnotherOneOfThemAnswered(String target) {
    ResolutionResult both = resolved(target, answer(ONE, ONE, MINE), answer(OTHER, OTHER, MINE));
    var byItself = new StationComparison.Answer(ONE, ONE);
    var byOther = new StationComparison.Answer(OTHER, ONE);
    var byStranger = new StationComparison.Answer(OTHER, MINE);
    assertEquals(List.of(), NeighborConclusions.of(both, List.of(byItself), Optional.empty()));
    assertEquals(List.of(), NeighborConclusions.of(both, List.of(byStranger), Optional.empty()));
    SeveralInterfaces one =
        (SeveralInterfaces)
            NeighborConclusions.of(both, List.of(byItself, byOther), Optional.empty()).get(0);
    assertEquals(OTHER, one.asked());
    assertEquals(ONE, one.from());
    assertEquals(
        "address-duplicated", LocalConclusions.of(both, both.question().target()).get(0).code());
  }

  @Test
  void answerThatNamesAnotherSenderOrComesByBroadcastIsTold() {
    AnswerNamesAnother proxy =
        (AnswerNamesAnother)
            NeighborConclusions.of(
                    resolved(TARGET, answer(ONE, OTHER, MINE)), List.of(), Optional.empty())
                .get(0);
    assertEquals(ONE, proxy.named());
    assertEquals(OTHER, proxy.sender());
    ResolutionResult all = resolved(TARGET, answer(ONE, ONE, MacAddress.BROADCAST));
    assertEquals(
        List.of("answer-by-broadcast"),
        codes(NeighborConclusions.of(all, List.of(), Optional.empty())));
  }

  @Test
  void tableIsComparedWithWhoAnswered() {
    ResolutionResult one = resolved(TARGET, answer(ONE, ONE, MINE));
    assertInstanceOf(
        NeighborTableAgrees.class, NeighborConclusions.of(one, List.of(), table(ONE)).get(0));
    NeighborTableDiffers differs =
        (NeighborTableDiffers) NeighborConclusions.of(one, List.of(), table(OTHER)).get(0);
    assertEquals(List.of(ONE), differs.answered());
    NeighborTableDiffers alone =
        (NeighborTableDiffers)
            NeighborConclusions.of(resolved(TARGET), List.of(), table(OTHER)).get(0);
    assertEquals(List.of(), alone.answered());
    Finding known = NeighborConclusions.ofTable(Addresses.literal(TARGET), Optional.of(ONE)).get(0);
    assertEquals(Degree.INFERRED, known.grounds().certainty().degree());
  }

  @Test
  void onlyAnAddressThatMovesIsAConclusionOfAWatch() {
    InetAddress address = Addresses.literal(TARGET);
    Ethernet frame = new Ethernet(MINE, ONE, EtherType.ARP, new byte[28]);
    Sighting sighting = new Sighting(0, Sighting.Kind.ANSWER, address, ONE, frame);
    var first = new NeighborEvent(NeighborEvent.What.NEW, sighting, Optional.empty());
    assertEquals(List.of(), NeighborConclusions.of(first));
    var moved = new NeighborEvent(NeighborEvent.What.CHANGED, sighting, Optional.of(OTHER));
    AddressMoved finding =
        assertInstanceOf(AddressMoved.class, NeighborConclusions.of(moved).get(0));
    assertEquals(OTHER, finding.before());
    assertEquals(ONE, finding.mac());
  }

  @Test
  void addressIsFreeOnlyAfterTheLastWait() {
    InetAddress address = Addresses.literal(TARGET);
    assertEquals(List.of(), NeighborConclusions.ofClaims(address, List.of(), 2, false));
    assertEquals(
        List.of("address-free"), codes(NeighborConclusions.ofClaims(address, List.of(), 3, true)));
    Claim claim = new Claim(ONE, Sighting.Kind.ANSWER, answer(ONE, ONE, MINE).ethernet(), 0);
    assertEquals(
        List.of("address-taken"),
        codes(NeighborConclusions.ofClaims(address, List.of(claim), 1, true)));
  }
}
