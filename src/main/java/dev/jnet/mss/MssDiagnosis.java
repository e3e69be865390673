package dev.jnet.mss;

import dev.jnet.mss.MssResult.Clamp;
import dev.jnet.mss.MssResult.Failure;
import dev.jnet.mss.MssResult.Status;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Hops;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.tcp.Connection;
import dev.jnet.tcp.Ending;
import dev.jnet.tcp.InitialSequence;
import dev.jnet.tcp.SocketPair;
import dev.jnet.tcp.TcpState;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Ttl;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.Tcp;
import java.util.Optional;

/**
 * Opens a connection to see both SYNs, and at the same time sends copies of this host's SYN with
 * rising TTLs. The routers at which these copies expire quote the SYN as it arrived there,
 * rewritten or not.
 */
public final class MssDiagnosis implements Diagnosis<MssResult> {
  private static final Ttl TO_TARGET = new Ttl(64);

  /** How many routers are asked before the distance of the target is known. */
  private static final int FIRST_COPIES = 8;

  /** How often a silent router is asked. */
  private static final int MAX_TRIES = 3;

  /**
   * The least time that routers have for their quotes, in ns. On a slow path they have twice the
   * round trip.
   */
  private static final long MIN_WAIT = 150 * Nanos.MILLISECOND;

  /** How long the server may take to send its FIN, in ns. A busy one takes its time. */
  private static final long MAX_CLOSING = 1_000 * Nanos.MILLISECOND;

  /** How far the connection is. It only ever goes down this list. */
  private enum Phase {
    /** Nothing was sent. */
    NEW,
    /** The SYN and copies of it were sent. The SYN is repeated until a SYN-ACK arrives. */
    CONNECTING,
    /** The connection is open; routers still have time for their quotes. */
    AWAITING_QUOTES,
    /** This host's FIN was sent. */
    CLOSING,
    /** The connection is over. */
    OVER
  }

  private final MssQuestion question;
  private final SynCopies copies = new SynCopies();
  private Phase phase = Phase.NEW;

  /** Null in NEW. */
  private Connection connection;

  private Optional<Tcp> syn = Optional.empty();
  private Optional<Tcp> synAck = Optional.empty();
  private Optional<Failure> failure = Optional.empty();
  private Probe synProbe;
  private long synAt;
  private int distance = FIRST_COPIES;
  private int tries;
  private long wait = MIN_WAIT;
  private long waitUntil = NEVER;
  private long roundTrip = -1;
  private int identification;

  /** A diagnosis that has not begun. */
  public MssDiagnosis(MssQuestion question) {
    this.question = question;
    this.identification = (int) (question.seed() >>> 20 & 0x7fff);
  }

  @Override
  public Optional<Probe> next(long now) {
    if (phase == Phase.NEW) {
      connect(now);
    }
    Optional<Tcp> segment = connection.next(now);
    if (segment.isPresent()) {
      Probe probe = probe(segment.get(), TO_TARGET);
      if (syn.isEmpty()) {
        syn = segment;
        synProbe = probe;
        synAt = now;
        askRouters(now);
      }
      return Optional.of(probe);
    }
    Optional<Ttl> ttl = copies.takeNext();
    if (ttl.isPresent()) {
      Probe copy = probe(copies.copy(syn.orElseThrow()), ttl.get());
      copies.sent(copy, ttl.get());
      return Optional.of(copy);
    }
    return proceed(now);
  }

  /** From NEW to CONNECTING. */
  private void connect(long now) {
    phase = Phase.CONNECTING;
    connection =
        Connection.connect(
            question.settings(),
            new SocketPair(
                question.hop().source(), question.localPort(), question.target(), question.port()),
            InitialSequence.ofSeed(question.seed()),
            now);
  }

  private void askRouters(long now) {
    tries++;
    copies.queue(1, distance);
    waitUntil = now + wait;
  }

  private Probe probe(Tcp tcp, Ttl ttl) {
    identification = (identification + 1) & 0xffff;
    return Probe.of(question.hop(), question.target(), identification, ttl, tcp);
  }

