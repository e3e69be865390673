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
import dev.jnet.unit.Ttl;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.Tcp;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Opens one connection with frames of jnet's own, uses it, closes it in order, and records every
 * segment.
 */
public final class Handshake implements Diagnosis<HandshakeResult> {
  private static final int MAX_READ = 1 << 16;
  private static final long NEVER_YET = -1;

  /**
   * How far the handshake is. The connection has states of its own besides, those of RFC 9293
   * section 3.3.2.
   */
  private enum Phase {
    /** Nothing was sent. */
    UNBEGUN,
    /** The connection is being opened, and then data are sent and received. */
    EXCHANGING,
    /** This host's FIN was sent, and the other side's is awaited. */
    CLOSING,
    /** Nothing is left to be sent. */
    OVER
  }

  private final HandshakeQuestion question;
  private final Ladder ladder;
  private final Exchange exchange;
  private final Set<Remark> remarks = EnumSet.noneOf(Remark.class);
  private Phase phase = Phase.UNBEGUN;
  private Connection connection;
  private PortAnswer answer = PortAnswer.none(false);
  private long startedAt;
  private long quietSince;
  private long dataAt = NEVER_YET;
  private int identification;

  /** A handshake that has not begun. */
  public Handshake(HandshakeQuestion question) {
    this.question = question;
    this.ladder = new Ladder(question);
    this.exchange = new Exchange(question);
    this.identification = (int) (question.seed() >>> 16 & 0xffff);
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
      end();
    }
    return segment.map(tcp -> send(tcp, now));
  }

  /** From UNBEGUN to EXCHANGING. */
  private void begin(long now) {
    connection =
        Connection.connect(
            question.settings(), question.ends(), InitialSequence.ofSeed(question.seed()), now);
    startedAt = now;
    quietSince = now;
    phase = Phase.EXCHANGING;
  }

  private Probe send(Tcp tcp, long now) {
    Probe probe =
        Probe.of(question.hop(), question.target(), identification++ & 0xffff, Ttl.DEFAULT, tcp);
    ladder.sent(probe, tcp, now, connection.state());
    return probe;
  }

  /** Decides what to do with the connection when nothing is waiting to be sent. */
  private void proceed(long now) {
    boolean timeIsUp = now >= endsAt();
    if (phase == Phase.EXCHANGING && connection.state().maySend()) {
      sendData(now);
      if (isExchangeOver() || timeIsUp) {
        close(now);
      }
    } else if (phase == Phase.CLOSING && timeIsUp && connection.state().awaitsOther()) {
      boolean sends = dataAt > quietSince + (now - quietSince) / 2;
      remarks.add(Remark.ofUnfinishedClosing(connection.state(), sends));
      connection.abort(now);
    }
  }

  /** When the next phase begins, whatever the other side does, in ns on the link's clock. */
  private long endsAt() {
    return phase == Phase.CLOSING
        ? question.closingEndsAt(startedAt, quietSince)
        : question.exchangeEndsAt(startedAt, quietSince);
  }

  private void sendData(long now) {
    if (exchange.hasMoreToSend()) {
      int taken = connection.send(exchange.data(), exchange.taken());
      exchange.took(taken);
      quietSince = taken > 0 ? now : quietSince;
    }
  }

  private boolean isExchangeOver() {
    return !exchange.hasMoreToSend()
        && connection.unacknowledged() == 0
        && exchange.isReplyOver(connection.remoteClosed());
  }

  /** From EXCHANGING to CLOSING: this host's FIN leaves. */
  private void close(long now) {
    if (dataAt >= 0 && now - quietSince < question.patience() && !isExchangeOver()) {
      remarks.add(Remark.REPLY_ENDLESS);
    }
    phase = Phase.CLOSING;
    quietSince = now;
    connection.close(now);
  }

  /** To OVER. A port that never answered is filtered. */
  private void end() {
    phase = Phase.OVER;
    answer = connection.ending() == Ending.TIMED_OUT ? answer.orSilence() : answer;
  }

  @Override
  public void left(Probe probe, long at) {
    ladder.left(probe, at);
  }

  @Override
  public void accept(Reply reply) {
    if (phase == Phase.UNBEGUN || phase == Phase.OVER) {
      return;
    }
    if (reply instanceof Reply.Segment segment) {
      accept(segment);
    } else if (reply instanceof Reply.Failed failed) {
      accept(failed);
    }
  }

  private void accept(Reply.Segment segment) {
    Tcp tcp = segment.tcp();
    long at = segment.timing().at();
    boolean damaged = tcp.checksum() == Checksum.State.WRONG;
    if (damaged) {
      remarks.add(Remark.WRONG_CHECKSUM);
    }
    TcpState before = connection.state();
    connection.accept(tcp, at);
    if (before == TcpState.SYN_SENT && !damaged) {
      answered(segment);
    } else if (tcp.has(Tcp.RST) && connection.ending() == Ending.RESET) {
      remarks.add(Remark.ofReset(phase == Phase.CLOSING));
    }
    ladder.received(segment.packet(), tcp, at, connection.state());
    if (tcp.payload().length > 0 && connection.state().isSynchronized()) {
      dataAt = at;
    }
    if (tcp.sequenceLength() > 0 && phase == Phase.EXCHANGING) {
      quietSince = at;
    }
    boolean tooMuch = exchange.received(connection.read(MAX_READ));
    if (tooMuch && connection.state().isSynchronized()) {
      remarks.add(Remark.REPLY_CUT);
      connection.abort(at);
    }
  }

  /**
   * Takes the answer to the SYN: the port is open or closed, or the answer is about an older
   * connection.
   */
  private void answered(Reply.Segment segment) {
    Reply.Timing timing = segment.timing();
    if (connection.ending() == Ending.REFUSED) {
      answer = answer.then(Status.CLOSED, timing);
    } else if (connection.state() == TcpState.ESTABLISHED) {
      answer = answer.then(Status.OPEN, timing);
      if (question.halfOpen()) {
        connection.abort(timing.at());
      }
    } else {
      if (segment.tcp().has(Tcp.ACK) && !segment.tcp().has(Tcp.RST)) {
        remarks.add(Remark.CHALLENGE_ACK);
      }
      return;
    }
    quietSince = timing.at();
  }

  /**
   * Takes an ICMP error. "Too big" makes further segments smaller; any other error ends an attempt
   * to connect.
   */
  private void accept(Reply.Failed failed) {
    IcmpError error = failed.error();
    long at = failed.timing().at();
    if (error.kind() == IcmpError.Kind.TOO_BIG) {
      connection.packetTooBig(error, failed.packet().version(), question.hop().mtu());
    } else if (connection.state() == TcpState.SYN_SENT) {
      answer = answer.then(new Filter(failed.packet().source(), error), failed.timing());
      connection.abort(at);
    }
    ladder.failed(failed.packet(), error, at, connection.state());
  }

  @Override
  public long wakeAt() {
    if (phase == Phase.UNBEGUN) {
      return Long.MIN_VALUE;
    }
    long wakeAt = connection.wakeAt();
    boolean waits = connection.state().awaitsOther();
    return waits ? Math.min(wakeAt, endsAt()) : wakeAt;
  }

  @Override
  public boolean done() {
    return phase == Phase.OVER;
  }

  @Override
  public HandshakeResult result() {
    Ladder.Terms terms = Ladder.Terms.of(question, connection);
    return ladder.result(answer, terms, exchange.reply(), remarks, Optional.empty());
  }
}
