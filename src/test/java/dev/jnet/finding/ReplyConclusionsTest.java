package dev.jnet.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.finding.Certainty.Degree;
import dev.jnet.finding.PathFinding.AnsweredByAnother;
import dev.jnet.finding.PathFinding.LargeRepliesLost;
import dev.jnet.finding.PathFinding.MiddleboxAnswers;
import dev.jnet.finding.PathFinding.RepliesFragmented;
import dev.jnet.finding.PathFinding.ReturnPathUntested;
import dev.jnet.mtu.MtuResult.DontFragment;
import dev.jnet.mtu.MtuResult.WayBack;
import dev.jnet.probe.ReplyOrigin;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyConclusionsTest {
  private static ReplyConclusions of(SearchSample sample) {
    return new ReplyConclusions(sample.evidence());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void lostLargeRepliesAreInferredFromSmallAnswers(int version) {
    SearchSample sample = new SearchSample(version).withWidePath();
    sample.wayBack = new WayBack(true, 0, 1300);
    LargeRepliesLost lost = (LargeRepliesLost) of(sample).returnPath().get(0);
    assertEquals(1300, lost.bytes());
    assertEquals(1500, lost.arrived());
    assertEquals(Degree.INFERRED, lost.grounds().certainty().degree());
    sample.dontFragment = DontFragment.CLEARED;
    assertEquals(Degree.GUESSED, of(sample).returnPath().get(0).grounds().certainty().degree());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void fragmentsOfRepliesAreSeen(int version) {
    SearchSample sample = new SearchSample(version).withWidePath();
    sample.wayBack = new WayBack(true, 1396, 0);
    RepliesFragmented fragments = (RepliesFragmented) of(sample).returnPath().get(0);
    assertEquals(1396, fragments.bytes());
  }

  @Test
  void returnPathIsUntestedOnlyWhereItMayHideABlackHole() {
    SearchSample hole = new SearchSample(4).withBlackHole();
    assertEquals(List.of(), of(hole).returnPath(), "it is ruled out");
    hole.wayBack = new WayBack(false, 0, 0);
    assertInstanceOf(ReturnPathUntested.class, of(hole).returnPath().get(0));
    assertEquals(List.of(), of(new SearchSample(4)).returnPath(), "a router reports the drop");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void middleboxIsSuspectedOnlyWhereTheFirstRouterIsAsNear(int version) {
    SearchSample sample = new SearchSample(version).withWidePath();
    sample.wayBack = new WayBack(false, 0, 0, true, 64, ReplyOrigin.FIRST_ROUTER);
    MiddleboxAnswers box = (MiddleboxAnswers) of(sample).middlebox().orElseThrow();
    assertEquals(sample.target, box.target());
    assertEquals(sample.gateway, box.gateway());
    sample.wayBack = new WayBack(false, 0, 0, true, 64, ReplyOrigin.BEYOND);
    assertTrue(of(sample).middlebox().isEmpty(), "the answers take longer");
    sample.wayBack = new WayBack(false, 0, 0, true, 64, ReplyOrigin.UNKNOWN);
    assertTrue(of(sample).middlebox().isEmpty(), "the router was not asked");
    sample.wayBack = new WayBack(false, 0, 0, true, 63, ReplyOrigin.FIRST_ROUTER);
    assertTrue(of(sample).middlebox().isEmpty(), "a router was passed");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void othersThatAnswerAreNamed(int version) {
    SearchSample sample = new SearchSample(version);
    assertTrue(of(sample).fromOthers().isEmpty());
    sample.others = List.of(sample.address(81), sample.address(82));
    AnsweredByAnother another = (AnsweredByAnother) of(sample).fromOthers().orElseThrow();
    assertEquals(sample.others, another.others());
    assertEquals(sample.target, another.target());
  }
}
