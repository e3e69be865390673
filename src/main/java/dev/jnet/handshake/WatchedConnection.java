package dev.jnet.handshake;

import dev.jnet.handshake.HandshakeResult.Status;
import dev.jnet.tcp.Ending;
import dev.jnet.tcp.TcpState;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.Tcp;
import java.io.IOException;
import java.util.Optional;

/**
 * One connection that this machine's kernel makes. It is opened, used and closed through a socket.
 * What is known of it comes from the segments of both sides that pass.
 */
final class WatchedConnection {
  private static final long NEVER_YET = -1;

  /**
   * How long until the socket is asked again, in ns. It is also asked whenever a segment was seen.
   */
  private static final long OPEN_POLL = 2 * Nanos.MILLISECOND;

  private static final long CONNECTING_POLL = 10 * Nanos.MILLISECOND;

  /** How long the last segments may take from the kernel to the capture, in ns. */
  private static final long LAST_FRAMES = 100 * Nanos.MILLISECOND;

  /** How far the use of the socket is. */
  private enum Phase {
    /** The socket was not used. */
    UNBEGUN,
    /** The kernel connects. */
    CONNECTING,
    /** The kernel says that it is connected; data are sent and received. */
    EXCHANGING,
    /** The kernel was told to send its FIN, and the other side's is awaited. */
    CLOSING,
    /** Nothing is left to do; the last segments may still pass. */
    LEAVING,
    /** All is known. */
    OVER
  }

  private final HandshakeQuestion question;
  private final KernelSocket socket;
  private final WatchedSegments segments;
  private final SocketExchange exchange;
  private Phase phase = Phase.UNBEGUN;
  private Optional<String> complaint = Optional.empty();
  private boolean elsewhere;
  private boolean closed;
  private long startedAt;
  private long connectedAt = NEVER_YET;
  private long quietSince;
  private long dataAt = NEVER_YET;
  private long leavingSince = Nanos.FOREVER;
  private long poll = CONNECTING_POLL;
  private long wakeAt = Long.MIN_VALUE;

  WatchedConnection(HandshakeQuestion question, KernelSocket socket) {
    this.question = question;
    this.socket = socket;
    this.segments = new WatchedSegments(question);
    this.exchange = new SocketExchange(question, socket);
  }

  boolean done() {
    return phase == Phase.OVER;
  }

  long wakeAt() {
    return wakeAt;
  }

  /** Does with the socket what is due now. */
  void proceed(long now) {
    if (phase == Phase.OVER) {
      return;
    }
    try {
      switch (phase) {
        case UNBEGUN -> begin(now);
        case CONNECTING -> connect(now);
        case EXCHANGING, CLOSING -> use(now);
        default -> {
          // in LEAVING only time must pass
        }
      }
    } catch (IOException e) {
      complaint = Optional.of(String.valueOf(e.getMessage()));
      leave(now);
    }
    settle(now);
    wakeAt = now + poll;
  }

  /** From UNBEGUN to CONNECTING. */
  private void begin(long now) throws IOException {
    phase = Phase.CONNECTING;
    startedAt = now;
    socket.connect();
  }

  /**
   * While the kernel connects. The first of these that holds counts:
   *
   * <ol>
   *   <li>An ICMP error answered the SYN: to LEAVING.
   *   <li>The kernel is connected: to EXCHANGING.
   *   <li>All SYNs together have had their time: to LEAVING.
   * </ol>
   */
  private void connect(long now) throws IOException {
    boolean connected = socket.isConnected();
    poll = connected ? OPEN_POLL : CONNECTING_POLL;
    quietSince = Math.max(quietSince, now);
    if (segments.answer().filter().isPresent()) {
      socket.close();
      leave(now);
    } else if (connected) {
      phase = Phase.EXCHANGING;
      connectedAt = now;
    } else if (now - startedAt >= question.time()) {
      segments.notConnected();
      segments.end(Ending.TIMED_OUT);
      socket.close();
      leave(now);
    }
  }

