package dev.jnet.handshake;

import dev.jnet.handshake.HandshakeResult.Filter;
import dev.jnet.handshake.HandshakeResult.Status;
import dev.jnet.tcp.Ending;
import dev.jnet.tcp.OptionsInForce;
import dev.jnet.tcp.Seq;
import dev.jnet.tcp.TcpState;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.Tcp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * One connection that this machine's kernel makes: opened, used and closed through its socket, and
 * known by its segments, both sides' states alike.
 */
final class WatchedConnection {
  private static final int MAX_READ = 1 << 16;

  /** How often the socket is asked besides whenever a segment was seen, in ns. */
  private static final long OPEN_POLL = 2 * Nanos.MILLISECOND;

  private static final long CONNECTING_POLL = 10 * Nanos.MILLISECOND;

  /** How long the last segments may take from the kernel to us, in ns. */
  private static final long LAST_FRAMES = 100 * Nanos.MILLISECOND;

  private final HandshakeQuestion question;
  private final KernelSocket socket;
  private final Ladder ladder;
  private final SideStates ours = new SideStates(TcpState.CLOSED);
  private final Set<Remark> remarks = EnumSet.noneOf(Remark.class);
  private final ByteArrayOutputStream reply = new ByteArrayOutputStream();
  private Optional<Filter> filter = Optional.empty();
  private Optional<String> complaint = Optional.empty();
  private Status status = Status.UNKNOWN;
  private Ending ending = Ending.NONE;
  private boolean begun;
  private boolean connected;
  private boolean closed;
  private boolean ended;
  private boolean done;
  private int offered;
  private long isn;
  private long acknowledged;
  private long theirFin = -1;
  private long synAt;
  private long roundTrip = -1;
  private long startedAt;
  private long quietSince;
  private long overSince = Long.MAX_VALUE;
  private long wakeAt = Long.MIN_VALUE;

  WatchedConnection(HandshakeQuestion question, KernelSocket socket) {
    this.question = question;
    this.socket = socket;
    this.ladder = new Ladder(question);
  }

  boolean done() {
    return done;
  }

  long wakeAt() {
    return wakeAt;
  }

  /** Does with the socket what is to be done now. */
  void proceed(long now) {
    if (done) {
      return;
    }
    try {
      if (!begun) {
        begun = true;
        startedAt = now;
        socket.connect();
      } else if (overSince == Long.MAX_VALUE) {
        drive(now);
      }
    } catch (IOException e) {
      complaint = Optional.of(String.valueOf(e.getMessage()));
      over(now);
    }
    settle(now);
    wakeAt = now + (connected ? OPEN_POLL : CONNECTING_POLL);
  }

  private void drive(long now) throws IOException {
    if (!connected) {
      connected = socket.isConnected();
      quietSince = Math.max(quietSince, now);
      int tries = (1 << question.settings().retries().synTries()) - 1;
      if (filter.isPresent()) {
        socket.close();
        over(now);
      } else if (!connected
          && now - startedAt >= tries * question.settings().retries().firstTimeout()) {
        status = status == Status.UNKNOWN ? Status.FILTERED : status;
        ending = Ending.TIMED_OUT;
        socket.close();
        over(now);
      }
    } else if (ours.state().isSynchronized()) {
      read(now);
      write(now);
    } else if (now - quietSince >= question.patience()) {
      abort(now); // connected, it says, and its SYN-ACK has not passed here
    }
  }

  private void read(long now) throws IOException {
    while (!ended) {
      Optional<byte[]> data = socket.read(MAX_READ);
      ended = data.isEmpty();
      if (ended || data.get().length == 0) {
        return;
      }
      quietSince = now;
      int room = question.mostReply() - reply.size();
      reply.write(data.get(), 0, Math.min(room, data.get().length));
      if (data.get().length > room) {
        remarks.add(Remark.REPLY_CUT);
        abort(now);
        return;
      }
    }
  }

  private void write(long now) throws IOException {
    boolean quiet = now - quietSince >= question.patience();
    if (closed) {
      if (quiet && ours.state() != TcpState.TIME_WAIT) {
        remarks.add(
            ours.state() == TcpState.FIN_WAIT_2
                ? Remark.KEEPS_ITS_HALF_OPEN
                : Remark.FIN_NOT_ACKNOWLEDGED);
        abort(now);
      }
      return;
    }
    if (offered < question.data().length) {
      int taken = socket.write(question.data(), offered);
      offered += taken;
      quietSince = taken > 0 ? now : quietSince;
    }
    long end = Seq.plus(isn, 1L + question.data().length);
    boolean said = offered == question.data().length && Seq.lessOrEqual(end, acknowledged);
    boolean heard = question.data().length == 0 || ended || reply.size() >= question.mostReply();
    if ((said && heard) || quiet) {
      closed = true;
      quietSince = now;
      socket.shutdown();
    }
  }

