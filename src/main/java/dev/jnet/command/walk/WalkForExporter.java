package dev.jnet.command.walk;

import dev.jnet.exporter.StepwiseQuestion;
import dev.jnet.exporter.module.PageWalker;
import dev.jnet.network.TrustStore;
import dev.jnet.probe.Pace;
import dev.jnet.unit.Nanos;
import dev.jnet.walk.Walk;
import dev.jnet.walk.tls.TlsKeys;
import dev.jnet.walk.tls.TlsPlan;
import java.io.IOException;
import java.util.Optional;

/**
 * Fetches pages for the exporter.
 *
 * @param agent the name of this program in a request, such as {@code jnet/0.1.0}
 */
public record WalkForExporter(String agent) implements PageWalker {
  private static final long MAX_PATIENCE = 10 * Nanos.SECOND;

  /** How many packets may leave at once, so that a page does not take longer than it must. */
  private static final int BURST = 32;

  @Override
  public Walk walk(Request request, StepwiseQuestion.Setting setting) throws IOException {
    Journey journey =
        new Journey(
            setting.network(),
            Pace.of(setting.options().rate(), BURST),
            new WalkTime(Math.min(MAX_PATIENCE, request.time()), request.time()),
            setting.stopped());
    return new Walker(journey, plan(request, setting.network().isPractice())).walk(request.url());
  }

  private WalkPlan plan(Request request, boolean practice) {
    return new WalkPlan(
        request.family(),
        Optional.empty(),
        request.settings().followRedirects(),
        agent,
        Optional.empty(),
        request.settings().maxBody(),
        () -> tls(request, practice),
        request.mayAsk());
  }

  private static TlsPlan tls(Request request, boolean practice) throws IOException {
    Optional<TrustStore> named = request.settings().authorities();
    TrustStore store = TrustStore.of(named, practice);
    return new TlsPlan(
        store.authorities(), store.name(), request.settings().insecure(), TlsKeys.none());
  }
}
