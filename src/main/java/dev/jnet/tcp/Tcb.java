package dev.jnet.tcp;

import dev.jnet.unit.Nanos;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The transmission control block (RFC 9293 section 3.3.1): the state of one connection, and the
 * segments that follow from it.
 */
final class Tcb {
  /**
   * The shortest time between two challenge acknowledgments of segments without data, in ns (RFC
   * 5961 section 7).
   */
  private static final long CHALLENGE_INTERVAL = 500 * Nanos.MILLISECOND;

  private static final int MAX_REPLIES = 16;
  private static final byte[] NO_DATA = {};

  final TcpSettings settings;
  final Sender sender;
  final Receiver receiver;
  final OptionsInForce options;
  private final int localPort;
  private final Deque<Tcp> replies = new ArrayDeque<>();
  private final List<Transition> transitions = new ArrayList<>();
  private int remotePort;
  private TcpState state = TcpState.CLOSED;
  private Ending ending = Ending.NONE;
  private TcpOption.Sack.Block duplicate;
  private boolean acknowledgeNow;
  private long acknowledgeAt = Long.MAX_VALUE;
  private long timeWaitEnds = Long.MAX_VALUE;
  private long lastChallenge = Long.MIN_VALUE;

  Tcb(TcpSettings settings, int localPort, int remotePort, InitialNumbers initial) {
    this.settings = settings;
    this.localPort = localPort;
    this.remotePort = remotePort;
    this.sender = new Sender(settings, initial.sequence());
    this.receiver = new Receiver(settings.buffers().receive());
    this.options = new OptionsInForce(settings, initial.timestampOffset());
  }

  TcpState state() {
    return state;
  }

  Ending ending() {
    return ending;
  }

  List<Transition> transitions() {
    return List.copyOf(transitions);
  }

  void remotePort(int port) {
    remotePort = port;
  }

  void become(TcpState next, long at) {
    transitions.add(new Transition(at, state, next));
    state = next;
  }

  void end(Ending how, long at) {
    ending = how;
    acknowledgeNow = false;
    acknowledgeAt = Long.MAX_VALUE;
    become(TcpState.CLOSED, at);
  }

  /**
   * Enters TIME_WAIT. It begins anew when the other side did not receive the last acknowledgment.
   */
  void waitForOldSegments(long at) {
    if (state != TcpState.TIME_WAIT) {
      become(TcpState.TIME_WAIT, at);
    }
    timeWaitEnds = at + settings.timeWait();
  }

  /** Whether both sides have closed, and only acknowledgments are missing. */
  boolean isFinished() {
    return state == TcpState.CLOSING || state == TcpState.LAST_ACK || state == TcpState.TIME_WAIT;
  }

  void acknowledgeNow() {
    acknowledgeNow = true;
  }

  /** Notes bytes that came again. The next acknowledgment reports them (D-SACK, RFC 2883). */
  void duplicated(TcpOption.Sack.Block bytes) {
    duplicate = bytes;
  }

  /**
   * Whether an acknowledgment may wait. At least every second full segment is acknowledged at once
   * (RFC 9293 section 3.8.6.3).
   */
  boolean mayDelayAcknowledgment() {
    return acknowledgeAt == Long.MAX_VALUE;
  }

  void acknowledgeBy(long deadline) {
    acknowledgeAt = Math.min(acknowledgeAt, deadline);
  }

  /** Answers a segment that does not fit with the current numbers, at a limited rate. */
  void challenge(Tcp segment, long at) {
    boolean mayLoop = segment.payload().length == 0 && !segment.has(Tcp.FIN);
    if (mayLoop && lastChallenge != Long.MIN_VALUE && at - lastChallenge < CHALLENGE_INTERVAL) {
      return;
    }
    if (mayLoop) {
      lastChallenge = at;
    }
    acknowledgeNow = true;
  }

  /** Answers a segment for which there is no connection (RFC 9293 section 3.5.2). */
  void refuse(Tcp segment) {
    if (segment.has(Tcp.RST)) {
      return;
    }
    remotePort = segment.sourcePort();
    if (segment.has(Tcp.ACK)) {
      reply(segment(segment.acknowledgment(), 0, Tcp.RST, 0, List.of()));
    } else {
      long ack = Seq.plus(segment.sequence(), segment.sequenceLength());
      reply(segment(0, ack, Tcp.RST | Tcp.ACK, 0, List.of()));
    }
  }

