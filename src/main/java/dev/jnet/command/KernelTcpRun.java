package dev.jnet.command;

import dev.jnet.console.EndedEarlyException;
import dev.jnet.host.KernelTcp;
import dev.jnet.link.KernelConnector;
import dev.jnet.link.LinkException;
import dev.jnet.mtu.MtuDiagnosis;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.MtuResult;
import dev.jnet.network.NetworkPath;
import dev.jnet.options.Endpoint;
import dev.jnet.probe.Tally;
import dev.jnet.report.Access;
import dev.jnet.report.kernel.KernelTcpReportContent;
import dev.jnet.unit.Mtu;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Lets this machine's kernel connect, for users who may not send segments of their own.
 *
 * @param command the command that asks, as its documents name it
 */
public record KernelTcpRun(String command, CommandRun run) {
  /** The most bytes of a reply that are kept. */
  private static final int MAX_REPLY = 1 << 16;

  /**
   * Connects to the ports of a host. When the network changes meanwhile, the later ports are left
   * out.
   *
   * @param patience the longest wait for a connection, and for a reply, in ns
   * @param data what is sent on an open connection; empty for nothing
   */
  public NetworkPath.Outcome<KernelTcpReportContent> connect(
      Endpoint endpoint, InetAddress target, long patience, byte[] data) throws IOException {
    NetworkPath path = run.network().openBestAvailable(target, "icmp");
    long startedAt = path.link().now();
    KernelConnector connector =
        new KernelConnector(
            path.hop().source(), target, () -> run.network().requireUnchanged(path), run.stopped());
    KernelConnector.Outcome outcome =
        connector.connect(endpoint.ports(), patience, data, MAX_REPLY);
    long elapsed = path.link().now() - startedAt;
    List<KernelTcp> connections = outcome.connections();
    Optional<LinkException> broken = outcome.broken();
    if (connections.isEmpty() && broken.isEmpty()) {
      broken = Optional.of(new EndedEarlyException());
    }
    return new NetworkPath.Outcome<>(
        new KernelTcpReportContent(
            command, endpoint.host(), target, path.shown(), connections, Optional.empty(), elapsed),
        new Tally(endpoint.ports().size(), connections.size(), 0),
        elapsed,
        broken);
  }

  /**
   * Adds the path MTU to the content. ICMP or UDP sockets find it.
   *
   * @param patience the longest time for the search, in ns
   */
  public NetworkPath.Outcome<KernelTcpReportContent> withPath(
      NetworkPath.Outcome<KernelTcpReportContent> connected, long patience) throws IOException {
    KernelTcpReportContent content = connected.result();
    InetAddress target = content.target();
    NetworkPath path = run.network().openBestAvailable(target, "icmp");
    Mtu most = MtuQuestion.most(path.hop(), Addresses.version(target));
    MtuQuestion question = new MtuQuestion(target, path.hop(), most, run.network().seed());
    MtuDiagnosis diagnosis =
        run.network().access().means() == Access.Means.ICMP_SOCKETS
            ? new MtuDiagnosis(question)
            : MtuDiagnosis.withDatagrams(question, Optional.empty());
    NetworkPath.Outcome<MtuResult> search = run.run(path, diagnosis, patience);
    long elapsed = content.elapsed() + search.elapsed();
    KernelTcpReportContent both =
        new KernelTcpReportContent(
            content.command(),
            content.name(),
            target,
            content.hop(),
            content.connections(),
            Optional.of(search.result()),
            elapsed);
    return new NetworkPath.Outcome<>(both, connected.tally(), elapsed, search.broken());
  }
}
