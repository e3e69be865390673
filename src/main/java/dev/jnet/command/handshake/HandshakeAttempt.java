package dev.jnet.command.handshake;

import dev.jnet.handshake.HandshakeQuestion;
import dev.jnet.handshake.HandshakeResult;
import dev.jnet.handshake.PortSweep;
import dev.jnet.network.Way;
import dev.jnet.network.World;
import dev.jnet.options.Endpoint;
import dev.jnet.probe.Tally;
import dev.jnet.report.handshake.HandshakeFindings;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** Connections of jnet's own to the ports of one host, ready to be made. */
record HandshakeAttempt(Endpoint endpoint, Way way, HandshakeQuestion question) {
  /** Reserves a port of ours, and opens the way. */
  static HandshakeAttempt of(Endpoint endpoint, InetAddress target, World world, HandshakePlan plan)
      throws IOException {
    World.TcpPort port = world.reserveTcpPort(target);
    Way way =
        plan.data().length > 0
            ? world.open(target, port.filter(), HandshakePlan.SNAP_FOR_DATA)
            : world.open(target, port.filter());
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
  HandshakeAttempt by(Way known) {
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
