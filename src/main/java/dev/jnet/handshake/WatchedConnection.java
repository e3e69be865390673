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
 * One connection that this machine's kernel makes: we open, use and close it through its socket,
 * and know it by the segments of both sides.
 */
final class WatchedConnection {
  private static final long NEVER_YET = -1;

  /** How often the socket is asked besides whenever a segment was seen, in ns. */
  private static final long OPEN_POLL = 2 * Nanos.MILLISECOND;

  private static final long CONNECTING_POLL = 10 * Nanos.MILLISECOND;

  /** How long the last segments may take from the kernel to us, in ns. */
  private static final long LAST_FRAMES = 100 * Nanos.MILLISECOND;

  /** How far we have come with the socket. */
  private enum Phase {
    /** The socket was not used. */
    UNBEGUN,
    /** The kernel connects. */
    CONNECTING,
    /** The kernel says that it is connected; we say and hear what there is. */
    EXCHANGING,
    /** We have closed our half, and the other side is to close its own. */
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
  private long connectedAt;
  private long quietSince;
  private long heardAt = NEVER_YET;
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

  /** Does with the socket what is to be done now. */
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
          // whoever leaves only waits
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
   *   <li>An ICMP error answered the SYN: we leave.
   *   <li>The kernel is connected: we go on to EXCHANGING.
   *   <li>So much time has passed as all SYNs that were asked for take: we leave.
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
      segments.unanswered();
      segments.end(Ending.TIMED_OUT);
      socket.close();
      leave(now);
    }
  }

  /**
   * While the kernel says that there is a connection. The first of these that holds counts:
   *
   * <ol>
   *   <li>No SYN has passed here: the segments pass elsewhere, and the socket alone tells how it
   *       goes.
   *   <li>A SYN has passed and no SYN-ACK: we wait for it, and abort when our patience ends.
   *   <li>More came than was asked for: we abort.
   *   <li>We have closed, and nothing more comes within our patience: we abort.
   *   <li>All is said and heard, or nothing more comes within our patience: we close.
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
    SocketExchange.Heard heard = exchange.read();
    if (heard != SocketExchange.Heard.NOTHING) {
      heardSomething(now);
    }
    if (heard == SocketExchange.Heard.TOO_MUCH) {
      segments.remark(Remark.REPLY_CUT);
      abort(now);
      return;
    }
    boolean timeIsUp = now >= endsAt();
    if (phase == Phase.CLOSING) {
      if (timeIsUp && segments.state() != TcpState.TIME_WAIT) {
        boolean sends = heardAt > quietSince + (now - quietSince) / 2;
        segments.remark(Remark.ofUnfinishedClosing(segments.state(), sends));
        abort(now);
      }
      return;
    }
    quietSince = exchange.write() ? now : quietSince;
    if (isAllSaidAndHeard() || timeIsUp) {
      close(now);
    }
  }

  /** When we go on to the next phase, whatever the other side does. */
  private long endsAt() {
    return phase == Phase.CLOSING
        ? question.closingEndsAt(startedAt, quietSince)
        : question.exchangeEndsAt(startedAt, quietSince);
  }

  private void heardSomething(long at) {
    heardAt = at;
    news(at);
  }

  /** Something new came. Once we have closed, nothing that comes makes us wait longer. */
  private void news(long at) {
    quietSince = phase == Phase.CLOSING ? quietSince : at;
  }

  private boolean isAllSaidAndHeard() {
    return !exchange.hasMoreToSay()
        && (elsewhere || segments.isAcknowledged(question.data().length))
        && exchange.isHeard();
  }

  /** From EXCHANGING to CLOSING: the kernel sends its FIN. */
  private void close(long now) throws IOException {
    if (heardAt >= 0 && now - quietSince < question.patience() && !isAllSaidAndHeard()) {
      segments.remark(Remark.REPLY_ENDLESS);
    }
    phase = Phase.CLOSING;
    closed = true;
    quietSince = now;
    socket.shutdown();
    if (elsewhere) { // nobody sees how the other side closes
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
   * Looks whether this was all.
   *
   * <ol>
   *   <li>Where the segments show that the connection is closed, or waits in TIME_WAIT, we leave.
   *   <li>Where it is closed, or the last segments have had their time, it is over.
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

  /** To OVER. What the kernel complained of counts only where the segments say nothing. */
  private void end() {
    phase = Phase.OVER;
    if (segments.ending() == Ending.NONE && segments.state() == TcpState.TIME_WAIT) {
      segments.end(Ending.CLOSED);
    }
    if (segments.answer().status() != Status.UNKNOWN) {
      complaint = Optional.empty();
    } else if (complaint.isPresent()) {
      segments.unanswered();
    }
    try {
      socket.close();
    } catch (IOException e) {
      complaint = Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Whether it has begun, and no segment of it has passed here. */
  boolean isUnseen() {
    return phase != Phase.UNBEGUN && segments.isUnseen();
  }

  /** A segment of this connection passed. */
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
      news(at);
    }
    wakeAt = Long.MIN_VALUE;
  }

  /** An ICMP error about one of its segments passed. */
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
