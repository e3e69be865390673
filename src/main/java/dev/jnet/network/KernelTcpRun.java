package dev.jnet.network;

import dev.jnet.console.Console;
import dev.jnet.console.EndedEarlyException;
import dev.jnet.host.KernelTcp;
import dev.jnet.link.KernelConnector;
import dev.jnet.link.LinkException;
import dev.jnet.mtu.MtuDiagnosis;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.MtuResult;
import dev.jnet.options.NetworkOptions;
import dev.jnet.options.OutputOptions;
import dev.jnet.probe.Tally;
import dev.jnet.report.Access;
import dev.jnet.report.JsonLines;
import dev.jnet.report.kernel.KernelTcpDocument;
import dev.jnet.report.kernel.KernelTcpFindings;
import dev.jnet.report.kernel.KernelTcpReport;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** TCP by the kernel, for those who may not send segments of their own. */
public record KernelTcpRun(
    String command,
    Network world,
    NetworkOptions network,
    OutputOptions output,
    Console console,
    BooleanSupplier stopped) {
  private static final int MAX_REPLY = 1 << 16;

  /** Connects to ports; where the network changes, to those that are known by then. */
  public NetworkPath.Outcome<KernelTcpFindings> connect(
      String host, InetAddress target, List<Integer> ports, long patience, byte[] data)
      throws IOException {
    NetworkPath way = world.openBestAvailable(target, "icmp");
    long startedAt = way.link().now();
    KernelConnector.Outcome outcome =
        new KernelConnector(way.hop().source(), target, () -> world.requireUnchanged(way), stopped)
            .connect(ports, patience, data, MAX_REPLY);
    long elapsed = way.link().now() - startedAt;
    List<KernelTcp> connections = outcome.connections();
    Optional<LinkException> broken = outcome.broken();
    if (connections.isEmpty() && broken.isEmpty()) {
      broken = Optional.of(new EndedEarlyException());
    }
    return new NetworkPath.Outcome<>(
        new KernelTcpFindings(
            command, host, target, way.shown(), connections, Optional.empty(), elapsed),
        new Tally(ports.size(), connections.size(), 0),
        elapsed,
        broken);
  }

  /** The same with the path MTU, which ICMP or UDP sockets find. */
  public NetworkPath.Outcome<KernelTcpFindings> withPath(
      NetworkPath.Outcome<KernelTcpFindings> connected, long patience) throws IOException {
    KernelTcpFindings findings = connected.result();
    InetAddress target = findings.target();
    NetworkPath way = world.openBestAvailable(target, "icmp");
    int most = MtuQuestion.most(way.hop(), Addresses.version(target));
    MtuQuestion question = new MtuQuestion(target, way.hop(), most, world.seed());
    NetworkPath.Outcome<MtuResult> search =
        way.run(
            world.access() == Access.ICMP_SOCKETS
                ? new MtuDiagnosis(question)
                : MtuDiagnosis.withDatagrams(question, 0),
            network.pace(),
            patience,
            stopped);
    long elapsed = findings.elapsed() + search.elapsed();
    KernelTcpFindings both =
        new KernelTcpFindings(
            findings.command(),
            findings.name(),
            target,
            findings.hop(),
            findings.connections(),
            Optional.of(search.result()),
            elapsed);
    return new NetworkPath.Outcome<>(both, connected.tally(), elapsed, search.broken());
  }

  public void print(KernelTcpFindings findings) {
    console.progress("");
    if (output.json()) {
      for (KernelTcpDocument document : KernelTcpDocument.of(findings)) {
        console.out().println(JsonLines.of(document));
      }
    } else if (output.quiet()) {
      console.out().print(KernelTcpReport.bare(findings));
    } else {
      console.out().print(KernelTcpReport.text(findings, output.style()));
    }
  }
}
