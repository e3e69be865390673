package dev.jnet.command.doctor;

import dev.jnet.handshake.HandshakeQuestion;
import dev.jnet.handshake.PortSweep;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.Ports;
import dev.jnet.ping.PingQuestion;
import dev.jnet.probe.Via;
import dev.jnet.tcp.SynPatience;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.util.List;

/** The questions that small packets ask on a path. */
record SmallQuestions(Network network, NetworkPath path, Ports.PortSet ports) {
  /** What parts the seeds of questions, so that none takes the answers to another for its own. */
  private static final int MAX_ECHOES = 100;

  /** How long the two quiet echo requests may take, in ns. */
  static final long QUIET_TIME = 6 * Nanos.SECOND;

  private static final long SYN_PATIENCE = 3 * Nanos.SECOND;
  private static final int MAX_REPLY = 1 << 16;

  /**
   * Echo requests of the usual size.
   *
   * @param eager whether the next one leaves as soon as the last one is answered
   */
  PingQuestion echoes(int count, boolean eager) throws IOException {
    return echoes(
        count,
        new PingQuestion.Schedule(
            count, 200 * Nanos.MILLISECOND, eager, 0, Nanos.SECOND, Nanos.SECOND));
  }

  /** Echo requests that leave at once, to see whether they overtake each other. */
  PingQuestion burst(int count) throws IOException {
    return echoes(
        MAX_ECHOES + count,
        new PingQuestion.Schedule(count, Nanos.MICROSECOND, false, 0, Nanos.SECOND, Nanos.SECOND));
  }

  /** Two echo requests, with a pause in which a router may save up for an ICMP error. */
  PingQuestion quietEchoes() throws IOException {
    return echoes(
        2 * MAX_ECHOES,
        new PingQuestion.Schedule(2, QUIET_TIME / 2, false, 0, Nanos.SECOND, Nanos.SECOND));
  }

  private PingQuestion echoes(int kind, PingQuestion.Schedule schedule) throws IOException {
    return new PingQuestion(
        path.target(),
        path.hop(),
        Via.ICMP,
        PingQuestion.Shape.DEFAULT,
        schedule,
        network.seed() + kind);
  }

  /** A port of this machine that is free for a connection. */
  int localPort() throws IOException {
    return ports.nextTcp(path.target());
  }

  /**
   * A connection to a port.
   *
   * @param localPort this machine's
   * @param halfOpen whether it is reset as soon as it is answered, and not opened and closed in
   *     order
   */
  PortSweep connection(int port, int localPort, boolean halfOpen) throws IOException {
    HandshakeQuestion question =
        new HandshakeQuestion(
            path.target(),
            new Port(port),
            path.hop(),
            new Port(localPort),
            new SynPatience(SYN_PATIENCE).linux(Addresses.version(path.target()), path.hop().mtu()),
            halfOpen,
            new byte[0],
            MAX_REPLY,
            Nanos.SECOND,
            network.seed());
    return new PortSweep(question, List.of(port), inOrder -> {});
  }
}
