package dev.jnet.command.handshake;

import dev.jnet.command.CommandRun;
import dev.jnet.command.ConnectOrder;
import dev.jnet.command.EachTarget;
import dev.jnet.command.KernelTcpPrintout;
import dev.jnet.command.KernelTcpRun;
import dev.jnet.command.KernelWitness;
import dev.jnet.command.KernelWitness.Wire;
import dev.jnet.console.CommandException;
import dev.jnet.console.ExitCode;
import dev.jnet.handshake.HandshakeResult;
import dev.jnet.host.HostException;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.UnprivilegedProbes;
import dev.jnet.options.Endpoint;
import dev.jnet.probe.Pace;
import dev.jnet.report.handshake.HandshakeFindings;
import dev.jnet.report.kernel.KernelTcpFindings;
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
    InetAddress address = run.network().host(endpoint.host());
    if (!run.network().access().isWhole()) {
      return askByKernel(endpoint, address);
    }
    NetworkPath.Outcome<HandshakeFindings> outcome =
        attempt(endpoint, ConnectOrder.of(address, run.network().names().others(endpoint.host())));
    return run.print(outcome.as(new HandshakePrintout(outcome.result(), options.absolute())));
  }

  /** Tries the addresses of a host in turn, until one is not silent. */
  private NetworkPath.Outcome<HandshakeFindings> attempt(Endpoint endpoint, List<InetAddress> order)
      throws IOException {
    List<InetAddress> silent = new ArrayList<>();
    for (InetAddress address : order.subList(0, order.size() - 1)) {
      try {
        NetworkPath.Outcome<HandshakeFindings> outcome =
            attempt(new HandshakeTarget(endpoint, address, options, List.copyOf(silent), true));
        if (!outcome.result().isSilent() || outcome.broken().isPresent() || run.isStopped()) {
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
    NetworkPath.Outcome<KernelTcpFindings> outcome =
        new KernelTcpRun("handshake", run)
            .connect(endpoint, address, Nanos.of(options.patience()), options.data());
    int code = HandshakePrintout.exitCode(outcome.result().allOpen());
    return run.print(outcome.as(new KernelTcpPrintout(outcome.result(), code)));
  }

  /** Connects with jnet's own TCP, or with the kernel's if that is wanted or the only way. */
  private NetworkPath.Outcome<HandshakeFindings> attempt(HandshakeTarget target)
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
    NetworkPath.Outcome<List<HandshakeResult>> outcome =
        attempt
            .path()
            .run(attempt.sweep(), pace(target.endpoint()), HandshakeAttempt.TIME, run.stopped());
    List<HandshakeResult> results = outcome.result();
    Wire wire =
        results.get(0).status() == HandshakeResult.Status.OPEN
            ? Wire.ANSWERED
            : results.size() == 1 ? Wire.SILENT : Wire.OTHER;
    outcome = KernelWitness.beside(outcome, attempt.path(), target.packets(), wire, run);
    return outcome.as(attempt.findings(outcome.result(), outcome.tally(), outcome.elapsed()));
  }

  /** The pace. For several ports it is moderate unless the user gives a rate. */
  private Pace pace(Endpoint endpoint) {
    boolean several = endpoint.ports().size() > 1;
    return several ? Pace.of(run.options().rateOr(DEFAULT_RATE)) : run.pace();
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
