package dev.jnet.exporter.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.lab.Lab;
import dev.jnet.lab.Practice;
import dev.jnet.lab.Setting;
import dev.jnet.lab.TopologyBuilder;
import dev.jnet.link.FirstHop;
import dev.jnet.link.FrameRefusedException;
import dev.jnet.link.LinkException;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.MtuResult.Status;
import dev.jnet.mtu.plan.FirstAnswered;
import dev.jnet.mtu.plan.MtuSearchPlan;
import dev.jnet.probe.Pace;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Prober;
import dev.jnet.probe.Reply;
import dev.jnet.probe.Via;
import dev.jnet.unit.Nanos;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A path that is as it was takes few packets; one that has changed is searched anew. */
class RepeatedMtuSearchTest {
  /** A path whose second link has an MTU, or drops larger packets silently. */
  private static Lab path(int mtu, boolean blackHole) {
    TopologyBuilder nodes =
        new TopologyBuilder("a path")
            .client("client", "10.0.0.2/24")
            .host("target", "10.2.0.1/24")
            .router("router", "10.0.0.1/24")
            .link("client", "router")
            .link("router", "target");
    return Lab.of(nodes.set(blackHole ? Setting.HOLE : Setting.MTU, mtu).build(), 1);
  }

  private static MtuSearchPlan plan(Lab lab) throws LinkException {
    InetAddress target = new Practice(lab).address("target", 4);
    FirstHop hop = lab.firstHop(target);
    MtuQuestion question = new MtuQuestion(target, hop, MtuQuestion.most(hop, 4), 1);
    return new MtuSearchPlan(question, List.of(Via.ICMP), 0, false);
  }

  private static FirstAnswered.Result found(Lab lab) throws LinkException {
    return Practice.run(lab.link(), plan(lab).firstAnswered());
  }

  private static RepeatedMtuSearch again(Lab lab, FirstAnswered.Result before)
      throws LinkException {
    return new RepeatedMtuSearch(plan(lab).question(), before, plan(lab).firstAnswered());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void pathThatIsAsItWasTakesTwoPackets(boolean blackHole) throws LinkException {
    Lab lab = path(1400, blackHole);
    FirstAnswered.Result before = found(lab);
    Prober prober = new Prober(lab.link(), Pace.unlimited(), () -> false);
    RepeatedMtuSearch.Result result =
        prober.run(again(lab, before), lab.link().now() + Nanos.SECOND);
    assertTrue(result.checked());
    assertEquals(before, result.found());
    assertEquals(2, prober.tally().sent());
  }

  @ParameterizedTest
  @ValueSource(ints = {1300, 1399, 1401, 1500})
  void pathThatHasChangedIsSearchedAnew(int mtu) throws LinkException {
    FirstAnswered.Result before = found(path(1400, false));
    Lab changed = path(mtu, false);
    RepeatedMtuSearch.Result result = Practice.run(changed.link(), again(changed, before));
    assertFalse(result.checked());
    assertEquals(mtu, result.found().result().lower());
  }

  @Test
  void blackHoleThatReportsNowIsSearchedAnew() throws LinkException {
    FirstAnswered.Result before = found(path(1400, true));
    Lab mended = path(1400, false);
    RepeatedMtuSearch.Result result = Practice.run(mended.link(), again(mended, before));
    assertFalse(result.checked());
    assertTrue(before.result().blackHole());
    assertFalse(result.found().result().blackHole());
  }

  @Test
  void searchBeginsAtOnceWhenTheCheckHasFailed() throws LinkException {
    Lab lab = path(1400, false);
    RepeatedMtuSearch search = again(lab, found(lab));
    Probe checking = search.next(0).orElseThrow();
    assertTrue(search.next(0).isPresent());
    assertTrue(search.wakeAt() > 0);
    search.accept(
        new Reply.Refused(
            checking,
            new Reply.Timing(0, 0, false, false),
            FrameRefusedException.Reason.TOO_LARGE));
    assertEquals(Long.MIN_VALUE, search.wakeAt());
    assertFalse(search.done());
    assertTrue(search.next(0).isPresent(), "the first probe of the search");
  }

  @Test
  void checkThatIsCutShortHasFoundNothing() throws LinkException {
    Lab lab = path(1400, false);
    RepeatedMtuSearch search = again(lab, found(lab));
    assertFalse(search.done());
    assertFalse(search.result().checked());
    assertEquals(Status.NO_REPLY, search.result().found().result().status());
  }
}
