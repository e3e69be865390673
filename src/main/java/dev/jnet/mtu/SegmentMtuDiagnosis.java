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
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.Tcp;
import java.util.Optional;

/**
 * The search for the path MTU with TCP segments: a connection is opened, the search runs on it, and
 * it is closed in order.
 */
public final class SegmentMtuDiagnosis implements MtuSearch {
  /** Segments are sent three times; SYNs too, at 1/7 and 3/7 of the patience again. */
  private static final int TRIES = 3;

  private static final int WAITS = 7;

  /** How long the other side may take for its own FIN: the answer is known already. */
  private static final long PARTING = 300 * Nanos.MILLISECOND;

  /**
   * How long one who has closed may still be asked: his kernel acknowledges for a while, then
   * seldom, and then no more.
   */
  private static final long AFTERWARDS = 3_000 * Nanos.MILLISECOND;

  private final MtuQuestion question;
  private final int port;
  private final int localPort;
  private final long patience;
  private Connection connection;
  private SegmentCarrier carrier;
  private MtuDiagnosis search;
  private Failure failure;
  private long closedAt = NEVER;
  private long partedAt = NEVER;
  private int identification;
  private boolean done;

  /**
   * A search that has not begun.
   *
   * @param port of the target, which must be open
   * @param localPort a port that this machine's kernel leaves alone
   * @param patience how long to wait for an answer to the SYNs, in ns
   */
  public SegmentMtuDiagnosis(MtuQuestion question, int port, int localPort, long patience) {
    this.question = question;
    this.patience = patience;
    this.port = port;
    this.localPort = localPort;
  }

  @Override
  public Optional<Probe> next(long now) {
    if (connection == null && done) {
      return Optional.empty(); // given up before it began
    }
    if (connection == null) {
      open(now);
    }
    Optional<Tcp> segment = connection.next(now);
    if (segment.isPresent()) {
      return Optional.of(probe(segment.get()));
    }
    if (connection.state().maySend() && partedAt == NEVER) {
      Optional<Probe> probe = search(now);
      if (probe.isPresent()) {
        return probe;
      }
    }
    TcpState state = connection.state();
    done = state == TcpState.CLOSED || state == TcpState.TIME_WAIT;
    if (!done && partedAt != NEVER && now >= partedAt + PARTING) {
      connection.abort(now); // so that these ports are free for the next connection
      return connection.next(now).map(this::probe);
    }
    return Optional.empty();
  }

  /** The next probe, or the first segment of the connection's end. */
  private Optional<Probe> search(long now) {
    if (carrier == null) {
      carrier = new SegmentCarrier(question, connection, now);
      search = new MtuDiagnosis(question, carrier);
    }
    if (carrier.sign() == SegmentCarrier.Sign.NONE) {
      failure =
          new Failure(
              question.target(),
              "neither D-SACKs nor timestamps on TCP port "
                  + port
                  + ": its acknowledgments do not tell which segments arrived");
    } else if (isGone(now)) {
      failure = new Failure(question.target(), unanswered());
    } else {
      if (now < carrier.readyAt()) {
        return Optional.empty();
      }
      carrier.now(now);
      Optional<Probe> probe = search.next(now);
      if (probe.isPresent() || !search.done()) {
        return probe;
      }
    }
    partedAt = now;
    connection.close(now);
    return connection.next(now).map(this::probe);
  }

  /** Whether the other side has closed for so long that nothing is to be heard from it. */
  private boolean isGone(long now) {
    if (closedAt == NEVER && connection.remoteClosed()) {
      closedAt = now;
    }
    return closedAt != NEVER && now - closedAt >= AFTERWARDS;
  }

  /** Why a connection that there was told nothing. */
  private String unanswered() {
    String ended =
        connection.ending() == Ending.RESET
            ? "reset the connection"
            : connection.remoteClosed()
                ? "closed the connection at once"
                : "is open, and acknowledges no data that it has had";
    return "TCP port " + port + " " + ended + ": its path cannot be measured so";
  }

  @Override
  public boolean answered() {
    return carrier != null || (connection != null && connection.state().maySend());
  }

  @Override
  public void abandon(long now) {
    if (connection == null) {
      done = true;
    } else {
      partedAt = Math.min(partedAt, now);
      connection.abort(now);
    }
  }

  private void open(long now) {
    TcpSettings settings =
        TcpSettings.linux(question.version(), Math.min(question.hop().mtu(), 65_535))
            .withPatience(Math.max(1, patience / WAITS), TRIES, TRIES);
    connection =
        Connection.connect(
            settings,
            new SocketPair(
                question.hop().source(), new Port(localPort), question.target(), new Port(port)),
            InitialSequence.ofSeed(question.seed()),
            now);
  }

  private Probe probe(Tcp tcp) {
    identification = (identification + 1) & 0xffff;
    return Probe.of(question.hop(), question.target(), identification, MtuDiagnosis.HOP_LIMIT, tcp);
  }

  @Override
  public void accept(Reply reply) {
    if (connection == null) {
      return;
    }
    if (reply instanceof Reply.Segment segment) {
      connection.accept(segment.tcp(), reply.timing().at());
      connection.read(Integer.MAX_VALUE); // a greeting, which nobody here is interested in
      if (connection.ending() == Ending.REFUSED) {
        failure = new Failure(segment.packet().source(), "TCP port " + port + " is closed (RST)");
      }
    } else if (reply instanceof Reply.Failed failed
        && connection.state() == TcpState.SYN_SENT
        && failed.error().kind() != IcmpError.Kind.TOO_BIG) {
      failure = new Failure(failed.packet().source(), failed.error().inWords());
      connection.abort(reply.timing().at());
    }
    if (search == null) {
      return;
    }
    if (reply instanceof Reply.Segment segment
        && carrier.learns(segment.tcp(), reply.timing().at())) {
      search = new MtuDiagnosis(question, carrier);
    } else {
      search.accept(carrier.attributed(reply));
    }
  }

  @Override
  public long wakeAt() {
    if (connection == null) {
      return Long.MIN_VALUE;
    }
    long wakeAt = connection.wakeAt();
    if (partedAt != NEVER) {
      return Math.min(wakeAt, partedAt + PARTING);
    }
    if (!connection.state().maySend()) {
      return wakeAt;
    }
    return search == null
        ? Long.MIN_VALUE
        : Math.min(
            Math.min(wakeAt, closedAt == NEVER ? NEVER : closedAt + AFTERWARDS),
            Math.max(search.wakeAt(), carrier.readyAt()));
  }

  @Override
  public boolean done() {
    return done;
  }

  @Override
  public MtuResult result() {
    MtuDiagnosis found = search == null ? new MtuDiagnosis(question) : search;
    MtuResult result = found.result();
    if (failure == null && carrier != null && result.status() == MtuResult.Status.NO_REPLY) {
      return result.withFailure(new Failure(question.target(), unanswered()));
    }
    return failure == null ? result : result.withFailure(failure);
  }
}
