package dev.jnet.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.doctor.Cause.Weight;
import dev.jnet.finding.Certainty.Degree;
import dev.jnet.finding.Finding;
import dev.jnet.finding.Grounds;
import dev.jnet.finding.PathFinding.BelowIpv6Minimum;
import dev.jnet.finding.PathFinding.PathMtu;
import dev.jnet.finding.TargetFinding.EchoAnswered;
import dev.jnet.finding.TargetFinding.EchoUnanswered;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RuleTest {
  private static final Finding MTU = new PathMtu(1400, Grounds.guessed());
  private static final Finding PINGED = new EchoAnswered(1, Grounds.seen());
  private static final Finding NOT_PINGED = new EchoUnanswered(Grounds.seen());

  private static Examination examination(Finding... findings) {
    return new Examination(
        "www.example.org",
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        List.of(StepResult.of(StepName.PING, List.of(findings), 0)));
  }

  private static boolean names(Rule rule, Finding... findings) {
    return rule.in(examination(findings)).isPresent();
  }

  @Test
  void allThatACauseNeedsMustBeFound() {
    Rule rule = Rule.cause("x", Weight.BREAKS).needs(PathMtu.class).needs(EchoAnswered.class);
    assertTrue(names(rule, PINGED, MTU));
    assertTrue(!names(rule, PINGED));
    assertTrue(!names(rule, MTU));
  }

  @Test
  void findingOfTheKindMustHoldWhatTheRuleSays() {
    Rule narrow = Rule.cause("x", Weight.BREAKS).needs(PathMtu.class, mtu -> mtu.bytes() < 1400);
    assertTrue(!names(narrow, MTU));
    assertTrue(names(narrow, MTU, new PathMtu(1300, Grounds.seen())), "a later one counts, too");
  }

  @Test
  void excludedFindingRulesTheCauseOut() {
    Rule rule =
        Rule.cause("x", Weight.BREAKS)
            .needs(PathMtu.class)
            .unless(EchoUnanswered.class, BelowIpv6Minimum.class);
    assertTrue(names(rule, MTU, PINGED));
    assertTrue(!names(rule, MTU, NOT_PINGED));
    Rule some = Rule.cause("x", Weight.BREAKS).needs(EchoAnswered.class);
    assertTrue(names(some.unless(PathMtu.class, mtu -> mtu.bytes() < 1400), PINGED, MTU));
    assertTrue(!names(some.unless(PathMtu.class, mtu -> mtu.bytes() == 1400), PINGED, MTU));
  }

  @Test
  void causeIsAsSureAsTheLeastSureFindingThatShowsIt() {
    Rule rule = Rule.cause("x", Weight.BREAKS).needs(EchoAnswered.class).needs(PathMtu.class);
    Cause cause = rule.in(examination(MTU, PINGED)).orElseThrow();
    assertEquals(Degree.GUESSED, cause.certainty().degree());
    assertEquals(List.of(PINGED, MTU), cause.findings(), "in the order in which they are needed");
  }

  @Test
  void breakingCauseDegradesWhereTheOtherIpVersionWorks() {
    assertEquals(Weight.DEGRADES, Rule.cause("x", Weight.BREAKS).besideOther());
    assertEquals(Weight.REMARK, Rule.cause("x", Weight.REMARK).besideOther());
    assertEquals(
        Weight.BREAKS,
        Rule.cause("x", Weight.BREAKS).besideOtherVersion(Weight.BREAKS).besideOther());
  }

  @Test
  void remediesAreMadeFromWhatShowsTheCause() {
    Rule rule =
        Rule.cause("x", Weight.BREAKS)
            .needs(PathMtu.class)
            .explains("y", "z")
            .mendedBy((of, found) -> List.of(Remedy.look(of.name() + found.size(), "true")));
    Cause cause = rule.in(examination(PINGED, MTU)).orElseThrow();
    assertEquals("www.example.org1", cause.remedies().get(0).effect());
    assertEquals(List.of("y", "z"), rule.explains());
  }
}
