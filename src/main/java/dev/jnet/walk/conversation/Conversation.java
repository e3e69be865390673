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
import dev.jnet.tcp.Transition;
import dev.jnet.walk.conversation.ConversationResult.Course;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.Tcp;
import java.util.List;
import java.util.Optional;

/** A connection that is opened, talked over, and closed in order. */
public final class Conversation implements Diagnosis<ConversationResult> {
  private static final int HOP_LIMIT = 64;
  private static final int MAX_READ = 1 << 18;

  /** How long the other side may take to close its half, in ns. */
  private static final long PARTING = 2_000_000_000L;

  private final ConversationQuestion question;
  private final Talk talk;
  private final Chronicle chronicle;
  private final StallWatch watch;
  private Connection connection;
  private Frame latest;
  private byte[] pending = {};
  private int offered;
  private boolean closed;
  private boolean toldEnd;
  private boolean stalled;
  private boolean givenUp;
  private boolean halfClosed;
  private long quietSince;
  private Optional<ConversationResult.Refusal> refusal = Optional.empty();
  private long roundTrip = -1;
  private long synAt = -1;
  private long establishedAt = -1;
  private long firstSentAt = -1;
  private long firstReceivedAt = -1;
  private long lastReceivedAt = -1;
  private long closingAt = -1;
  private long overAt = -1;
  private int identification;
  private Probe synProbe;
  private Probe firstDataProbe;
  private boolean done;

  /** A connection to try. */
  public Conversation(ConversationQuestion question, Talk talk) {
    this.question = question;
    this.talk = talk;
    this.chronicle = new Chronicle(question.hop().type(), question.settings().sendMss());
    this.watch = new StallWatch();
    this.identification = (int) (question.seed() >>> 24 & 0xffff);
  }

  @Override
  public Optional<Probe> next(long now) {
    if (connection == null) {
      open(now);
    }
    Optional<Tcp> segment = connection.next(now);
    if (segment.isEmpty() && !done) {
      proceed(now);
      segment = connection.next(now);
    }
    if (segment.isEmpty()) {
      settle();
      return Optional.empty();
    }
    return Optional.of(send(segment.get(), now));
  }

  private void open(long now) {
    connection =
        Connection.connect(
            question.settings(), question.ends(), InitialSequence.ofSeed(question.seed()), now);
    quietSince = now;
  }

  private Probe send(Tcp tcp, long now) {
    IpPacket packet =
        IpPacket.unsplittable(
            question.hop().source(),
            question.target(),
            identification++ & 0xffff,
            HOP_LIMIT,
            IpProtocol.TCP,
            tcp.emit(question.hop().source(), question.target()));
    Probe probe = Probe.of(question.hop(), packet);
    chronicle.sent(probe, packet, tcp, now, connection.state());
    watch.sent(tcp);
    overAt = now;
    if (synAt < 0) {
      synAt = now;
      synProbe = probe;
    }
    if (firstSentAt < 0 && tcp.payload().length > 0) {
      firstSentAt = now;
      firstDataProbe = probe;
    }
    if (closingAt < 0 && (tcp.has(Tcp.FIN) || tcp.has(Tcp.RST))) {
      closingAt = now;
    }
    return probe;
  }

  /** Nothing waits to be sent: the next thing to do with the connection. */
  private void proceed(long now) {
    TcpState state = connection.state();
    if (talk.failed() && state.isSynchronized() && !givenUp) {
      givenUp = true;
      connection.abort(now);
      return;
    }
    if (state.maySend() && !closed) {
      speak(now);
      boolean said = offered == pending.length;
      if (said && talk.finished()) {
        closed = true;
        quietSince = now;
        connection.close(now);
        return;
      }
    }
    long patience = closed ? Math.min(PARTING, question.patience()) : question.patience();
    boolean waiting = state.isSynchronized() && state != TcpState.TIME_WAIT;
    if (waiting && now - quietSince >= patience) {
      stalled |= !talk.finished();
      halfClosed |= !stalled;
      connection.abort(now);
    }
  }

  private void speak(long now) {
    while (connection.state().maySend()) {
      if (offered == pending.length) {
        pending = talk.outgoing(now);
        offered = 0;
        if (pending.length == 0) {
          return;
        }
      }
      int taken = connection.send(pending, offered);
      offered += taken;
      if (taken > 0) {
        quietSince = now;
      } else {
        return;
      }
    }
  }

  private void settle() {
    TcpState state = connection.state();
    done = state == TcpState.CLOSED || state == TcpState.TIME_WAIT;
  }

  @Override
  public void left(Probe probe, long at) {
    chronicle.left(probe, at);
    if (probe == synProbe) {
      synAt = at;
    } else if (probe == firstDataProbe) {
      firstSentAt = at;
    }
  }

  @Override
  public void arrives(Frame frame) {
    latest = frame;
  }