  /**
   * Decides what to do when nothing is waiting to be sent:
   *
   * <ol>
   *   <li>the connection is over. From anywhere to OVER
   *   <li>the connection is open. From CONNECTING to AWAITING_QUOTES
   *   <li>quotes are missing, and their time is up: ask those routers again, at most three times
   *   <li>all quotes have arrived, or no more are expected. From AWAITING_QUOTES to CLOSING
   *   <li>the server takes too long to send its FIN: reset the connection, so that its ports are
   *       free for the next one
   * </ol>
   */
  private Optional<Probe> proceed(long now) {
    TcpState state = connection.state();
    if (phase == Phase.CONNECTING && state.isSynchronized()) {
      phase = Phase.AWAITING_QUOTES;
    }
    if (phase == Phase.AWAITING_QUOTES && state.isSynchronized()) {
      if (!isComplete() && now < waitUntil) {
        return Optional.empty();
      }
      if (!isComplete() && tries < MAX_TRIES && failure.isEmpty()) {
        askRouters(now);
        return next(now);
      }
      return close(now);
    }
    boolean over = state == TcpState.CLOSED || state == TcpState.TIME_WAIT;
    if (phase == Phase.CLOSING && !over && now >= waitUntil) {
      connection.abort(now);
      return connection.next(now).map(tcp -> probe(tcp, TO_TARGET));
    }
    if (over) {
      phase = Phase.OVER;
    }
    return Optional.empty();
  }

  private Optional<Probe> close(long now) {
    phase = Phase.CLOSING;
    connection.close(now);
    waitUntil = now + MAX_CLOSING;
    return connection.next(now).map(tcp -> probe(tcp, TO_TARGET));
  }

  /**
   * Whether every router before the target has quoted a copy, when the target's distance is known.
   */
  private boolean isComplete() {
    return synAck.isPresent() && copies.areComplete(distance);
  }

  @Override
  public void left(Probe probe, long at) {
    if (probe == synProbe) {
      synAt = at;
    }
  }

  @Override
  public void accept(Reply reply) {
    if (phase == Phase.NEW || phase == Phase.OVER) {
      return;
    }
    if (reply instanceof Reply.Segment segment) {
      acceptSegment(segment);
    } else if (reply instanceof Reply.Failed failed) {
      acceptError(failed);
    }
  }

  private void acceptSegment(Reply.Segment segment) {
    long at = segment.timing().at();
    connection.accept(segment.tcp(), at);
    connection.read(Integer.MAX_VALUE);
    if (synAck.isEmpty() && segment.tcp().has(Tcp.SYN | Tcp.ACK)) {
      answered(segment, at);
    }
  }

  private void acceptError(Reply.Failed failed) {
    IcmpError.Kind kind = failed.error().kind();
    boolean quoted = kind == IcmpError.Kind.TIME_EXCEEDED && copies.accept(failed);
    if (!quoted && kind == IcmpError.Kind.UNREACHABLE && connection.state() == TcpState.SYN_SENT) {
      failure = Optional.of(new Failure(failed.packet().source(), failed.error()));
      connection.abort(failed.timing().at());
    }
  }

  /**
   * Takes the SYN-ACK. Its TTL shows how many routers are on the return path; the path to the
   * target probably has as many. The round trip is measured from the SYN itself, because the copies
   * have the same sequence number.
   */
  private void answered(Reply.Segment segment, long at) {
    synAck = Optional.of(segment.tcp());
    roundTrip = Math.max(0, at - synAt);
    wait = Math.max(MIN_WAIT, 2 * roundTrip);
    distance = Math.min(Hops.passed(segment.packet().hopLimit()), SynCopies.MAX_HOPS);
    copies.queue(FIRST_COPIES + 1, distance);
    waitUntil = at + wait;
  }

  @Override
  public long wakeAt() {
    if (phase == Phase.NEW || !copies.isQueueEmpty()) {
      return Long.MIN_VALUE;
    }
    boolean waits = phase == Phase.CLOSING || connection.state().isSynchronized();
    return waits ? Math.min(connection.wakeAt(), waitUntil) : connection.wakeAt();
  }

  @Override
  public boolean done() {
    return phase == Phase.OVER;
  }

  @Override
  public MssResult result() {
    return new MssResult(
        status(),
        failure,
        syn,
        synAck,
        connection == null ? 0 : connection.effectiveMss(),
        synAck.isPresent() ? distance : -1,
        copies.quotes(),
        syn.flatMap(sent -> Clamp.find(sent.maximumSegmentSize(), copies.quotes())),
        roundTrip);
  }

  private Status status() {
    if (synAck.isPresent()) {
      return Status.OPEN;
    }
    boolean refused = connection != null && connection.ending() == Ending.REFUSED;
    return refused ? Status.CLOSED : Status.FILTERED;
  }
}