  private void abort(long now) throws IOException {
    ending = Ending.ABORTED;
    socket.abort();
    over(now);
  }

  /** Nothing is left to do but to wait for the last segments. */
  private void over(long now) {
    overSince = Math.min(overSince, now);
  }

  /** Whether the last segment has passed. */
  private void settle(long now) {
    TcpState state = ours.state();
    boolean closing =
        state == TcpState.TIME_WAIT || (state == TcpState.CLOSED && ending != Ending.NONE);
    if (closing) {
      over(now);
    }
    boolean complete = state == TcpState.CLOSED && ending != Ending.NONE;
    if (!complete && now < plus(overSince, LAST_FRAMES)) {
      return;
    }
    done = true;
    if (ending == Ending.NONE && state == TcpState.TIME_WAIT) {
      ending = Ending.CLOSED;
    }
    if (status != Status.UNKNOWN || filter.isPresent()) {
      complaint = Optional.empty(); // the segments say it better
    } else if (complaint.isPresent()) {
      status = Status.FILTERED;
    }
    try {
      socket.close();
    } catch (IOException e) {
      complaint = Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static long plus(long time, long wait) {
    return time == Long.MAX_VALUE ? time : time + wait;
  }

  /** A segment of this connection passed. */
  void see(boolean outgoing, IpPacket packet, Tcp tcp, long at) {
    if (done) {
      return;
    }
    if (outgoing) {
      sent(tcp, at);
    } else {
      received(tcp, at);
    }
    ladder.seen(outgoing, packet, tcp, at, ours.state());
    wakeAt = Long.MIN_VALUE;
  }

  private void sent(Tcp tcp, long at) {
    ours.sends(tcp);
    if (tcp.has(Tcp.SYN)) {
      isn = tcp.sequence();
      acknowledged = isn;
      synAt = at;
    } else if (ours.state() == TcpState.TIME_WAIT
        && theirFin >= 0
        && Seq.less(theirFin, tcp.acknowledgment())) {
      ending = Ending.CLOSED;
      overSince = at - LAST_FRAMES; // this was the last one
    }
  }

  private void received(Tcp tcp, long at) {
    if (tcp.checksum() == Checksum.State.WRONG) {
      remarks.add(Remark.WRONG_CHECKSUM);
      return;
    }
    TcpState before = ours.state();
    ours.receives(tcp);
    if (before == TcpState.SYN_SENT) {
      answered(tcp, at);
    } else if (tcp.has(Tcp.RST) && ending == Ending.NONE) {
      ending = Ending.RESET;
      remarks.add(closed ? Remark.RESET_INSTEAD_OF_CLOSE : Remark.RESET_WHILE_OPEN);
    } else if (ours.state() == TcpState.CLOSED && before == TcpState.LAST_ACK) {
      ending = Ending.CLOSED;
    }
    if (tcp.has(Tcp.ACK)) {
      acknowledged = tcp.acknowledgment();
    }
    if (tcp.has(Tcp.FIN)) {
      theirFin = Seq.plus(tcp.sequence(), tcp.payload().length);
    }
    if (tcp.sequenceLength() > 0) {
      quietSince = at;
    }
  }

  private void answered(Tcp tcp, long at) {
    if (tcp.has(Tcp.RST)) {
      status = Status.CLOSED;
      ending = Ending.REFUSED;
    } else if (tcp.has(Tcp.SYN)) {
      status = Status.OPEN;
    } else {
      remarks.add(Remark.CHALLENGE_ACK);
      return;
    }
    roundTrip = Math.max(0, at - synAt);
    quietSince = at;
  }

  /** An ICMP error about one of its segments passed. */
  void fail(IpPacket packet, IcmpError error, long at) {
    if (done) {
      return;
    }
    if (ours.state() == TcpState.SYN_SENT && error.kind() != IcmpError.Kind.TOO_BIG) {
      filter = Optional.of(new Filter(packet.source(), error));
      status = Status.FILTERED;
      roundTrip = Math.max(0, at - synAt);
    }
    ladder.failed(packet, error, at, ours.state());
    wakeAt = Long.MIN_VALUE;
  }

  HandshakeResult result() {
    Optional<Tcp> syn = ladder.first(true);
    Optional<Tcp> synAck = ladder.first(false);
    OptionsInForce options =
        syn.isPresent() && synAck.isPresent()
            ? OptionsInForce.seen(question.settings(), syn.get(), synAck.get())
            : OptionsInForce.none(question.settings());
    return ladder.result(
        status,
        filter,
        new Ladder.Terms(options, synAck.isPresent() ? options.effectiveMss() : 0, ending),
        roundTrip,
        true,
        reply.toByteArray(),
        remarks,
        complaint);
  }
}