  @Override
  public void accept(Reply answer) {
    if (connection == null || done) {
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
    boolean waitsForAnswer = connection.state() == TcpState.SYN_SENT;
    long before = connection.sendUnacknowledged();
    connection.accept(tcp, at);
    if (waitsForAnswer && connection.state() != TcpState.SYN_SENT) {
      roundTrip = segment.timing().roundTrip();
      quietSince = at;
      if (connection.state() == TcpState.ESTABLISHED) {
        establishedAt = at;
        chronicle.mss(agreedMss());
      }
    }
    chronicle.received(latest, segment.packet(), tcp, connection.state());
    watch.received(tcp, connection.receiveNext(), connection.sendUnacknowledged());
    overAt = at;
    if (closingAt < 0 && (tcp.has(Tcp.FIN) || tcp.has(Tcp.RST))) {
      closingAt = at;
    }
    if (before != connection.sendUnacknowledged()) {
      quietSince = at;
    }
    hear(at);
  }

  /** What a segment of either side carries, so that joined ones can be told apart. */
  private int agreedMss() {
    int theirs = connection.options().theirMss().orElse(question.settings().defaultMss());
    int ours = question.settings().syn().mss();
    int options = connection.options().timestamps() ? OptionsInForce.TIMESTAMPS_LENGTH : 0;
    return Math.min(ours > 0 ? ours : theirs, question.settings().sendMss()) - options;
  }

  private void hear(long at) {
    byte[] data = connection.read(MAX_READ);
    while (data.length > 0) {
      quietSince = at;
      firstReceivedAt = firstReceivedAt < 0 ? at : firstReceivedAt;
      lastReceivedAt = at;
      talk.incoming(data, at);
      data = connection.read(MAX_READ);
    }
    if (connection.remoteClosed() && !toldEnd) {
      toldEnd = true;
      quietSince = at;
      talk.ended(at);
    }
  }

  private void accept(Reply.Failed failed) {
    IcmpError error = failed.error();
    long at = failed.timing().at();
    if (error.kind() == IcmpError.Kind.TOO_BIG) {
      int version = failed.packet().version();
      long least = version == 4 ? Ipv4.MINIMUM_MTU : Ipv6.MINIMUM_MTU;
      long claim = Math.max(least, Math.min(error.nextHopMtu(), question.hop().mtu()));
      int ip = version == 4 ? Ipv4.HEADER : Ipv6.HEADER;
      connection.limitSegments((int) claim - ip - Tcp.HEADER);
    } else if (connection.state() == TcpState.SYN_SENT) {
      refusal = Optional.of(new ConversationResult.Refusal(failed.packet().source(), error));
      roundTrip = failed.timing().roundTrip();
      connection.abort(at);
    }
    chronicle.failed(latest, failed.packet(), error, connection.state());
    overAt = at;
  }

  @Override
  public long wakeAt() {
    if (connection == null) {
      return Long.MIN_VALUE;
    }
    long wakeAt = connection.wakeAt();
    TcpState state = connection.state();
    boolean waits = state.isSynchronized() && state != TcpState.TIME_WAIT;
    long patience = closed ? Math.min(PARTING, question.patience()) : question.patience();
    return waits ? Math.min(wakeAt, quietSince + patience) : wakeAt;
  }

  @Override
  public boolean done() {
    return done;
  }

  private Course course() {
    Ending ending = connection == null ? Ending.NONE : connection.ending();
    if (establishedAt < 0) {
      return ending == Ending.REFUSED
          ? Course.PORT_CLOSED
          : refusal.isPresent() || ending == Ending.TIMED_OUT ? Course.FILTERED : Course.STOPPED;
    }
    if (givenUp) {
      return Course.GIVEN_UP;
    }
    if (stalled || ending == Ending.TIMED_OUT) {
      return Course.STALLED;
    }
    if (ending == Ending.RESET) {
      return Course.RESET;
    }
    return halfClosed ? Course.HALF_CLOSED : done ? Course.CLOSED : Course.STOPPED;
  }

  @Override
  public ConversationResult result() {
    Course course = course();
    List<Transition> states = connection == null ? List.of() : connection.transitions();
    return new ConversationResult(
        question,
        course,
        refusal,
        chronicle.segments(),
        states,
        connection == null ? OptionsInForce.none(question.settings()) : connection.options(),
        connection == null ? 0 : connection.effectiveMss(),
        roundTrip,
        new ConversationResult.Times(
            synAt, establishedAt, firstSentAt, firstReceivedAt, lastReceivedAt, closingAt, overAt),
        chronicle.out(),
        chronicle.in(),
        course == Course.STALLED ? Optional.of(watch.stall(agreedMss())) : Optional.empty(),
        connection == null ? Ending.NONE : connection.ending());
  }
}