  /** Sends a RST for a connection that the other side may believe in. */
  void reset() {
    replies.clear();
    reply(segment(sender.nextNew(), receiver.next(), Tcp.RST | Tcp.ACK, 0, List.of()));
  }

  private void reply(Tcp segment) {
    if (replies.size() < MAX_REPLIES) {
      replies.add(segment);
    }
  }

  Optional<Tcp> next(long now) {
    expire(now);
    if (!replies.isEmpty()) {
      return Optional.of(replies.poll());
    }
    if (state != TcpState.CLOSED && state != TcpState.LISTEN && state != TcpState.TIME_WAIT) {
      Sender.Piece piece = sender.next(now);
      if (piece != null) {
        return Optional.of(segment(piece, now));
      }
      sender.arm(now);
    }
    if (acknowledgeNow || acknowledgeAt <= now) {
      return Optional.of(acknowledgment(now));
    }
    return Optional.empty();
  }

  long wakeAt() {
    if (!replies.isEmpty() || acknowledgeNow) {
      return Long.MIN_VALUE;
    }
    return switch (state) {
      case CLOSED, LISTEN -> Long.MAX_VALUE;
      case TIME_WAIT -> Math.min(timeWaitEnds, acknowledgeAt);
      default -> sender.ready() ? Long.MIN_VALUE : Math.min(sender.expiresAt(), acknowledgeAt);
    };
  }

  private void expire(long now) {
    if (state == TcpState.TIME_WAIT) {
      if (now >= timeWaitEnds) {
        end(Ending.CLOSED, now);
      }
    } else if (state != TcpState.CLOSED && now >= sender.expiresAt() && !sender.expired()) {
      end(Ending.TIMED_OUT, now);
    }
  }

  private Tcp segment(Sender.Piece piece, long now) {
    boolean withAck = state != TcpState.SYN_SENT;
    int flags =
        (withAck ? Tcp.ACK : 0)
            | (piece.syn() ? Tcp.SYN : 0)
            | (piece.fin() ? Tcp.FIN : 0)
            | (piece.push() ? Tcp.PSH : 0);
    List<TcpOption> carried =
        piece.syn() ? options.ofSyn(withAck, now) : options.ofSegment(List.of(), now);
    if (piece.fin() && state == TcpState.ESTABLISHED) {
      become(TcpState.FIN_WAIT_1, now);
    } else if (piece.fin() && state == TcpState.CLOSE_WAIT) {
      become(TcpState.LAST_ACK, now);
    }
    int window = withAck ? advertised(!piece.syn()) : receiver.firstWindow();
    acknowledged();
    return new Tcp(
        localPort,
        remotePort,
        piece.sequence(),
        withAck ? receiver.next() : 0,
        flags,
        window,
        carried,
        piece.data());
  }

  Tcp probe(byte[] data, int distance, long now) {
    return new Tcp(
        localPort,
        remotePort,
        Seq.plus(sender.una(), -(long) distance - data.length),
        receiver.next(),
        Tcp.ACK,
        advertised(true),
        options.ofSegment(List.of(), now),
        data);
  }

  private Tcp acknowledgment(long now) {
    int window = advertised(true);
    List<TcpOption> carried = options.ofSegment(blocks(options.mostSackBlocks()), now);
    acknowledged();
    return segment(sender.nextNew(), receiver.next(), Tcp.ACK, window, carried);
  }

  private List<TcpOption.Sack.Block> blocks(int most) {
    if (duplicate == null || most == 0) {
      return receiver.blocks(most);
    }
    List<TcpOption.Sack.Block> blocks = new ArrayList<>();
    blocks.add(duplicate);
    blocks.addAll(receiver.blocks(most - 1));
    duplicate = null;
    return blocks;
  }

  private int advertised(boolean scaled) {
    return receiver.advertise(sender.mss(), scaled);
  }

  private void acknowledged() {
    acknowledgeNow = false;
    acknowledgeAt = Long.MAX_VALUE;
    options.acknowledged(receiver.next());
  }

  private Tcp segment(long sequence, long ack, int flags, int window, List<TcpOption> carried) {
    return new Tcp(localPort, remotePort, sequence, ack, flags, window, carried, NO_DATA);
  }
}
