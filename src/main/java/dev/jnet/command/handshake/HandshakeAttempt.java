package dev.jnet.command.handshake;

import dev.jnet.command.CommandRun;
import dev.jnet.handshake.HandshakeQuestion;
import dev.jnet.handshake.HandshakeResult;
import dev.jnet.handshake.PortSweep;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.Ports;
import dev.jnet.probe.Tally;
import dev.jnet.report.handshake.HandshakeFindings;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.util.List;

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
    network.routeFor(target.packets());
    NetworkPath path =
        target.options().sends()
            ? network.openCapture(target.address(), local.filter(), CommandRun.SNAP_FOR_DATA)
            : network.openCapture(target.address(), local.filter());
    HandshakeQuestion question =
        target.question(path, path.hop().mtu(), local.number(), network.seed());
    return new HandshakeAttempt(target, path, question);
  }

  /** These connections on the same path, about which more is known now. */
  HandshakeAttempt by(NetworkPath known) {
    return new HandshakeAttempt(target, known, question.by(known.hop()));
  }

  PortSweep sweep() {
    return new PortSweep(question, target.endpoint().ports());
  }

  HandshakeFindings findings(List<HandshakeResult> results, Tally tally, long elapsed) {
    return new HandshakeFindings(
        target.endpoint().host(),
        target.passedOver(),
        question,
        path.kernelMtu(),
        HandshakeFindings.Client.JNET,
        "",
        results,
        tally,
        elapsed);
  }
}
