package dev.jnet.command.handshake;

import dev.jnet.handshake.HandshakeQuestion;
import dev.jnet.handshake.HandshakeResult;
import dev.jnet.handshake.PortSweep;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.Ports;
import dev.jnet.options.Endpoint;
import dev.jnet.probe.Tally;
import dev.jnet.report.handshake.HandshakeFindings;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** Connections of jnet's own to the ports of one host, ready to be made. */
record HandshakeAttempt(Endpoint endpoint, NetworkPath way, HandshakeQuestion question) {
  /** Reserves a port of ours, and opens the way. */
  static HandshakeAttempt of(
      Endpoint endpoint, InetAddress target, Network world, HandshakePlan plan) throws IOException {
    Ports.TcpPort port = world.ports().tcp(target);
    NetworkPath way =
        plan.data().length > 0
            ? world.openCapture(target, port.filter(), HandshakePlan.SNAP_FOR_DATA)
            : world.openCapture(target, port.filter());
    HandshakeQuestion question =
        plan.question(
            target,
            endpoint.ports().get(0),
            way.hop(),
            way.hop().mtu(),
            port.number(),
            world.seed());
    return new HandshakeAttempt(endpoint, way, question);
  }

  /** The same by the same way, of which more is known now. */
  HandshakeAttempt by(NetworkPath known) {
    return new HandshakeAttempt(endpoint, known, question.by(known.hop()));
  }

  PortSweep sweep() {
    return new PortSweep(question, endpoint.ports());
  }

  HandshakeFindings findings(List<HandshakeResult> results, Tally tally, long elapsed) {
    return new HandshakeFindings(
        endpoint.host(),
        question,
        way.kernelMtu(),
        HandshakeFindings.Client.JNET,
        "",
        results,
        tally,
        elapsed);
  }
}
