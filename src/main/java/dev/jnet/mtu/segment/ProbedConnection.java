package dev.jnet.mtu.segment;

import dev.jnet.mtu.Carrier;
import dev.jnet.mtu.MtuQuestion;
import dev.jnet.mtu.MtuResult.Failure;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.tcp.Connection;
import dev.jnet.tcp.Ending;
import dev.jnet.tcp.InitialSequence;
import dev.jnet.tcp.SocketPair;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.tcp.TcpState;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.Tcp;
import java.util.Optional;

/**
 * The connection whose segments probe a path: how it opens, how long the server keeps it, how it
 * closes, and why it fails.
 */
final class ProbedConnection {
  /** How often a segment is sent. SYNs are repeated after 1/7 and 3/7 of the patience. */
  private static final int TRIES = 3;

  private static final int WAITS = 7;

  /**
   * How long the server may take to send its FIN, in ns. The wait is short because the answer is
   * known already.
   */
  private static final long MAX_CLOSING = 300 * Nanos.MILLISECOND;

  /**
   * How long probes go on after the server has closed, in ns. Its kernel still acknowledges for a
   * while, then seldom, and then not at all.
   */
  private static final long AFTER_REMOTE_CLOSE = 3_000 * Nanos.MILLISECOND;

  private final MtuQuestion question;
  private final Port port;
  private final Connection connection;
  private Optional<Failure> failure = Optional.empty();
  private long remoteClosedAt = Diagnosis.NEVER;
  private long closingAt = Diagnosis.NEVER;
  private int identification;

  /**
   * A connection whose SYN is due.
   *
   * @param port of the target
   * @param localPort a port on which this machine's kernel answers nothing
   * @param patience how long to wait for an answer to the SYNs, in ns
   */
  ProbedConnection(MtuQuestion question, Port port, Port localPort, long patience, long now) {
    this.question = question;
    this.port = port;
    TcpSettings settings =
        TcpSettings.linux(question.version(), Math.min(question.hop().mtu(), 65_535))
            .withPatience(Math.max(1, patience / WAITS), TRIES, TRIES);
    this.connection =
        Connection.connect(
            settings,
            new SocketPair(question.hop().source(), localPort, question.target(), port),
            InitialSequence.ofSeed(question.seed()),
            now);
  }

  /** The carrier of probes on this connection, whose two SYNs are known at {@code now}. */
  SegmentCarrier carrier(long now) {
    return new SegmentCarrier(question, connection, now);
  }

  /** The segment that TCP has to send, if any. */
  Optional<Probe> next(long now) {
    return connection.next(now).map(this::probe);
  }

  private Probe probe(Tcp tcp) {
    identification = (identification + 1) & 0xffff;
    return Probe.of(question.hop(), question.target(), identification, Carrier.TO_TARGET, tcp);
  }

  /** Takes what answers one of its segments. */
  void accept(Reply reply) {
    if (reply instanceof Reply.Segment segment) {
      accept(segment);
    } else if (reply instanceof Reply.Failed failed
        && connection.state() == TcpState.SYN_SENT
        && failed.error().kind() != IcmpError.Kind.TOO_BIG) {
      failure = Optional.of(new Failure(failed.packet().source(), failed.error().inWords()));
      connection.abort(reply.timing().at());
    }
  }

  private void accept(Reply.Segment segment) {
    connection.accept(segment.tcp(), segment.timing().at());
    connection.read(Integer.MAX_VALUE); // discards a server's greeting, which is not needed
    if (connection.ending() == Ending.REFUSED) {
      String words = "TCP port " + port + " is closed (RST)";
      failure = Optional.of(new Failure(segment.packet().source(), words));
    }
  }

  /** Whether a reset answered its SYN. */
  boolean isRefused() {
    return connection.ending() == Ending.REFUSED;
  }

  /** Whether the server reset it after it had opened. */
  boolean isReset() {
    return connection.ending() == Ending.RESET;
  }

  /** Whether it carries data now. */
  boolean maySend() {
    return connection.state().maySend();
  }

  /** Whether both sides have closed it, or one has reset it. */
  boolean isOver() {
    return connection.state() == TcpState.CLOSED || connection.state() == TcpState.TIME_WAIT;
  }

  /** Notes the time at which the server is first seen to have closed its half. */
  void noteRemoteClose(long now) {
    if (remoteClosedAt == Diagnosis.NEVER && connection.remoteClosed()) {
      remoteClosedAt = now;
    }
  }

  /** Whether the server had closed its half while probes were sent. */
  boolean isRemoteClosed() {
    return remoteClosedAt != Diagnosis.NEVER;
  }

  /** When the server need not acknowledge probes any more, in ns; never unless it has closed. */
  long forgottenAt() {
    return isRemoteClosed() ? remoteClosedAt + AFTER_REMOTE_CLOSE : Diagnosis.NEVER;
  }

  /** Closes this side; returns the FIN. */
  Optional<Probe> close(long now) {
    closingAt = now;
    connection.close(now);
    return next(now);
  }

  /**
   * A reset when the server takes too long to send its FIN. So the connection's ports are free for
   * the next one.
   */
  Optional<Probe> resetIfLate(long now) {
    if (closingAt == Diagnosis.NEVER || now < closingAt + MAX_CLOSING) {
      return Optional.empty();
    }
    connection.abort(now);
    return next(now);
  }

  /** Gives it up, with a reset when TCP requires one. */
  void abandon(long now) {
    closingAt = Math.min(closingAt, now);
    connection.abort(now);
  }

  /** When TCP has something to do, or the server is late with its FIN; in ns. */
  long wakeAt() {
    return closingAt == Diagnosis.NEVER
        ? connection.wakeAt()
        : Math.min(connection.wakeAt(), closingAt + MAX_CLOSING);
  }

  /** Why it failed, or showed nothing; empty while neither is known. */
  Optional<Failure> failure() {
    return failure;
  }

  /** Notes that its acknowledgments cannot tell which segments arrived. */
  void failWithoutSign() {
    String words =
        "neither D-SACKs nor timestamps on TCP port "
            + port
            + ": its acknowledgments do not tell which segments arrived";
    failure = Optional.of(new Failure(question.target(), words));
  }

  /** Notes that it opened, and then acknowledged nothing. */
  void failUnacknowledged() {
    failure = Optional.of(unacknowledged());
  }

  /** Why an established connection showed nothing. */
  Failure unacknowledged() {
    String words = "TCP port " + port + " " + howItEnded() + ": its path cannot be measured so";
    return new Failure(question.target(), words);
  }

  private String howItEnded() {
    if (connection.ending() == Ending.RESET) {
      return "reset the connection";
    }
    return connection.remoteClosed()
        ? "closed the connection at once"
        : "is open, and acknowledges no data that it has had";
  }
}
