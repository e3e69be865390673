package dev.jnet.mtu;

import dev.jnet.mtu.MtuResult.Failure;
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
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.Tcp;
import java.util.Optional;

/**
 * Searches for the path MTU with TCP segments. It opens a connection, searches on it, and closes it
 * in an orderly way.
 */
public final class SegmentMtuDiagnosis implements MtuSearch {
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

  /** How far the search is. It only ever goes down this list. */
  private enum Phase {
    /** Nothing was sent. */
    NEW,
    /** A SYN was sent. */
    CONNECTING,
    /** Probes travel on the connection. */
    SEARCHING,
    /** The connection is being closed, or was given up. */
    CLOSING,
    /** The connection is over, or there never was one. */
    OVER
  }

  private final MtuQuestion question;
  private final Port port;
  private final Port localPort;
  private final long patience;
  private Phase phase = Phase.NEW;

  /** Null in NEW, and when the search was given up before it began. */
  private Connection connection;

  /** Null until SEARCHING. */
  private SegmentCarrier carrier;

  private MtuDiagnosis search;
  private Optional<Failure> failure = Optional.empty();
  private long remoteClosedAt = NEVER;
  private long closingAt = NEVER;
  private int identification;

  /**
   * A search that has not begun.
   *
   * @param port of the target, which must be open
   * @param localPort a port on which this machine's kernel answers nothing
   * @param patience how long to wait for an answer to the SYNs, in ns
   */
  public SegmentMtuDiagnosis(MtuQuestion question, Port port, Port localPort, long patience) {
    this.question = question;
    this.port = port;
    this.localPort = localPort;
    this.patience = patience;
    this.search = new MtuDiagnosis(question);
  }

  @Override
  public Optional<Probe> next(long now) {
    if (phase == Phase.NEW) {
      connect(now);
    }
    if (connection == null) {
      return Optional.empty();
    }
    Optional<Probe> due = connection.next(now).map(this::probe);
    if (due.isEmpty() && (phase == Phase.CONNECTING || phase == Phase.SEARCHING)) {
      due = search(now);
    }
    return due.isPresent() ? due : end(now);
  }

  /** From NEW to CONNECTING. */
  private void connect(long now) {
    phase = Phase.CONNECTING;
    TcpSettings settings =
        TcpSettings.linux(question.version(), Math.min(question.hop().mtu(), 65_535))
            .withPatience(Math.max(1, patience / WAITS), TRIES, TRIES);
    connection =
        Connection.connect(
            settings,
            new SocketPair(question.hop().source(), localPort, question.target(), port),
            InitialSequence.ofSeed(question.seed()),
            now);
  }

  /**
   * The next probe, or the first segment of the connection's end:
   *
   * <ol>
   *   <li>the connection cannot carry data: nothing
   *   <li>acknowledgments cannot show which segments arrived: close the connection
   *   <li>the server closed long ago: close the connection
   *   <li>the next timestamp would repeat the last one: nothing yet
   *   <li>a probe is due: send it; one is unanswered: wait for it
   *   <li>the search is over: close the connection
   * </ol>
   */
  private Optional<Probe> search(long now) {
    if (!connection.state().maySend()) {
      return Optional.empty();
    }
    if (phase == Phase.CONNECTING) {
      beginSearch(now);
    }
    noteRemoteClose(now);
    if (carrier.sign() == SegmentCarrier.Sign.NONE) {
      failure = Optional.of(new Failure(question.target(), withoutSign()));
      return close(now);
    }
    if (remoteClosedAt != NEVER && now - remoteClosedAt >= AFTER_REMOTE_CLOSE) {
      failure = Optional.of(new Failure(question.target(), unanswered()));
      return close(now);
    }
    if (now < carrier.readyAt()) {
      return Optional.empty();
    }
    carrier.now(now);
    Optional<Probe> probe = search.next(now);
    return probe.isPresent() || !search.done() ? probe : close(now);
  }

  /** From CONNECTING to SEARCHING. */
  private void beginSearch(long now) {
    phase = Phase.SEARCHING;
    carrier = new SegmentCarrier(question, connection, now);
    search = new MtuDiagnosis(question, carrier);
  }

  private void noteRemoteClose(long now) {
    if (remoteClosedAt == NEVER && connection.remoteClosed()) {
      remoteClosedAt = now;
    }
  }

  /** From SEARCHING to CLOSING. */
  private Optional<Probe> close(long now) {
    phase = Phase.CLOSING;
    closingAt = now;
    connection.close(now);
    return connection.next(now).map(this::probe);
  }