  /**
   * While the kernel says that there is a connection. The first of these that holds counts:
   *
   * <ol>
   *   <li>No SYN was captured: the segments take another interface, and only the socket shows how
   *       the connection goes.
   *   <li>A SYN was captured but no SYN-ACK: wait for it, and abort when the wait is over.
   *   <li>More data came than were asked for: abort.
   *   <li>This side has closed, and nothing more comes within the patience: abort.
   *   <li>All data were sent and received, or nothing more comes within the patience: close.
   * </ol>
   */
  private void use(long now) throws IOException {
    if (!elsewhere && segments.isUnseen() && now - connectedAt >= LAST_FRAMES) {
      elsewhere = true;
      segments.openElsewhere();
    }
    if (!elsewhere && !segments.state().isSynchronized()) {
      if (now >= endsAt()) {
        abort(now);
      }
      return;
    }
    SocketExchange.Arrived arrived = exchange.read();
    if (arrived != SocketExchange.Arrived.NO_DATA) {
      dataArrived(now);
    }
    if (arrived == SocketExchange.Arrived.TOO_MUCH) {
      segments.remark(Remark.REPLY_CUT);
      abort(now);
      return;
    }
    boolean timeIsUp = now >= endsAt();
    if (phase == Phase.CLOSING) {
      if (timeIsUp && segments.state() != TcpState.TIME_WAIT) {
        boolean sends = dataAt > quietSince + (now - quietSince) / 2;
        segments.remark(Remark.ofUnfinishedClosing(segments.state(), sends));
        abort(now);
      }
      return;
    }
    quietSince = exchange.write() ? now : quietSince;
    if (isExchangeOver() || timeIsUp) {
      close(now);
    }
  }

  /** When the next phase begins, whatever the other side does, in ns on the link's clock. */
  private long endsAt() {
    return phase == Phase.CLOSING
        ? question.closingEndsAt(startedAt, quietSince)
        : question.exchangeEndsAt(startedAt, quietSince);
  }

  private void dataArrived(long at) {
    dataAt = at;
    noteNews(at);
  }

  /** Notes that something new came. After this side has closed, that does not prolong the wait. */
  private void noteNews(long at) {
    quietSince = phase == Phase.CLOSING ? quietSince : at;
  }

  private boolean isExchangeOver() {
    return !exchange.hasMoreToSend()
        && (elsewhere || segments.isAcknowledged(question.data().length))
        && exchange.isReplyOver();
  }

  /** From EXCHANGING to CLOSING: the kernel sends its FIN. */
  private void close(long now) throws IOException {
    if (dataAt >= 0 && now - quietSince < question.patience() && !isExchangeOver()) {
      segments.remark(Remark.REPLY_ENDLESS);
    }
    phase = Phase.CLOSING;
    closed = true;
    quietSince = now;
    socket.shutdown();
    if (elsewhere) { // the other side's closing cannot be seen
      segments.end(Ending.CLOSED);
      leave(now);
    }
  }

  /** To LEAVING: the kernel sends a RST. */
  private void abort(long now) throws IOException {
    segments.end(Ending.ABORTED);
    socket.abort();
    leave(now);
  }

  /** To LEAVING: nothing is left to do but to wait for the last segments. */
  private void leave(long since) {
    phase = Phase.LEAVING;
    leavingSince = Math.min(leavingSince, since);
  }

  /**
   * Ends the connection when nothing more is to come:
   *
   * <ol>
   *   <li>The segments show that the connection is closed, or in TIME_WAIT: to LEAVING.
   *   <li>It is closed, or the last segments have had their time: to OVER.
   * </ol>
   */
  private void settle(long now) {
    boolean isEnded = segments.ending() != Ending.NONE;
    boolean isClosed = segments.state() == TcpState.CLOSED && isEnded;
    if (isClosed || segments.state() == TcpState.TIME_WAIT) {
      leave(now);
    }
    boolean waited = phase == Phase.LEAVING && now >= leavingSince + LAST_FRAMES;
    if (isClosed || waited) {
      end();
    }
  }

  /** To OVER. An error of the kernel counts only where the segments show no answer. */
  private void end() {
    phase = Phase.OVER;
    if (segments.ending() == Ending.NONE && segments.state() == TcpState.TIME_WAIT) {
      segments.end(Ending.CLOSED);
    }
    boolean answered = segments.answer().status() != Status.UNKNOWN;
    if (complaint.isPresent() && connectedAt == NEVER_YET) {
      segments.notConnected();
    }
    complaint = answered ? Optional.empty() : complaint;
    try {
      socket.close();
    } catch (IOException e) {
      complaint = Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Whether it has begun, and no SYN of it was captured. */
  boolean isUnseen() {
    return phase != Phase.UNBEGUN && segments.isUnseen();
  }

  /** Takes a captured segment of this connection. */
  void see(boolean outgoing, IpPacket packet, Tcp tcp, long at) {
    if (phase == Phase.OVER) {
      return;
    }
    if (outgoing) {
      segments.sent(packet, tcp, at);
      if (segments.isComplete()) {
        leave(at - LAST_FRAMES);
      }
    } else if (segments.received(packet, tcp, at, closed)) {
      noteNews(at);
    }
    wakeAt = Long.MIN_VALUE;
  }

  /** Takes a captured ICMP error about one of its segments. */
  void fail(IpPacket packet, IcmpError error, long at) {
    if (phase == Phase.OVER) {
      return;
    }
    segments.failed(packet, error, at);
    wakeAt = Long.MIN_VALUE;
  }

  HandshakeResult result() {
    return segments.result(exchange.reply(), complaint);
  }
}
