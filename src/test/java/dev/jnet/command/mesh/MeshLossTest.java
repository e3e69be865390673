package dev.jnet.command.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.lab.Site;
import dev.jnet.link.ForwardingLink;
import dev.jnet.link.Frame;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.mesh.FlowResult;
import dev.jnet.mesh.Member;
import dev.jnet.mesh.Messages;
import dev.jnet.mesh.Order;
import dev.jnet.mesh.OrderRules;
import dev.jnet.mesh.PairResult;
import dev.jnet.mesh.Subjects;
import dev.jnet.mesh.bus.Store;
import dev.jnet.unit.Nanos;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a member's capture loses is no loss of the path. */
class MeshLossTest {
  /** A link that does not capture some of the frames that arrive, and counts them. */
  private static final class LossyLink extends ForwardingLink {
    private int arrived;
    private int firstLost;
    private int lastLost;
    private long lost;

    LossyLink(Link link) {
      super(link);
    }

    @Override
    public Optional<Frame> receive(long deadline) throws LinkException {
      Optional<Frame> frame = super.receive(deadline);
      while (frame.isPresent() && !frame.get().outgoing() && isLost()) {
        lost++;
        frame = super.receive(deadline);
      }
      return frame;
    }

    /** Has every second frame of these be lost. */
    void lose(int first, int last) {
      firstLost = first;
      lastLost = last;
    }

    private boolean isLost() {
      arrived++;
      return arrived >= firstLost && arrived < lastLost && arrived % 2 == 0;
    }

    @Override
    public long uncaptured() {
      long frames = lost;
      lost = 0;
      return frames;
    }
  }

  private final List<Site> sites = Site.open("offices", 0);
  private final PracticeMesh mesh = PracticeMesh.of(sites, Map.of(), "test");
  private final LossyLink berlin = lossy("berlin");
  private final LossyLink warsaw = lossy("warsaw");

  private Site site(String name) {
    return sites.stream().filter(each -> each.name().startsWith(name)).findFirst().orElseThrow();
  }

  /** A member whose capture loses frames, in place of the usual one. */
  private LossyLink lossy(String name) {
    Member member = Messages.member(mesh.bus().values().get(name)).orElseThrow();
    LossyLink link = new LossyLink(site(name));
    LossCountingLink counting = new LossCountingLink(link);
    SitePort port = new SitePort(site(name), counting, counting::lost);
    OrderRules rules = new OrderRules(name, address -> true);
    Agent agent = new Agent(member, port, Store.atOnce(mesh.bus()), rules, notice -> {});
    mesh.bus().serve(Subjects.order(name), agent::obey);
    mesh.bus().serve(Subjects.heard(name), agent::tellHeardNow);
    return link;
  }

  private PairResult measure() {
    Order order = new Order("1", site("berlin").now() / Nanos.MILLISECOND + 1000, "warsaw", 4, 1);
    byte[] answer =
        mesh.bus()
            .request(Subjects.order("berlin"), Messages.bytes(order), Duration.ofSeconds(1))
            .join();
    return Messages.result(answer).orElseThrow();
  }

  @Test
  void trainIsSentAgainWhereItsReceiverDidNotCaptureAllOfIt() {
    warsaw.lose(20, 100); // behind the echo requests for the round trip
    FlowResult flow = measure().flows().get(0);
    assertTrue(warsaw.arrived > 100);
    assertEquals(0.0, flow.lossPercent(), flow::toString);
    assertEquals(1500, flow.pathMtu());
    assertEquals(null, flow.lostSize());
  }

  @Test
  void trainIsSentAgainWhereItsSenderDidNotCaptureAllReports() {
    berlin.lose(4, 8);
    FlowResult flow = measure().flows().get(0);
    assertTrue(berlin.arrived > 8);
    assertFalse(flow.path().contains(""), flow::toString);
  }

  @Test
  void directionWhoseFramesAreNeverAllCapturedIsNotMeasured() {
    warsaw.lose(0, Integer.MAX_VALUE);
    PairResult result = measure();
    assertFalse(result.isMeasured());
    assertEquals("frames came faster than berlin and warsaw could capture them", result.refused());
  }
}
