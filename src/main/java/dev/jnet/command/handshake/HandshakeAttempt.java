package dev.jnet.command.handshake;

import dev.jnet.command.CommandRun;
import dev.jnet.command.KernelWitness;
import dev.jnet.handshake.AnswerOrigin;
import dev.jnet.handshake.HandshakeQuestion;
import dev.jnet.handshake.HandshakeResult;
import dev.jnet.handshake.PortSweep;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.Ports;
import dev.jnet.probe.Pace;
import dev.jnet.probe.ReplyOrigin;
import dev.jnet.report.handshake.HandshakeReportContent;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Connections that jnet itself will make to the ports of one host. */
record HandshakeAttempt(HandshakeTarget target, NetworkPath path, HandshakeQuestion question) {
  /**
   * A time limit that is never reached, because a sweep ends by itself. In ns; it is small enough
   * to be added to a time.
   */
  static final long TIME = Nanos.FOREVER / 4;

  /** Reserves a port of this machine, and opens the path. */
  static HandshakeAttempt open(HandshakeTarget target, Network network) throws IOException {
    Ports.TcpPort local = network.ports().tcp(target.address());
    network.paths().routeFor(target.packets());
    NetworkPath path =
        target.options().sends()
            ? network.openCapture(target.address(), local.filter(), Network.SNAP_FOR_DATA)
            : network.openCapture(target.address(), local.filter(), Network.SNAP_FOR_HEADERS);
    HandshakeQuestion question =
        target.question(path, path.hop().mtu(), new Port(local.number()), network.seed());
    return new HandshakeAttempt(target, path, question);
  }

  /** These connections on the same path, with what is known of it now. */
  HandshakeAttempt by(NetworkPath known) {
    return new HandshakeAttempt(target, known, question.by(known.hop()));
  }

  /**
   * The question about all ports.
   *
   * @param listener receives the answers in the order of the ports, while others are awaited
   */
  PortSweep sweep(Consumer<List<HandshakeResult>> listener) {
    return new PortSweep(question, target.endpoint().ports(), listener);
  }

  HandshakeReportContent content(List<HandshakeResult> results) {
    return HandshakeReportContent.ofOwnTcp(
        target.endpoint().host(), target.passedOver(), question, path.kernelMtu(), results);
  }

  /** Connects to all ports. */
  NetworkPath.Outcome<HandshakePrintout> run(CommandRun run) throws IOException {
    PortAnswers answers = new PortAnswers(run, target, this::content);
    NetworkPath.Outcome<List<HandshakeResult>> outcome =
        path.run(sweep(answers), pace(run), TIME, run.stopped());
    List<HandshakeResult> results = outcome.result();
    boolean open = results.get(0).status() == HandshakeResult.Status.OPEN;
    outcome =
        KernelWitness.beside(outcome, path, target.packets(), !open && results.size() == 1, run);
    HandshakeReportContent all =
        content(outcome.result()).measured(outcome.tally(), outcome.elapsed());
    HandshakeReportContent known = all.from(origin(all, run));
    return outcome.as(answers.rest(known, target.options().absolute()));
  }

  /** From where an answer came that has passed no router, although the route leads through one. */
  private ReplyOrigin origin(HandshakeReportContent all, CommandRun run) {
    return all.suspect()
        .map(
            result ->
                path.run(
                        new AnswerOrigin(
                            question.withPort(new Port(result.port())), result.roundTrip()),
                        run.pace(),
                        TIME,
                        run.stopped())
                    .result())
        .orElse(ReplyOrigin.UNKNOWN);
  }

  /** The pace. For several ports it is moderate unless the user gives a rate. */
  private Pace pace(CommandRun run) {
    boolean several = target.endpoint().ports().size() > 1;
    return several ? Pace.of(run.options().rateOr(HandshakeTask.DEFAULT_RATE)) : run.pace();
  }
}
