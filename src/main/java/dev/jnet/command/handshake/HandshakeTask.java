package dev.jnet.command.handshake;

import dev.jnet.command.CommandRun;
import dev.jnet.command.ConnectOrder;
import dev.jnet.command.EachTarget;
import dev.jnet.command.KernelTcpPrintout;
import dev.jnet.command.KernelTcpRun;
import dev.jnet.console.CommandException;
import dev.jnet.console.ExitCode;
import dev.jnet.host.HostException;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.UnprivilegedProbes;
import dev.jnet.options.Endpoint;
import dev.jnet.report.kernel.KernelTcpReportContent;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** Makes a connection to each of a host's ports. */
record HandshakeTask(CommandRun run, HandshakeOptions options) implements EachTarget<Endpoint> {
  /** Connections a second when several ports are tried and the user gives no rate. */
  static final double DEFAULT_RATE = 2_000;

  @Override
  public int ask(Endpoint endpoint) throws IOException {
    InetAddress address = run.network().names().host(endpoint.host());
    if (!run.network().access().isWhole()) {
      return askByKernel(endpoint, address);
    }
    return run.print(
        attempt(endpoint, ConnectOrder.of(address, run.network().names().others(endpoint.host()))));
  }

  /** Tries the addresses of a host in turn, until one is not silent. */
  private NetworkPath.Outcome<HandshakePrintout> attempt(Endpoint endpoint, List<InetAddress> order)
      throws IOException {
    List<InetAddress> silent = new ArrayList<>();
    for (InetAddress address : order.subList(0, order.size() - 1)) {
      try {
        NetworkPath.Outcome<HandshakePrintout> outcome =
            attempt(new HandshakeTarget(endpoint, address, options, List.copyOf(silent), true));
        if (!outcome.result().content().isSilent()
            || outcome.broken().isPresent()
            || run.isStopped()) {
          return outcome;
        }
      } catch (CommandException nextHopIsSilent) {
        if (run.isStopped() || CommandException.exitCode(nextHopIsSilent) != ExitCode.NEGATIVE) {
          throw nextHopIsSilent;
        }
      }
      silent.add(address);
    }
    InetAddress last = order.get(order.size() - 1);
    return attempt(new HandshakeTarget(endpoint, last, options, silent, false));
  }

  /** Connects with the kernel's TCP, when jnet may not send segments itself. */
  private int askByKernel(Endpoint endpoint, InetAddress address) throws IOException {
    if (options.halfOpen()) {
      throw UnprivilegedProbes.notPermitted("leave a handshake half open");
    }
    NetworkPath.Outcome<KernelTcpReportContent> outcome =
        new KernelTcpRun("handshake", run)
            .connect(endpoint, address, Nanos.of(options.patience()), options.data());
    int code = HandshakePrintout.exitCode(outcome.result().allOpen());
    return run.print(outcome.as(new KernelTcpPrintout(outcome.result(), code)));
  }

  /** Connects with jnet's own TCP, or with the kernel's if that is wanted or the only way. */
  private NetworkPath.Outcome<HandshakePrintout> attempt(HandshakeTarget target)
      throws IOException {
    KernelAttempt byKernel = new KernelAttempt(run, target);
    if (options.kernel()) {
      return byKernel.watch("");
    }
    HandshakeAttempt attempt;
    try {
      attempt = HandshakeAttempt.open(target, run.network());
    } catch (HostException e) {
      if (e.kind() != HostException.Kind.NO_PORT_GUARD || options.halfOpen()) {
        throw e;
      }
      return byKernel.watch(e.getMessage());
    }
    return attempt.run(run);
  }

  @Override
  public String host(Endpoint endpoint) {
    return endpoint.host();
  }

  @Override
  public String error(Endpoint endpoint, IOException e) {
    return HandshakePrintout.error(endpoint.host(), e);
  }
}
