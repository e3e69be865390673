package dev.jnet.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.jnet.finding.FlowConclusions.LargeFlow;
import dev.jnet.finding.PathFinding.BlackHole;
import dev.jnet.finding.PathFinding.OtherFlowsUntested;
import dev.jnet.finding.PathFinding.PathsAgree;
import dev.jnet.finding.PathFinding.PathsDiffer;
import dev.jnet.finding.TargetFinding.SomeFlowsDropLarge;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.DontFragment;
import dev.jnet.mtu.MtuResult.Status;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Flows to one target may take paths with MTUs of their own. */
class FlowConclusionsTest {
  /** Found path MTUs; 0 stands for a flow without an answer. */
  private static List<Finding> of(boolean direct, int... mtus) {
    SearchSample sample = new SearchSample(4);
    return FlowConclusions.of(
        Arrays.stream(mtus).mapToObj(FlowConclusionsTest::result).toList(),
        direct ? sample.onLink() : sample.setting());
  }

  private static MtuResult result(int mtu) {
    SearchSample sample = new SearchSample(4);
    sample.status = mtu == 0 ? Status.NO_REPLY : Status.OK;
    sample.lower = mtu;
    sample.upper = mtu + 1;
    return sample.result();
  }

  @Test
  void pathsDifferWhereTwoFlowsFoundOtherMtus() {
    PathsDiffer differ = assertInstanceOf(PathsDiffer.class, of(false, 1500, 1400, 1500).get(0));
    assertEquals(1400, differ.least());
    assertEquals(1500, differ.most());
    assertEquals(Certainty.SEEN, differ.grounds().certainty());
    assertEquals(3, differ.grounds().evidence().size());
  }

  @Test
  void flowsAreNoSurerThanTheirPathMtus() {
    SearchSample doubtful = new SearchSample(4);
    doubtful.dontFragment = DontFragment.UNKNOWN;
    List<MtuResult> flows = List.of(result(1400), doubtful.result());
    Finding agree = FlowConclusions.of(flows, doubtful.setting()).get(0);
    assertInstanceOf(PathsAgree.class, agree);
    assertEquals(Certainty.GUESSED, agree.grounds().certainty());
  }

  @Test
  void flowWhosePacketsAreSplitHasNoPathMtu() {
    SearchSample split = new SearchSample(4);
    split.dontFragment = DontFragment.CLEARED;
    List<MtuResult> flows = List.of(split.result(), split.result());
    assertEquals(List.of(), FlowConclusions.of(flows, split.setting()));
  }

  @Test
  void pathsDifferAlsoWhereAThirdFlowHasNoAnswer() {
    assertInstanceOf(PathsDiffer.class, of(false, 1500, 0, 1400).get(0));
  }

  @Test
  void pathsAgreeOnlyWhereEachFlowHasAnAnswer() {
    PathsAgree agree = assertInstanceOf(PathsAgree.class, of(false, 1400, 1400, 1400).get(0));
    assertEquals(1400, agree.bytes());
    assertEquals(3, agree.flows());
    assertEquals(List.of(), of(false, 1400, 1400, 0));
  }

  @Test
  void oneFlowLeavesTheOthersUntested() {
    OtherFlowsUntested untested =
        assertInstanceOf(OtherFlowsUntested.class, of(false, 1400).get(0));
    assertEquals(1400, untested.bytes());
  }

  @Test
  void nothingFollowsOnThisMachinesLinkOrWithoutAnAnswer() {
    assertEquals(List.of(), of(true, 1500));
    assertEquals(List.of(), of(true, 1500, 1400));
    assertEquals(List.of(), of(false, 0, 0));
  }

  private static LargeFlow flow(int port, int mtu) {
    SearchSample sample = new SearchSample(4);
    sample.status = mtu == 0 ? Status.NO_REPLY : Status.OK;
    sample.lower = mtu;
    sample.upper = mtu + 1;
    sample.blackHole = mtu > 0 && mtu < 1500;
    return new LargeFlow(port, sample.result());
  }

  private static Optional<Finding> dropping(List<LargeFlow> first, List<LargeFlow> again) {
    return FlowConclusions.dropping(443, first, again, 1500);
  }

  @Test
  void connectionsThatDropLargePacketsBothTimesAreNamed() {
    Finding finding =
        dropping(
                List.of(flow(1, 1500), flow(2, 1400), flow(3, 0), flow(4, 1400)),
                List.of(flow(2, 1400), flow(4, 0), flow(1, 1500)))
            .orElseThrow();
    SomeFlowsDropLarge some = assertInstanceOf(SomeFlowsDropLarge.class, finding);
    assertEquals(List.of(2), some.dropping());
    assertEquals(4, some.flows());
    assertEquals(1400, some.bytes());
    assertEquals(Certainty.Degree.INFERRED, some.grounds().certainty().degree());
  }

  @Test
  void connectionsThatChangeWithTimeShowNoEqualPaths() {
    List<LargeFlow> first = List.of(flow(1, 1500), flow(2, 1400));
    assertEquals(Optional.empty(), dropping(first, List.of(flow(2, 1500), flow(1, 1400))));
    assertEquals(Optional.empty(), dropping(first, List.of(flow(2, 1500), flow(1, 1500))));
    assertEquals(Optional.empty(), dropping(first, List.of(flow(2, 1400), flow(1, 1400))));
  }

  @Test
  void connectionsThatShowNothingTheSecondTimeShowNoEqualPaths() {
    List<LargeFlow> first = List.of(flow(1, 1500), flow(2, 1400));
    assertEquals(Optional.empty(), dropping(first, List.of()));
    assertEquals(Optional.empty(), dropping(first, List.of(flow(2, 1400), flow(1, 0))));
    assertEquals(Optional.empty(), dropping(first, List.of(flow(2, 0), flow(1, 1500))));
  }

  @Test
  void connectionThatDropsLargePacketsAloneShowsABlackHole() {
    BlackHole hole =
        assertInstanceOf(
            BlackHole.class, FlowConclusions.vanishing(List.of(flow(1, 1400)), 1500).orElseThrow());
    assertEquals(1400, hole.bytes());
    assertEquals(Certainty.Degree.INFERRED, hole.grounds().certainty().degree());
    assertEquals(Optional.empty(), FlowConclusions.vanishing(List.of(flow(1, 1500)), 1500));
    assertEquals(Optional.empty(), FlowConclusions.vanishing(List.of(flow(1, 0)), 1500));
    assertEquals(Optional.empty(), FlowConclusions.vanishing(List.of(), 1500));
  }
}
