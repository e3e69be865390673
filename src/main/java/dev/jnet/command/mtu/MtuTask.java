package dev.jnet.command.mtu;

import dev.jnet.batch.BatchTask;
import dev.jnet.batch.OpenedTarget;
import dev.jnet.batch.TargetQuestion;
import dev.jnet.command.Nat64Discovery;
import dev.jnet.host.HostException;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.plan.FirstAnswered;
import dev.jnet.mtu.plan.MtuSearchPlan;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.Ports;
import dev.jnet.network.UnprivilegedProbes;
import dev.jnet.probe.Via;
import dev.jnet.report.mtu.MtuReportContent;
import dev.jnet.report.mtu.ProbeWords;
import dev.jnet.unit.Mtu;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Nat64Prefix;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks for the path MTU to a host.
 *
 * @param sparing whether to save packets rather than round trips, as with many hosts
 */
record MtuTask(MtuOptions options, boolean sparing, Network network) implements BatchTask {
  /**
   * The probes that can be sent to a host.
   *
   * @param kinds in the order in which to try them
   * @param impossible what cannot be sent, and why, in words; empty when nothing was left out
   * @param port this machine's port for TCP segments, with the capture filter
   */
  private record Sendable(List<Via> kinds, String impossible, Ports.TcpPort port) {}

  @Override
  public OpenedTarget open(String host, InetAddress target) throws IOException {
    Sendable sendable = sendable(target);
    network.paths().routeFor(sendable.kinds().get(0));
    // the return path is tested by UDP
    NetworkPath path = network.openBestAvailable(target, sendable.port().filter() + " or udp");
    Mtu most = MtuQuestion.most(path.hop(), Addresses.version(target));
    MtuQuestion question = new MtuQuestion(target, path.hop(), options.limit(most), network.seed());
    return new OpenedTarget(path, known -> ask(host, known, question, sendable));
  }

  @Override
  public Optional<Via> witness() {
    return Optional.of(options.kinds().get(0));
  }

  private Sendable sendable(InetAddress target) throws IOException {
    List<Via> allowed = UnprivilegedProbes.usable(options.kinds(), network.access());
    List<Via> withoutTcp = new ArrayList<>(allowed);
    withoutTcp.removeIf(via -> via.kind() == Via.Kind.TCP);
    Ports.TcpPort none = new Ports.TcpPort(0, "icmp");
    boolean asked = !withoutTcp.equals(allowed);
    if (!asked && !network.access().isWhole()) {
      return new Sendable(allowed, "", none);
    }
    try {
      return new Sendable(allowed, "", network.ports().tcp(target));
    } catch (HostException e) {
      boolean noPort =
          e.kind() == HostException.Kind.NO_PORT_GUARD
              || e.kind() == HostException.Kind.NO_FREE_PORT;
      if (!noPort || withoutTcp.isEmpty()) {
        throw e;
      }
      if (!asked) {
        return new Sendable(allowed, "", none);
      }
      return new Sendable(withoutTcp, "TCP segments (" + e.getMessage() + ")", none);
    }
  }

  private TargetQuestion<FirstAnswered.Result> ask(
      String host, NetworkPath path, MtuQuestion asked, Sendable sendable) {
    MtuQuestion question = asked.by(path.hop());
    MtuSearchPlan plan =
        new MtuSearchPlan(question, sendable.kinds(), sendable.port().number(), sparing);
    return new TargetQuestion<>(
        plan.firstAnswered(),
        Nanos.of(options.deadline()),
        (found, tally, elapsed) ->
            new MtuPrintout(
                new MtuReportContent(
                    host,
                    question.target(),
                    path.shown(),
                    question.limit(),
                    path.kernelMtu(),
                    translation(path, found.result()),
                    path.access(),
                    sendable.kinds().get(found.kind()),
                    ProbeWords.unanswered(sendable.kinds(), found, sendable.impossible()),
                    found.result(),
                    List.of(new MtuReportContent.FlowMtu(0, found.result())),
                    tally,
                    elapsed)));
  }

  /** One name is not looked up for each of many targets. */
  private Optional<Nat64Prefix> translation(NetworkPath path, MtuResult result) {
    return sparing ? Optional.empty() : Nat64Discovery.prefix(network, path, result);
  }

  @Override
  public String error(String host, IOException e) {
    return MtuPrintout.error(host, e);
  }
}
