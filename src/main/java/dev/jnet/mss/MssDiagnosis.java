package dev.jnet.mss;

import dev.jnet.mss.MssResult.Clamp;
import dev.jnet.mss.MssResult.Failure;
import dev.jnet.mss.MssResult.Hop;
import dev.jnet.mss.MssResult.Status;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.tcp.Connection;
import dev.jnet.tcp.Ending;
import dev.jnet.tcp.InitialSequence;
import dev.jnet.tcp.SocketPair;
import dev.jnet.tcp.TcpState;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import dev.jnet.wire.TcpQuote;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Opens a connection to see both SYNs, and sends copies of ours with rising TTLs at once: the
 * routers where these end quote the SYN as it arrived there, rewritten or not.
 *
 * <p>The copies carry different timestamps, so that a quote tells which of them it is of; a copy
 * that gets as far as the target is a SYN sent again, which every TCP takes as such.
 */
public final class MssDiagnosis implements Diagnosis<MssResult> {
  private static final int HOP_LIMIT = 64;
  private static final int FIRST_COPIES = 8;
  private static final int MAX_HOPS = 30;
  private static final int TRIES = 3;

  /** The least time that routers have for their quotes; a slow path has twice its round trip. */
  private static final long MIN_WAIT = 150 * Nanos.MILLISECOND;

  /** How long the other side may take for its own FIN. */
  private static final long PARTING = 1_000 * Nanos.MILLISECOND;

  private final MssQuestion question;
  private final Deque<Integer> copies = new ArrayDeque<>();
  private final IdentityHashMap<Probe, Integer> sentCopies = new IdentityHashMap<>();
  private final Hop[] hops = new Hop[MAX_HOPS + 1];
  private Connection connection;
  private Tcp syn;
  private Probe synProbe;
  private long synAt;
  private Tcp synAck;
  private Failure failure;
  private int distance = FIRST_COPIES;
  private int tries;
  private long waitUntil = NEVER;
  private long wait = MIN_WAIT;
  private long roundTrip = -1;
  private int stamp;
  private int identification;
  private boolean closed;
  private boolean done;

  /** A question that has not been asked yet. */
  public MssDiagnosis(MssQuestion question) {
    this.question = question;
    this.identification = (int) (question.seed() >>> 20 & 0x7fff);
  }

  @Override
  public Optional<Probe> next(long now) {
    if (connection == null) {
      open(now);
    }
    Optional<Tcp> segment = connection.next(now);
    if (segment.isPresent()) {
      Probe probe = probe(segment.get(), HOP_LIMIT);
      if (syn == null) {
        syn = segment.get();
        synProbe = probe;
        synAt = now;
        planCopies(1, distance, now);
      }
      return Optional.of(probe);
    }
    Integer hopLimit = copies.poll();
    if (hopLimit != null) {
      Probe copy = probe(stamped(syn), hopLimit);
      sentCopies.put(copy, hopLimit);
      return Optional.of(copy);
    }
    return proceed(now);
  }

  private void open(long now) {
    connection =
        Connection.connect(
            question.settings(),
            new SocketPair(
                question.hop().source(),
                new Port(question.localPort()),
                question.target(),
                new Port(question.port())),
            InitialSequence.ofSeed(question.seed()),
            now);
  }

  private void planCopies(int from, int to, long now) {
    tries++;
    for (int hop = from; hop <= to; hop++) {
      if (hops[hop] == null) {
        copies.add(hop);
      }
    }
    waitUntil = now + wait;
  }

  /** Older than the SYN itself, so that no copy passes for news; each copy another value. */
  private Tcp stamped(Tcp original) {
    stamp++;
    List<TcpOption> options = new ArrayList<>();
    for (TcpOption option : original.options()) {
      options.add(
          option instanceof TcpOption.Timestamps stamps
              ? new TcpOption.Timestamps((stamps.value() - stamp) & 0xffff_ffffL, stamps.echo())
              : option);
    }
    return new Tcp(
        original.sourcePort(),
        original.destinationPort(),
        original.sequence(),
        original.acknowledgment(),
        original.flags(),
        original.window(),
        options,
        original.payload());
  }

  private Probe probe(Tcp tcp, int hopLimit) {
    identification = (identification + 1) & 0xffff;
    return Probe.of(question.hop(), question.target(), identification, hopLimit, tcp);
  }

