package dev.jnet.command.mss;

import dev.jnet.command.CommandRun;
import dev.jnet.command.KernelWitness;
import dev.jnet.handshake.Download;
import dev.jnet.handshake.HandshakeResult;
import dev.jnet.link.LinkException;
import dev.jnet.mss.MssDiagnosis;
import dev.jnet.mss.MssQuestion;
import dev.jnet.mss.MssResult;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.segment.SegmentMtuDiagnosis;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.Ports;
import dev.jnet.options.Endpoint;
import dev.jnet.probe.Tally;
import dev.jnet.probe.Via;
import dev.jnet.report.mss.MssReportContent;
import dev.jnet.tcp.SynPatience;
import dev.jnet.unit.Mtu;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Asks three questions about a port: what the SYNs say, what the path carries, and what data comes.
 */
record MssSearch(CommandRun run, MssOptions options) {
  /** The longest wait for an answer to three SYNs, in ns: 1, 2 and 4 s as in Linux. */
  private static final long MAX_SYN_PATIENCE = 7 * Nanos.SECOND;

  /** How long to wait for a SYN-ACK or data from a port that is known to be open, in ns. */
  static final long OPEN_PORT_PATIENCE = 2 * Nanos.SECOND;

  /** The most bytes of a page that are kept. */
  static final int MAX_REPLY = 1 << 18;

  /**
   * Asks about a port. When the link breaks, the result is what is known so far.
   *
   * @param time for each of the questions, in ns; for all together where the user names it
   */
  NetworkPath.Outcome<MssReportContent> search(Endpoint endpoint, InetAddress target, long time)
      throws IOException {
    Ports.TcpPort local = run.network().ports().tcp(target);
    Via port = Via.tcp(new Port(endpoint.ports().get(0)));
    run.network().paths().routeFor(port);
    NetworkPath path = run.network().openCapture(target, local.filter(), Network.SNAP_FOR_DATA);
    MssQuestion question = question(endpoint, target, path, local);
    NetworkPath.Outcome<MssResult> syns = run.ask(path, new MssDiagnosis(question), time);
    boolean open = syns.result().status() == MssResult.Status.OPEN;
    Optional<LinkException> broken = syns.broken();
    Tally tally = syns.tally();
    long elapsed = syns.elapsed();
    Optional<MtuResult> mtu = Optional.empty();
    Optional<Download> download = Optional.empty();
    if (open && broken.isEmpty()) {
      NetworkPath.Outcome<MtuResult> search =
          run.run(path, pathMtu(question), run.left(time, elapsed));
      mtu = Optional.of(search.result()).filter(found -> found.known() || !run.isStopped());
      broken = search.broken();
      tally = tally.plus(search.tally());
      elapsed += search.elapsed();
    }
    if (mtu.isPresent() && options.get().isPresent() && broken.isEmpty()) {
      NetworkPath.Outcome<HandshakeResult> page =
          run.run(
              path,
              PageRequest.of(endpoint.host(), options.get().get(), question),
              run.left(time, elapsed));
      download = Optional.of(Download.of(page.result(), question.settings(), MAX_REPLY));
      broken = page.broken();
      tally = tally.plus(page.tally());
      elapsed += page.elapsed();
    }
    if (broken.isEmpty() && !run.isStopped()) {
      int arrived = mtu.map(MtuResult::lower).orElse(0);
      tally =
          tally.beside(
              KernelWitness.compare(run.network(), path, port, !open).besideArrived(arrived));
    }
    MssReportContent content =
        new MssReportContent(
            endpoint.host(), question, syns.result(), mtu, download, tally, elapsed);
    return new NetworkPath.Outcome<>(content, tally, elapsed, broken);
  }

  /** Makes a question whose seed is used for all, so that later connections get later numbers. */
  private MssQuestion question(
      Endpoint endpoint, InetAddress target, NetworkPath path, Ports.TcpPort local)
      throws IOException {
    SynPatience patience =
        new SynPatience(Math.min(MAX_SYN_PATIENCE, Nanos.of(options.deadline())));
    return new MssQuestion(
        target,
        new Port(endpoint.ports().get(0)),
        path.hop(),
        new Port(local.number()),
        patience.linux(Addresses.version(target), path.hop().mtu()),
        run.network().seed());
  }

  private static SegmentMtuDiagnosis pathMtu(MssQuestion question) {
    Mtu most = MtuQuestion.most(question.hop(), Addresses.version(question.target()));
    MtuQuestion size = new MtuQuestion(question.target(), question.hop(), most, question.seed());
    return new SegmentMtuDiagnosis(size, question.port(), question.localPort(), OPEN_PORT_PATIENCE);
  }
}
