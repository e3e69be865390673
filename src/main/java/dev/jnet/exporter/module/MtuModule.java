package dev.jnet.exporter.module;

import dev.jnet.batch.OpenedTarget;
import dev.jnet.batch.TargetQuestion;
import dev.jnet.exporter.ModuleQuestion;
import dev.jnet.exporter.ProbeAnswer;
import dev.jnet.exporter.ProbeOrder;
import dev.jnet.exporter.TargetState;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.plan.FirstAnswered;
import dev.jnet.mtu.plan.MtuSearchPlan;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.UnprivilegedProbes;
import dev.jnet.probe.Tally;
import dev.jnet.probe.Via;
import dev.jnet.report.mtu.MtuReport;
import dev.jnet.report.mtu.MtuReportContent;
import dev.jnet.unit.Mtu;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Asks for the path MTU. One that is known by echo requests is only checked. */
final class MtuModule implements ModuleQuestion {
  @Override
  public OpenedTarget open(ProbeOrder order, Network network, TargetState state)
      throws IOException {
    List<Via> kinds = UnprivilegedProbes.usable(order.via(), network.access());
    NetworkPath path = ProbePaths.open(network, order.address(), kinds.get(0));
    int port = ProbePaths.localPort(network, order.address()).number();
    Mtu limit = MtuQuestion.most(path.hop(), Addresses.version(order.address()));
    MtuQuestion question = new MtuQuestion(order.address(), path.hop(), limit, network.seed());
    return new OpenedTarget(
        path,
        known -> {
          MtuSearchPlan plan =
              new MtuSearchPlan(question.by(known.hop()), kinds, port, /* sparing= */ true);
          Search search = new Search(order, known, plan, state);
          return state
              .mtu(limit, System.nanoTime())
              .<TargetQuestion<?>>map(search::check)
              .orElseGet(search::begin);
        });
  }

  /** A search for the path MTU to one target. */
  private record Search(ProbeOrder order, NetworkPath path, MtuSearchPlan plan, TargetState state) {
    TargetQuestion<FirstAnswered.Result> begin() {
      return new TargetQuestion<>(
          plan.firstAnswered(),
          order.remaining(),
          (found, tally, elapsed) -> {
            keep(found);
            return answer(content(found, tally, elapsed), false);
          });
    }

    TargetQuestion<RepeatedMtuSearch.Result> check(FirstAnswered.Result before) {
      return new TargetQuestion<>(
          new RepeatedMtuSearch(plan.question(), before, plan.firstAnswered()),
          order.remaining(),
          (result, tally, elapsed) -> {
            if (!result.checked()) {
              keep(result.found());
            }
            return answer(content(result.found(), tally, elapsed), result.checked());
          });
    }

    private void keep(FirstAnswered.Result found) {
      boolean byEcho = plan.kinds().get(found.kind()).kind() == Via.Kind.ICMP;
      if (byEcho && KnownPathMtu.isCheckable(found.result())) {
        state.keep(found, plan.question().limit(), System.nanoTime());
      } else {
        state.forgetMtu();
      }
    }

    private MtuReportContent content(FirstAnswered.Result found, Tally tally, long elapsed) {
      return new MtuReportContent(
          order.target(),
          order.address(),
          path.shown(),
          plan.question().limit(),
          path.kernelMtu(),
          Optional.empty(),
          path.access(),
          plan.kinds().get(found.kind()),
          "",
          found.result(),
          List.of(new MtuReportContent.FlowMtu(0, found.result())),
          tally,
          elapsed);
    }
  }

  private static ProbeAnswer answer(MtuReportContent content, boolean checked) {
    return new ProbeAnswer(
        content.result().known(),
        MtuMetrics.of(content),
        style ->
            MtuReport.text(content, style)
                + (checked
                    ? "This path MTU was found in an earlier scrape; this one checked that it holds"
                        + " (packets sent: "
                        + content.tally().sent()
                        + ").\n"
                    : ""));
  }
}
