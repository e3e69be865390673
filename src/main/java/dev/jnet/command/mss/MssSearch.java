package dev.jnet.command.mss;

import dev.jnet.command.CommandRun;
import dev.jnet.handshake.Handshake;
import dev.jnet.handshake.HandshakeQuestion;
import dev.jnet.handshake.HandshakeResult;
import dev.jnet.handshake.LargestSegment;
import dev.jnet.link.LinkException;
import dev.jnet.mss.MssDiagnosis;
import dev.jnet.mss.MssQuestion;
import dev.jnet.mss.MssResult;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.SegmentMtuDiagnosis;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.Ports;
import dev.jnet.options.Endpoint;
import dev.jnet.probe.Tally;
import dev.jnet.report.mss.MssFindings;
import dev.jnet.tcp.SynPatience;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/** The three questions about a port: what the SYNs say, what the path carries, what comes. */
record MssSearch(CommandRun run, MssOptions options) {
  /** SYNs are not waited for any longer than Linux does, in ns. */
  private static final long MAX_SYN_PATIENCE = 7 * Nanos.SECOND;

  /** How long to wait for a SYN-ACK, or for data, of a port that is open, in ns. */
  private static final long OPEN_PORT_PATIENCE = 2 * Nanos.SECOND;

  /** Bytes of a page that are waited for. */
  private static final int MAX_REPLY = 1 << 18;

  /** Asks about a port; where the link breaks, as far as it gets. */
  NetworkPath.Outcome<MssFindings> search(Endpoint endpoint, InetAddress target)
      throws IOException {
    Ports.TcpPort local = run.network().ports().tcp(target);
    NetworkPath path = run.network().openCapture(target, local.filter(), CommandRun.SNAP_FOR_DATA);
    MssQuestion question = question(endpoint, target, path, local);
    NetworkPath.Outcome<MssResult> syns = run.ask(path, new MssDiagnosis(question), deadline());
    Optional<LinkException> broken = syns.broken();
    Tally tally = syns.tally();
    long elapsed = syns.elapsed();
    Optional<MtuResult> mtu = Optional.empty();
    OptionalInt served = OptionalInt.empty();
    if (syns.result().status() == MssResult.Status.OPEN && broken.isEmpty()) {
      NetworkPath.Outcome<MtuResult> search = run.run(path, pathMtu(question), deadline());
      boolean cut = run.isStopped() && !search.result().known();
      mtu = cut ? Optional.empty() : Optional.of(search.result());
      broken = search.broken();
      tally = tally.without(search.tally().uncaptured());
      elapsed += search.elapsed();
    }
    if (mtu.isPresent() && options.get().isPresent() && broken.isEmpty()) {
      NetworkPath.Outcome<HandshakeResult> page =
          run.run(path, request(endpoint.host(), options.get().get(), question), deadline());
      served = LargestSegment.received(page.result().steps(), question.settings().syn().mss());
      broken = page.broken();
    }
    MssFindings findings =
        new MssFindings(endpoint.host(), question, syns.result(), mtu, served, tally, elapsed);
    return new NetworkPath.Outcome<>(findings, tally, elapsed, broken);
  }

  private long deadline() {
    return Nanos.of(options.deadline());
  }

  /** One seed for all questions: on one pair of ports each connection's numbers go on. */
  private MssQuestion question(
      Endpoint endpoint, InetAddress target, NetworkPath path, Ports.TcpPort local)
      throws IOException {
    SynPatience patience = new SynPatience(Math.min(MAX_SYN_PATIENCE, deadline()));
    return new MssQuestion(
        target,
        new Port(endpoint.ports().get(0)),
        path.hop(),
        new Port(local.number()),
        patience.linux(Addresses.version(target), path.hop().mtu()),
        run.network().seed());
  }

  private static SegmentMtuDiagnosis pathMtu(MssQuestion question) {
    int most = MtuQuestion.most(question.hop(), Addresses.version(question.target()));
    MtuQuestion size = new MtuQuestion(question.target(), question.hop(), most, question.seed());
    return new SegmentMtuDiagnosis(size, question.port(), question.localPort(), OPEN_PORT_PATIENCE);
  }

  private static Handshake request(String host, String get, MssQuestion question) {
    String request = "GET " + get + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
    return new Handshake(
        new HandshakeQuestion(
            question.target(),
            question.port(),
            question.hop(),
            question.localPort(),
            question.settings(),
            false,
            request.getBytes(StandardCharsets.US_ASCII),
            MAX_REPLY,
            OPEN_PORT_PATIENCE,
            question.seed()));
  }
}
