package dev.jnet.command.mtu;

import dev.jnet.batch.BatchTask;
import dev.jnet.batch.OpenedTarget;
import dev.jnet.batch.TargetQuestion;
import dev.jnet.command.Nat64Discovery;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.plan.FirstAnswered;
import dev.jnet.mtu.plan.FlowSearches;
import dev.jnet.mtu.plan.FlowSearches.Plan.Flow;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.UnprivilegedProbes;
import dev.jnet.probe.FlowLabel;
import dev.jnet.probe.Via;
import dev.jnet.report.mtu.MtuReportContent;
import dev.jnet.report.mtu.MtuReportContent.FlowMtu;
import dev.jnet.report.mtu.ProbeWords;
import dev.jnet.unit.Mtu;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Asks for the path MTU of several flows to a host. */
record MtuFlowsTask(MtuOptions options, Network network) implements BatchTask {
  @Override
  public OpenedTarget open(String host, InetAddress target) throws IOException {
    List<Via> kinds = UnprivilegedProbes.usable(options.kinds(), network.access());
    network.paths().routeFor(kinds.get(0));
    FlowLabel first = FlowLabel.random(new SplittableRandom(network.seed()));
    boolean tcp = kinds.stream().anyMatch(via -> via.kind() == Via.Kind.TCP);
    List<Flow> flows = new ArrayList<>();
    for (int i = 0; i < options.flows(); i++) {
      FlowLabel label = first.other(i);
      flows.add(new Flow(label, tcp && network.ports().guardTcp(target, label.port().number())));
    }
    NetworkPath path = network.openBestAvailable(target, "icmp or udp or tcp");
    Mtu most = MtuQuestion.most(path.hop(), Addresses.version(target));
    MtuQuestion question = new MtuQuestion(target, path.hop(), options.limit(most), network.seed());
    FlowSearches.Plan plan = new FlowSearches.Plan(question, kinds, flows);
    return new OpenedTarget(path, known -> ask(host, known, plan));
  }

  @Override
  public Optional<Via> witness() {
    return Optional.of(options.kinds().get(0));
  }

  private TargetQuestion<FirstAnswered.Result> ask(
      String host, NetworkPath path, FlowSearches.Plan plan) {
    FlowSearches.Plan onward =
        new FlowSearches.Plan(plan.question().by(path.hop()), plan.kinds(), plan.flows());
    return new TargetQuestion<>(
        onward.firstAnswered(),
        Nanos.of(options.deadline()),
        (found, tally, elapsed) ->
            new MtuPrintout(
                content(
                    host,
                    path,
                    onward,
                    new NetworkPath.Outcome<>(found, tally, elapsed, Optional.empty()))));
  }

  private MtuReportContent content(
      String host,
      NetworkPath path,
      FlowSearches.Plan plan,
      NetworkPath.Outcome<FirstAnswered.Result> outcome) {
    FirstAnswered.Result found = outcome.result();
    return new MtuReportContent(
        host,
        plan.question().target(),
        path.shown(),
        plan.question().limit(),
        path.kernelMtu(),
        Nat64Discovery.prefix(network, path, found.result()),
        path.access(),
        plan.kinds().get(found.kind()),
        ProbeWords.unanswered(plan.kinds(), found, ""),
        found.result(),
        IntStream.range(0, found.flows().size())
            .mapToObj(
                i -> new FlowMtu(plan.flows().get(i).label().port().number(), found.flows().get(i)))
            .toList(),
        outcome.tally(),
        outcome.elapsed());
  }

  @Override
  public String error(String host, IOException e) {
    return MtuPrintout.error(host, e);
  }
}