  /**
   * Ends the connection when nothing else has to be sent:
   *
   * <ol>
   *   <li>the connection is over. From anywhere to OVER
   *   <li>the server takes too long to send its FIN: reset the connection, so that its ports are
   *       free for the next one
   * </ol>
   */
  private Optional<Probe> end(long now) {
    TcpState state = connection.state();
    if (state == TcpState.CLOSED || state == TcpState.TIME_WAIT) {
      phase = Phase.OVER;
    } else if (phase == Phase.CLOSING && now >= closingAt + MAX_CLOSING) {
      connection.abort(now);
      return connection.next(now).map(this::probe);
    }
    return Optional.empty();
  }

  private Probe probe(Tcp tcp) {
    identification = (identification + 1) & 0xffff;
    return Probe.of(question.hop(), question.target(), identification, Carrier.TO_TARGET, tcp);
  }

  private String withoutSign() {
    return "neither D-SACKs nor timestamps on TCP port "
        + port
        + ": its acknowledgments do not tell which segments arrived";
  }

  /** Why an established connection showed nothing. */
  private String unanswered() {
    return "TCP port " + port + " " + howItEnded() + ": its path cannot be measured so";
  }

  private String howItEnded() {
    if (connection.ending() == Ending.RESET) {
      return "reset the connection";
    }
    return connection.remoteClosed()
        ? "closed the connection at once"
        : "is open, and acknowledges no data that it has had";
  }

  @Override
  public boolean answered() {
    return carrier != null || (connection != null && connection.state().maySend());
  }

  /** From NEW to OVER; from anywhere else to CLOSING, with a reset when TCP requires one. */
  @Override
  public void abandon(long now) {
    if (phase == Phase.NEW) {
      phase = Phase.OVER;
    } else {
      phase = Phase.CLOSING;
      closingAt = Math.min(closingAt, now);
      connection.abort(now);
    }
  }

  @Override
  public void accept(Reply reply) {
    if (connection == null) {
      return;
    }
    if (reply instanceof Reply.Segment segment) {
      acceptSegment(segment);
    } else if (reply instanceof Reply.Failed failed
        && connection.state() == TcpState.SYN_SENT
        && failed.error().kind() != IcmpError.Kind.TOO_BIG) {
      failure = Optional.of(new Failure(failed.packet().source(), failed.error().inWords()));
      connection.abort(reply.timing().at());
    }
    if (carrier == null) {
      return;
    }
    if (reply instanceof Reply.Segment segment
        && carrier.learns(segment.tcp(), reply.timing().at())) {
      search = new MtuDiagnosis(question, carrier);
    } else {
      search.accept(carrier.attributed(reply));
    }
  }

  private void acceptSegment(Reply.Segment segment) {
    connection.accept(segment.tcp(), segment.timing().at());
    connection.read(Integer.MAX_VALUE); // discards a server's greeting, which is not needed
    if (connection.ending() == Ending.REFUSED) {
      String words = "TCP port " + port + " is closed (RST)";
      failure = Optional.of(new Failure(segment.packet().source(), words));
    }
  }

  @Override
  public long wakeAt() {
    return switch (phase) {
      case NEW -> Long.MIN_VALUE;
      case CONNECTING -> connection.state().maySend() ? Long.MIN_VALUE : connection.wakeAt();
      case SEARCHING -> connection.state().maySend() ? searchWakeAt() : connection.wakeAt();
      case CLOSING -> Math.min(connection.wakeAt(), closingAt + MAX_CLOSING);
      case OVER -> NEVER;
    };
  }

  private long searchWakeAt() {
    long goneAt = remoteClosedAt == NEVER ? NEVER : remoteClosedAt + AFTER_REMOTE_CLOSE;
    long probeAt = Math.max(search.wakeAt(), carrier.readyAt());
    return Math.min(connection.wakeAt(), Math.min(goneAt, probeAt));
  }

  @Override
  public boolean done() {
    return phase == Phase.OVER;
  }

  @Override
  public MtuResult result() {
    MtuResult result = search.result();
    if (carrier != null && showsNothing(result)) {
      return result.unanswered(
          failure.orElseGet(() -> new Failure(question.target(), unanswered())));
    }
    return failure.map(result::withFailure).orElse(result);
  }

  /**
   * Whether an established connection says nothing about the path:
   *
   * <ol>
   *   <li>the server acknowledged no probe
   *   <li>it closed its half before anything larger arrived than any path carries (RFC 791, RFC
   *       8200)
   * </ol>
   */
  private boolean showsNothing(MtuResult result) {
    if (result.status() == MtuResult.Status.NO_REPLY) {
      return true;
    }
    int carriedByAll = Addresses.version(question.target()) == 4 ? 576 : 1280;
    return remoteClosedAt != NEVER
        && result.confidence() == MtuResult.Confidence.BRACKETED
        && result.lower() <= carriedByAll;
  }
}