  /** Nothing waits to be sent: more copies, the end of waiting, or the end of the connection. */
  private Optional<Probe> proceed(long now) {
    TcpState state = connection.state();
    boolean answered = state.isSynchronized();
    if (answered && !closed && (isComplete() || now >= waitUntil)) {
      if (!isComplete() && tries < TRIES && failure == null) {
        planCopies(1, distance, now);
        return next(now);
      }
      closed = true;
      connection.close(now);
      waitUntil = now + PARTING;
      return connection.next(now).map(tcp -> probe(tcp, HOP_LIMIT));
    }
    if (closed && now >= waitUntil && state != TcpState.CLOSED && state != TcpState.TIME_WAIT) {
      connection.abort(now); // so that these ports are free for the next connection
      return connection.next(now).map(tcp -> probe(tcp, HOP_LIMIT));
    }
    done = state == TcpState.CLOSED || state == TcpState.TIME_WAIT;
    return Optional.empty();
  }

  /** Whether every router up to the target has shown itself, as far as its distance is known. */
  private boolean isComplete() {
    if (synAck == null) {
      return false;
    }
    for (int hop = 1; hop <= distance; hop++) {
      if (hops[hop] == null) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void left(Probe probe, long at) {
    if (probe == synProbe) {
      synAt = at;
    }
  }

  @Override
  public void accept(Reply reply) {
    if (connection == null || done) {
      return;
    }
    long at = reply.timing().at();
    if (reply instanceof Reply.Segment segment) {
      connection.accept(segment.tcp(), at);
      connection.read(Integer.MAX_VALUE);
      if (synAck == null && segment.tcp().has(Tcp.SYN | Tcp.ACK)) {
        answered(segment, at);
      }
    } else if (reply instanceof Reply.Failed failed) {
      Integer copy = sentCopies.get(reply.probe());
      if (failed.error().kind() == IcmpError.Kind.TIME_EXCEEDED && copy != null) {
        quoted(copy, failed);
      } else if (connection.state() == TcpState.SYN_SENT
          && failed.error().kind() == IcmpError.Kind.UNREACHABLE) {
        failure = new Failure(failed.packet().source(), failed.error());
        connection.abort(at);
      }
    }
  }

  /** Its TTL tells how many routers there are on the way back: so many, probably, lie ahead. */
  private void answered(Reply.Segment segment, long at) {
    synAck = segment.tcp();
    roundTrip = Math.max(0, at - synAt); // of the SYN itself: its copies have the same number
    wait = Math.max(MIN_WAIT, 2 * roundTrip);
    int ttl = segment.packet().hopLimit();
    int routers = (ttl <= 64 ? 64 : ttl <= 128 ? 128 : 255) - ttl;
    distance = Math.min(routers, MAX_HOPS);
    for (int hop = FIRST_COPIES + 1; hop <= distance; hop++) {
      copies.add(hop);
    }
    waitUntil = at + wait;
  }

  private void quoted(int hop, Reply.Failed failed) {
    if (hops[hop] != null) {
      return;
    }
    try {
      TcpQuote quote = TcpQuote.parse(failed.quoted());
      hops[hop] =
          new Hop(hop, failed.packet().source(), quote.maximumSegmentSize(), quote.hasAllOptions());
    } catch (MalformedPacketException tooShort) {
      hops[hop] = new Hop(hop, failed.packet().source(), OptionalInt.empty(), false);
    }
  }

  @Override
  public long wakeAt() {
    if (connection == null || !copies.isEmpty()) {
      return Long.MIN_VALUE;
    }
    boolean waits = closed || connection.state().isSynchronized();
    return waits ? Math.min(connection.wakeAt(), waitUntil) : connection.wakeAt();
  }

  @Override
  public boolean done() {
    return done;
  }

  @Override
  public MssResult result() {
    List<Hop> seen = new ArrayList<>();
    for (Hop hop : hops) {
      if (hop != null) {
        seen.add(hop);
      }
    }
    boolean refused = connection != null && connection.ending() == Ending.REFUSED;
    return new MssResult(
        synAck != null ? Status.OPEN : refused ? Status.CLOSED : Status.FILTERED,
        Optional.ofNullable(failure),
        Optional.ofNullable(syn),
        Optional.ofNullable(synAck),
        connection == null ? 0 : connection.effectiveMss(),
        synAck == null ? -1 : distance,
        seen,
        clamp(seen),
        roundTrip);
  }

  private Optional<Clamp> clamp(List<Hop> seen) {
    if (syn == null) {
      return Optional.empty();
    }
    OptionalInt sent = syn.maximumSegmentSize();
    Hop last = null;
    for (Hop hop : seen) {
      boolean tells = hop.mss().isPresent() || hop.complete();
      if (tells && !hop.mss().equals(sent)) {
        return Optional.of(new Clamp(Optional.ofNullable(last), hop, hop.mss()));
      }
      last = tells ? hop : last;
    }
    return Optional.empty();
  }
}
