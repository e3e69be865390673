package dev.jnet.walk.conversation;

import dev.jnet.link.Frame;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.tcp.Connection;
import dev.jnet.tcp.Ending;
import dev.jnet.tcp.InitialSequence;
import dev.jnet.tcp.OptionsInForce;
import dev.jnet.tcp.TcpState;
import dev.jnet.unit.Ttl;
import dev.jnet.walk.conversation.ConversationResult.Course;
import dev.jnet.walk.conversation.ConversationResult.Refusal;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.Tcp;
import java.util.List;
import java.util.Optional;

/** Opens a TCP connection, speaks a protocol over it, and closes it in order (RFC 9293). */
public final class Conversation implements Diagnosis<ConversationResult> {
  private static final int MAX_READ = 1 << 18;

  /**
   * How far the conversation is. The connection has states of its own besides, those of RFC 9293
   * section 3.3.2.
   */
  private enum Phase {
    /** Nothing was sent. */
    UNBEGUN,
    /** The SYN waits for an answer. */
    CONNECTING,
    /** The connection is open, and the talk is not finished. */
    TALKING,
    /** This host's FIN was sent, and the other side's is awaited. */
    CLOSING,
    /** The connection was given up; a reset may still have to leave. */
    ABANDONED,
    /** Nothing is left to be sent. */
    OVER
  }

  private final ConversationQuestion question;
  private final Talk talk;
  private final Chronicle chronicle;
  private final StallWatch watch = new StallWatch();
  private final Milestones milestones = new Milestones();
  private final SendQueue queue = new SendQueue();
  private final ConversationPatience patience;
  private Phase phase = Phase.UNBEGUN;
  private Connection connection;
  private Frame latest;
  private int identification;
  private long roundTrip = -1;
  private boolean endIsKnown;
  private Optional<Refusal> refusal = Optional.empty();
  private Optional<Course> abandoned = Optional.empty();

  /** A conversation that has not begun. */
  public Conversation(ConversationQuestion question, Talk talk) {
    this.question = question;
    this.talk = talk;
    this.patience = new ConversationPatience(question);
    this.chronicle = new Chronicle(question.hop().type(), question.settings().sendMss());
    this.identification = (int) (question.seed() >>> 24 & 0xffff);
  }

  @Override
  public Optional<Probe> next(long now) {
    if (phase == Phase.UNBEGUN) {
      begin(now);
    }
    Optional<Tcp> segment = connection.next(now);
    if (segment.isEmpty()) {
      proceed(now);
      segment = connection.next(now);
    }
    if (segment.isEmpty() && connection.state().isOver()) {
      phase = Phase.OVER;
    }
    return segment.map(tcp -> send(tcp, now));
  }

  /** From UNBEGUN to CONNECTING. */
  private void begin(long now) {
    connection =
        Connection.connect(
            question.settings(), question.ends(), InitialSequence.ofSeed(question.seed()), now);
    patience.begin(now);
    phase = Phase.CONNECTING;
  }

  private Probe send(Tcp tcp, long now) {
    Probe probe =
        Probe.of(question.hop(), question.target(), identification++ & 0xffff, Ttl.DEFAULT, tcp);
    chronicle.sent(probe, tcp, now, connection.state());
    watch.sent(tcp);
    milestones.sent(probe, tcp, now);
    return probe;
  }

  /**
   * Decides what to do with a connection when nothing waits to be sent. The first of these that
   * holds counts:
   *
   * <ol>
   *   <li>The time for the whole conversation is over: abandon the connection.
   *   <li>The talk has failed: abandon the connection.
   *   <li>The talk is finished, and all its bytes were handed to the connection: close it.
   *   <li>The talk has taken no step for the question's patience, or the other side has not closed
   *       in time: abandon the connection.
   * </ol>
   */
  private void proceed(long now) {
    boolean connected = phase == Phase.TALKING || phase == Phase.CLOSING;
    if ((connected || phase == Phase.CONNECTING) && patience.isTimeOver(now)) {
      abandon(Course.OUT_OF_TIME, now);
      return;
    }
    if (!connected) {
      return;
    }
    if (talk.failed() && connection.state().isSynchronized()) {
      abandon(Course.GIVEN_UP, now);
    } else if (phase == Phase.TALKING && connection.state().maySend() && sendsLast(now)) {
      close(now);
    } else if (connection.state().awaitsOther() && patience.isSpent(now)) {
      abandon(unended(now), now);
    }
  }

  /** Sends what the talk has to say; returns whether that was all. */
  private boolean sendsLast(long now) {
    queue.handOver(talk, connection, now);
    return queue.isEmpty() && talk.finished();
  }

  /** What did not end in time. A silent side has stalled; one that kept sending does not end. */
  private Course unended(long now) {
    boolean silent = patience.isSilent(now) || watch.isDataMissing();
    if (talk.finished()) {
      return silent ? Course.HALF_CLOSED : Course.NEVER_STOPPED;
    }
    return silent ? Course.STALLED : Course.ENDLESS;
  }

