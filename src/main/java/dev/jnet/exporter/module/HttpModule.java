package dev.jnet.exporter.module;

import dev.jnet.exporter.AllowedTargets;
import dev.jnet.exporter.HttpSettings;
import dev.jnet.exporter.ProbeAnswer;
import dev.jnet.exporter.ProbeOrder;
import dev.jnet.exporter.ProbeTarget;
import dev.jnet.exporter.StepwiseQuestion;
import dev.jnet.host.Family;
import dev.jnet.report.walk.WalkReport;
import dev.jnet.unit.Nanos;
import dev.jnet.walk.Leg;
import dev.jnet.walk.Walk;
import dev.jnet.walk.Walk.Outcome;
import dev.jnet.walk.http.Page;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.util.Optional;

/** Fetches a page by a walk. */
record HttpModule(PageWalker walker, AllowedTargets allowed) implements StepwiseQuestion {
  /** How long before the probe's deadline the walk ends, in ns. */
  private static final long LAST_WORDS = 200 * Nanos.MILLISECOND;

  private static final WalkReport.Wishes BRIEF = new WalkReport.Wishes(true, false);

  @Override
  public ProbeAnswer ask(ProbeOrder order, Setting setting) throws IOException {
    HttpSettings settings = order.module().http();
    Walk walk =
        walker.walk(
            new PageWalker.Request(
                ProbeTarget.url(order.target()),
                settings,
                Addresses.version(order.address()) == 4 ? Family.IPV4 : Family.IPV6,
                Math.max(1, order.remaining() - LAST_WORDS),
                allowed::allows),
            setting);
    return new ProbeAnswer(
        isSuccess(walk, settings),
        HttpMetrics.of(walk),
        style -> WalkReport.text(walk, BRIEF, style));
  }

  /** Whether the whole page came, with a status that is wanted; of other protocols the greeting. */
  private static boolean isSuccess(Walk walk, HttpSettings settings) {
    Outcome outcome = walk.verdict().outcome();
    Optional<Page> page = walk.last().flatMap(Leg::page);
    return page.isEmpty()
        ? walk.verdict().isGood()
        : (outcome == Outcome.ARRIVED
                || outcome == Outcome.REFUSED
                || outcome == Outcome.REDIRECTED)
            && settings.isValid(page.get().status());
  }
}
