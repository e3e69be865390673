package dev.jnet.command.handshake;

import dev.jnet.command.AskedKernel;
import dev.jnet.command.CommandRun;
import dev.jnet.console.CommandException;
import dev.jnet.handshake.HandshakeQuestion;
import dev.jnet.handshake.HandshakeResult;
import dev.jnet.handshake.KernelSweep;
import dev.jnet.handshake.Remark;
import dev.jnet.network.KernelPort;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.probe.Pace;
import dev.jnet.probe.ProgramTraffic;
import dev.jnet.probe.ReplyOrigin;
import dev.jnet.probe.Tally;
import dev.jnet.report.handshake.HandshakeReportContent;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** Connections that this machine's kernel makes and jnet captures. */
record KernelAttempt(CommandRun run, HandshakeTarget target) {
  /**
   * Lets the kernel connect.
   *
   * @param why jnet's own TCP cannot connect; empty when the user chose the kernel's TCP
   * @throws CommandException when the kernel refuses to connect to the only port
   */
  NetworkPath.Outcome<HandshakePrintout> watch(String why) throws IOException {
    run.network().paths().routeFor(target.packets());
    KernelPort local = run.network().ports().kernel(target.address());
    NetworkPath path =
        run.network().openCapture(target.address(), local.filter(), Network.SNAP_FOR_DATA);
    HandshakeQuestion question =
        target.question(path, mtu(path), new Port(local.number()), run.network().seed());
    Function<List<HandshakeResult>, HandshakeReportContent> some =
        results -> content(path, question, why, results);
    PortAnswers answers = new PortAnswers(run, target, some);
    KernelSweep sweep =
        new KernelSweep(
            question,
            target.endpoint().ports(),
            (long) (Nanos.SECOND / rate()),
            to -> local.socket(path.hop().source(), target.address(), to),
            answers);
    NetworkPath.Outcome<List<HandshakeResult>> outcome =
        path.run(sweep, Pace.unlimited(), HandshakeAttempt.TIME, run.stopped());
    requireStarted(outcome.result());
    Tally tally =
        sweep
            .tally()
            .without(outcome.tally().uncaptured())
            .afterPauses(outcome.tally().paused())
            .beside(programs(path, outcome.result()));
    HandshakeReportContent all = some.apply(outcome.result()).measured(tally, outcome.elapsed());
    return new NetworkPath.Outcome<>(
        answers.rest(all, target.options().absolute()), tally, outcome.elapsed(), outcome.broken());
  }

  /** What programs get: nothing, where the kernel's TCP did not take a SYN-ACK. */
  private ProgramTraffic programs(NetworkPath path, List<HandshakeResult> results) {
    boolean taken =
        results.stream().noneMatch(result -> result.remarks().contains(Remark.ANSWER_NOT_TAKEN));
    return taken
        ? ProgramTraffic.SAME
        : ProgramTraffic.SAME.answered(AskedKernel.notTaken(run.network(), path));
  }

  private HandshakeReportContent content(
      NetworkPath path, HandshakeQuestion question, String why, List<HandshakeResult> results) {
    return new HandshakeReportContent(
        target.endpoint().host(),
        target.passedOver(),
        question,
        path.kernelMtu(),
        HandshakeReportContent.Client.KERNEL,
        why,
        results,
        ReplyOrigin.UNKNOWN,
        new Tally(0, 0, 0),
        0);
  }

  /** The MTU for the kernel's segments: it uses what it has learned about the path. */
  private static int mtu(NetworkPath path) {
    int mtu = path.hop().mtu();
    return path.kernelMtu() > 0 ? Math.min(mtu, path.kernelMtu()) : mtu;
  }

  /** The rate in connections a second. The sweep itself keeps this pace. */
  private double rate() {
    return run.options().rateOr(HandshakeTask.DEFAULT_RATE);
  }

  private void requireStarted(List<HandshakeResult> results) throws CommandException {
    HandshakeResult first = results.get(0);
    if (results.size() == 1 && first.syn().isEmpty() && first.complaint().isPresent()) {
      throw new CommandException(
          "system",
          "the kernel does not connect to "
              + Addresses.text(target.address())
              + " port "
              + first.port()
              + ": "
              + first.complaint().get());
    }
  }
}