  /** From TALKING to CLOSING: this host's FIN follows its data. */
  private void close(long now) {
    phase = Phase.CLOSING;
    patience.close(now);
    connection.close(now);
  }

  /** To ABANDONED: a reset leaves. */
  private void abandon(Course why, long now) {
    phase = Phase.ABANDONED;
    abandoned = Optional.of(why);
    connection.abort(now);
  }

  @Override
  public void left(Probe probe, long at) {
    chronicle.left(probe, at);
    milestones.left(probe, at);
  }

  @Override
  public void arrives(Frame frame) {
    latest = frame;
  }

  @Override
  public void accept(Reply answer) {
    if (phase == Phase.UNBEGUN || phase == Phase.OVER) {
      return;
    }
    if (answer instanceof Reply.Segment segment) {
      accept(segment);
    } else if (answer instanceof Reply.Failed failed) {
      accept(failed);
    }
  }

  private void accept(Reply.Segment segment) {
    Tcp tcp = segment.tcp();
    long at = segment.timing().at();
    TcpState before = connection.state();
    long acknowledged = connection.sendUnacknowledged();
    connection.accept(tcp, at);
    if (before == TcpState.SYN_SENT && connection.state() != TcpState.SYN_SENT) {
      answered(segment.timing());
    }
    if (phase == Phase.CONNECTING && connection.state().isSynchronized()) {
      phase = Phase.TALKING;
    }
    chronicle.received(latest, segment.packet(), tcp, connection.state());
    watch.received(tcp, connection.receiveNext(), connection.sendUnacknowledged());
    milestones.received(tcp, at);
    if (acknowledged != connection.sendUnacknowledged() && !queue.isEmpty()) {
      // the other side took data that had to wait, so the sending makes progress
      patience.progress(at);
    }
    readData(at);
  }

  /** Takes the first answer to the SYN: the connection is open, or refused. */
  private void answered(Reply.Timing timing) {
    roundTrip = timing.roundTrip();
    patience.progress(timing.at());
    if (connection.state() == TcpState.ESTABLISHED) {
      milestones.established(timing.at());
      chronicle.mss(connection.options().agreedMss());
    }
  }

  private void readData(long at) {
    long before = talk.steps();
    byte[] data = connection.read(MAX_READ);
    while (data.length > 0) {
      patience.heard(at);
      milestones.dataArrived(at);
      talk.incoming(data, at);
      data = connection.read(MAX_READ);
    }
    boolean endsNow = connection.remoteClosed() && !endIsKnown;
    if (endsNow) {
      endIsKnown = true;
      talk.ended(at);
    }
    if (phase == Phase.TALKING && (endsNow || talk.steps() > before)) {
      patience.progress(at);
    }
  }

  /**
   * Takes an ICMP error. "Too big" makes further segments smaller; any other error ends an attempt
   * to connect.
   */
  private void accept(Reply.Failed failed) {
    IcmpError error = failed.error();
    if (error.kind() == IcmpError.Kind.TOO_BIG) {
      connection.packetTooBig(error, failed.packet().version(), question.hop().mtu());
    } else if (connection.state() == TcpState.SYN_SENT) {
      refusal = Optional.of(new Refusal(failed.packet().source(), error));
      roundTrip = failed.timing().roundTrip();
      phase = Phase.ABANDONED;
      connection.abort(failed.timing().at());
    }
    chronicle.failed(latest, failed.packet(), error, connection.state());
    milestones.failed(failed.timing().at());
  }

  @Override
  public long wakeAt() {
    if (phase == Phase.UNBEGUN) {
      return Long.MIN_VALUE;
    }
    long wakeAt = connection.wakeAt();
    if (connection.state().isOver()) {
      return wakeAt;
    }
    return Math.min(wakeAt, patience.endsAt(connection.state().awaitsOther()));
  }

  @Override
  public boolean done() {
    return phase == Phase.OVER;
  }

  private Ending ending() {
    return phase == Phase.UNBEGUN ? Ending.NONE : connection.ending();
  }

  @Override
  public ConversationResult result() {
    Optional<Connection> opened = Optional.ofNullable(connection);
    Course course =
        new ConversationEnd(
                abandoned,
                milestones.isEstablished(),
                refusal.isPresent(),
                ending(),
                phase == Phase.OVER)
            .course();
    return new ConversationResult(
        question,
        course,
        refusal,
        chronicle.segments(),
        opened.map(Connection::transitions).orElse(List.of()),
        opened.map(Connection::options).orElse(OptionsInForce.none(question.settings())),
        opened.map(Connection::effectiveMss).orElse(0),
        roundTrip,
        milestones.times(),
        chronicle.out(),
        chronicle.in(),
        course == Course.STALLED
            ? Optional.of(watch.stall(connection.options().agreedMss()))
            : Optional.empty(),
        ending());
  }
}
