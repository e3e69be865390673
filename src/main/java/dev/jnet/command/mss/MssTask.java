package dev.jnet.command.mss;

import dev.jnet.command.CommandRun;
import dev.jnet.command.EachTarget;
import dev.jnet.command.KernelTcpPrintout;
import dev.jnet.command.KernelTcpRun;
import dev.jnet.console.CommandException;
import dev.jnet.network.Names;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.UnprivilegedProbes;
import dev.jnet.options.Endpoint;
import dev.jnet.report.JsonLines;
import dev.jnet.report.kernel.KernelTcpReportContent;
import dev.jnet.report.mss.MssDocument;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.net.InetAddress;

/** Asks for the segment size of a port. */
record MssTask(CommandRun run, MssOptions options) implements EachTarget<Endpoint> {
  @Override
  public int ask(Endpoint endpoint) throws IOException {
    Names names = run.network().names();
    long begunAt = names.clock();
    InetAddress target = names.host(endpoint.host());
    long time = run.left(Nanos.of(options.deadline()), names.clock() - begunAt);
    if (!run.network().access().isWhole()) {
      return askByKernel(endpoint, target, time);
    }
    var outcome = new MssSearch(run, options).search(endpoint, target, time);
    return run.print(outcome.as(new MssPrintout(outcome.result())));
  }

  /** Asks with the kernel's TCP, when jnet may not send segments itself. */
  private int askByKernel(Endpoint endpoint, InetAddress target, long time) throws IOException {
    if (options.get().isPresent()) {
      throw UnprivilegedProbes.notPermitted("see the segments that a server sends (--get)");
    }
    KernelTcpRun kernel = new KernelTcpRun("mss", run);
    NetworkPath.Outcome<KernelTcpReportContent> outcome =
        kernel.connect(endpoint, target, time, new byte[0]);
    if (outcome.result().allOpen() && outcome.broken().isEmpty() && !run.isStopped()) {
      outcome = kernel.withPath(outcome, run.left(time, outcome.elapsed()));
    }
    KernelTcpReportContent content = outcome.result();
    return run.print(
        outcome.as(new KernelTcpPrintout(content, MssPrintout.exitCode(content.verdict()))));
  }

  /** Whether two endpoints share a link: it leads to all ports of a host. */
  @Override
  public boolean shareLink(Endpoint one, Endpoint other) {
    return one.host().equals(other.host());
  }

  @Override
  public String host(Endpoint endpoint) {
    return endpoint.host();
  }

  @Override
  public String error(Endpoint endpoint, IOException e) {
    return JsonLines.of(
        MssDocument.error(endpoint.host(), CommandException.code(e), CommandException.message(e)));
  }
}
