package dev.jnet.handshake;

import dev.jnet.handshake.HandshakeResult.Filter;
import dev.jnet.handshake.HandshakeResult.Status;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.tcp.Connection;
import dev.jnet.tcp.Ending;
import dev.jnet.tcp.InitialSequence;
import dev.jnet.tcp.TcpState;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.Tcp;
import java.io.ByteArrayOutputStream;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** One connection: opened, used, and closed in order, with every segment written down. */
public final class Handshake implements Diagnosis<HandshakeResult> {
  private static final int HOP_LIMIT = 64;
  private static final int MAX_READ = 1 << 16;

  private final HandshakeQuestion question;
  private final Ladder ladder;
  private final Set<Remark> remarks = EnumSet.noneOf(Remark.class);
  private final ByteArrayOutputStream reply = new ByteArrayOutputStream();
  private Connection connection;
  private Optional<Filter> filter = Optional.empty();
  private Status status = Status.UNKNOWN;
  private long roundTrip = -1;
  private boolean exact;
  private int offered;
  private boolean closed;
  private long quietSince;
  private int identification;
  private boolean done;

  /** A connection to try. */
  public Handshake(HandshakeQuestion question) {
    this.question = question;
    this.ladder = new Ladder(question);
    this.identification = (int) (question.seed() >>> 16 & 0xffff);
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
    Tcp tcp = segment.get();
    Probe probe =
        Probe.of(question.hop(), question.target(), identification++ & 0xffff, HOP_LIMIT, tcp);
    ladder.sent(probe, tcp, now, connection.state());
    return Optional.of(probe);
  }

  private void open(long now) {
    connection =
        Connection.connect(
            question.settings(), question.ends(), InitialSequence.ofSeed(question.seed()), now);
    quietSince = now;
  }

  /** Nothing waits to be sent: the next thing to do with the connection. */
  private void proceed(long now) {
    TcpState state = connection.state();
    boolean quiet = now - quietSince >= question.patience();
    if (state.maySend() && !closed) {
      if (offered < question.data().length) {
        int taken = connection.send(question.data(), offered);
        offered += taken;
        if (taken > 0) {
          quietSince = now;
        }
      }
      boolean said = offered == question.data().length && connection.unacknowledged() == 0;
      boolean heard =
          question.data().length == 0
              || connection.remoteClosed()
              || reply.size() >= question.mostReply();
      if ((said && heard) || quiet) {
        closed = true;
        quietSince = now;
        connection.close(now);
      }
    } else if (closed && quiet && state.isSynchronized() && state != TcpState.TIME_WAIT) {
      remarks.add(
          state == TcpState.FIN_WAIT_2 ? Remark.KEEPS_ITS_HALF_OPEN : Remark.FIN_NOT_ACKNOWLEDGED);
      connection.abort(now);
    }
  }

  /** Nothing is left to send: whether this was all. */
  private void settle() {
    TcpState state = connection.state();
    done = state == TcpState.CLOSED || state == TcpState.TIME_WAIT;
    if (done && connection.ending() == Ending.TIMED_OUT && status == Status.UNKNOWN) {
      status = Status.FILTERED;
    }
  }

  @Override
  public void left(Probe probe, long at) {
    ladder.left(probe, at);
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
    if (tcp.checksum() == Checksum.State.WRONG) {
      remarks.add(Remark.WRONG_CHECKSUM);
    }
    TcpState before = connection.state();
    connection.accept(tcp, at);
    if (before == TcpState.SYN_SENT && tcp.checksum() != Checksum.State.WRONG) {
      answered(segment, at);
    } else if (tcp.has(Tcp.RST) && connection.ending() == Ending.RESET) {
      remarks.add(closed ? Remark.RESET_INSTEAD_OF_CLOSE : Remark.RESET_WHILE_OPEN);
    }
    ladder.received(segment.packet(), tcp, at, connection.state());
    byte[] data = connection.read(MAX_READ);
    if (tcp.sequenceLength() > 0) {
      quietSince = at;
    }
    int room = Math.max(0, question.mostReply() - reply.size());
    reply.write(data, 0, Math.min(room, data.length));
    if (data.length > room && connection.state().isSynchronized()) {
      remarks.add(Remark.REPLY_CUT);
      connection.abort(at);
    }
  }

  /** The first answer to our SYN. */
  private void answered(Reply.Segment segment, long at) {
    Tcp tcp = segment.tcp();
    if (connection.ending() == Ending.REFUSED) {
      status = Status.CLOSED;
    } else if (connection.state() == TcpState.ESTABLISHED) {
      status = Status.OPEN;
      if (question.halfOpen()) {
        connection.abort(at);
      }
    } else {
      if (tcp.has(Tcp.ACK) && !tcp.has(Tcp.RST)) {
        remarks.add(Remark.CHALLENGE_ACK);
      }
      return;
    }
    roundTrip = segment.timing().roundTrip();
    exact = segment.timing().exact();
    quietSince = at;
  }

  private void accept(Reply.Failed failed) {
    IcmpError error = failed.error();
    long at = failed.timing().at();
    boolean hopeless =
        connection.state() == TcpState.SYN_SENT && error.kind() != IcmpError.Kind.TOO_BIG;
    if (hopeless) {
      filter = Optional.of(new Filter(failed.packet().source(), error));
      status = Status.FILTERED;
      roundTrip = failed.timing().roundTrip();
      exact = failed.timing().exact();
      connection.abort(at);
    }
    if (error.kind() == IcmpError.Kind.TOO_BIG) {
      int version = failed.packet().version();
      long least = version == 4 ? Ipv4.MINIMUM_MTU : Ipv6.MINIMUM_MTU;
      long claim = Math.max(least, Math.min(error.nextHopMtu(), question.hop().mtu()));
      int ip = version == 4 ? Ipv4.HEADER : Ipv6.HEADER;
      connection.limitSegments((int) claim - ip - Tcp.HEADER);
    }
    ladder.failed(failed.packet(), error, at, connection.state());
  }

  @Override
  public long wakeAt() {
    if (connection == null) {
      return Long.MIN_VALUE;
    }
    long wakeAt = connection.wakeAt();
    TcpState state = connection.state();
    boolean waits = state.isSynchronized() && state != TcpState.TIME_WAIT;
    return waits ? Math.min(wakeAt, quietSince + question.patience()) : wakeAt;
  }

  @Override
  public boolean done() {
    return done;
  }

  @Override
  public HandshakeResult result() {
    return ladder.result(
        status,
        filter,
        Ladder.Terms.of(question, connection),
        roundTrip,
        exact,
        reply.toByteArray(),
        remarks,
        Optional.empty());
  }
}
