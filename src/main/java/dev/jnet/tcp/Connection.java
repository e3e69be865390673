package dev.jnet.tcp;

import dev.jnet.wire.IcmpError;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.Tcp;
import java.util.List;
import java.util.Optional;

/**
 * One TCP connection (RFC 9293), from its first SYN to the end of TIME_WAIT, with no clock and no
 * I/O of its own. Times are ns on the caller's clock.
 *
 * <p>Its owner sends what {@link #next} gives until it gives nothing, hands what arrives to {@link
 * #accept}, and comes back at {@link #wakeAt} at the latest. After every other call it asks {@link
 * #next} again.
 */
public final class Connection {
  private final Tcb tcb;
  private final Arrivals arrivals;
  private boolean closing;

  private Connection(Tcb tcb) {
    this.tcb = tcb;
    this.arrivals = new Arrivals(tcb);
  }

  /**
   * An active open: its SYN is the first segment that {@link #next} gives. Its numbers follow from
   * both ends and a secret (RFC 6528), so that successive connections between them do not meet.
   */
  public static Connection connect(
      TcpSettings settings, SocketPair ends, InitialSequence secret, long now) {
    int local = ends.localPort().number();
    return connect(settings, local, ends.remotePort().number(), secret.numbers(ends, now), now);
  }

  static Connection connect(
      TcpSettings settings, int localPort, int remotePort, InitialNumbers initial, long now) {
    Tcb tcb = new Tcb(settings, localPort, remotePort, initial);
    tcb.become(TcpState.SYN_SENT, now);
    return new Connection(tcb);
  }

  /**
   * A passive open: waits in LISTEN for the one connection that it will be. Its numbers are those
   * that a connection between these ends has.
   */
  public static Connection listen(
      TcpSettings settings, SocketPair ends, InitialSequence secret, long now) {
    return listen(settings, ends.localPort().number(), secret.numbers(ends, now), now);
  }

  static Connection listen(TcpSettings settings, int localPort, InitialNumbers initial, long now) {
    Tcb tcb = new Tcb(settings, localPort, 0, initial);
    tcb.become(TcpState.LISTEN, now);
    return new Connection(tcb);
  }

  /** The state it is in. */
  public TcpState state() {
    return tcb.state();
  }

  /** How it ended; {@link Ending#NONE} before. */
  public Ending ending() {
    return tcb.ending();
  }

  /** Its changes of state so far, oldest first. */
  public List<Transition> transitions() {
    return tcb.transitions();
  }

  /** What both sides' SYNs agreed on; complete once both are known. */
  public OptionsInForce options() {
    return tcb.options;
  }

  /** The other's initial sequence number; means something once its SYN has arrived. */
  public long irs() {
    return tcb.receiver.irs();
  }

  /** RCV.NXT: the next number expected from the other. */
  public long receiveNext() {
    return tcb.receiver.next();
  }

  /** SND.UNA: the first number that was not acknowledged. */
  public long sendUnacknowledged() {
    return tcb.sender.una();
  }

  /** SND.NXT: the next number that was never sent. */
  public long sendNext() {
    return tcb.sender.nextNew();
  }

  /** SND.WND: the other's window in bytes, scaled. */
  public long sendWindow() {
    return tcb.sender.window();
  }

  /** Bytes of data that one of our segments carries at most. */
  public int effectiveMss() {
    return tcb.sender.mss();
  }

  /** The smoothed round-trip time in ns; negative before anything was measured. */
  public long smoothedRoundTrip() {
    return tcb.sender.smoothedRoundTrip();
  }

  /** Bytes handed to {@link #send} that were not acknowledged yet. */
  public int unacknowledged() {
    return tcb.sender.pending();
  }

  /** Bytes that arrived in order and wait to be {@linkplain #read read}. */
  public int available() {
    return tcb.receiver.unread();
  }

  /** Whether the other has said that it sends no more, and all that it sent has arrived. */
  public boolean remoteClosed() {
    return tcb.receiver.finReceived();
  }

  /**
   * Takes data to send, as much as there is room for.
   *
   * @return how many of the bytes from {@code from} on were taken; the others have to be offered
   *     again later
   * @throws IllegalStateException after {@link #close}, or when the connection is gone
   */
  public int send(byte[] data, int from) {
    if (closing || tcb.state() == TcpState.CLOSED) {
      throw new IllegalStateException("nothing can be sent any more");
    }
    return tcb.sender.offer(data, from);
  }

  /** Takes out at most so many bytes of what arrived in order. */
  public byte[] read(int most) {
    byte[] data = tcb.receiver.read(most);
    if (data.length > 0 && tcb.state().mayReceive() && tcb.receiver.hasNews(tcb.sender.mss())) {
      tcb.acknowledgeNow();
    }
    return data;
  }

  /** Our side is done: a FIN follows what waits to be sent. Data may still arrive. */
  public void close(long now) {
    if (tcb.state() == TcpState.SYN_SENT || tcb.state() == TcpState.LISTEN) {
      tcb.end(Ending.ABORTED, now);
    } else if (!closing) {
      closing = true;
      tcb.sender.queueFin();
    }
  }

  /** Gives up at once: a RST, where the other side might think that there is a connection. */
  public void abort(long now) {
    TcpState state = tcb.state();
    if (state == TcpState.CLOSED) {
      return;
    }
    if (state == TcpState.SYN_RECEIVED || (state.isSynchronized() && !tcb.isFinished())) {
      tcb.reset();
    }
    tcb.end(Ending.ABORTED, now);
  }

  /**
   * The path carries less than was thought: what was sent and not acknowledged goes out again, in
   * smaller segments.
   *
   * @param mss bytes that fit behind IP and TCP header, options counted as data
   */
  public void limitSegments(int mss) {
    int options = tcb.options.timestamps() ? OptionsInForce.TIMESTAMPS_LENGTH : 0;
    tcb.sender.limit(Math.max(TcpSettings.MIN_MSS, mss - options));
  }

  /**
   * A router says that a packet of ours was too big: what was sent and not acknowledged goes out
   * again in segments that fit. A claim is believed only between the IP version's minimum MTU and
   * the MTU of our own link.
   *
   * @param version of IP: 4 or 6
   * @param linkMtu of the interface that our packets leave by, in bytes
   */
  public void packetTooBig(IcmpError error, int version, int linkMtu) {
    long least = version == 4 ? Ipv4.MINIMUM_MTU : Ipv6.MINIMUM_MTU;
    long mtu = Math.max(least, Math.min(error.nextHopMtu(), linkMtu));
    int ip = version == 4 ? Ipv4.HEADER : Ipv6.HEADER;
    limitSegments((int) mtu - ip - Tcp.HEADER);
  }

  /**
   * A segment outside of the stream, whose data the other side takes for bytes that it has had: it
   * drops them and acknowledges at once. Its numbers end {@code distance} in front of the first
   * that the other side could want.
   *
   * @param distance a number of its own for each probe, by which a D-SACK names it; or 0, where the
   *     other side echoes its timestamp (RFC 7323 section 4.3: it must reach up to the last number
   *     that was acknowledged)
   */
  public Tcp probe(byte[] data, int distance, long now) {
    return tcb.probe(data, distance, now);
  }

  /** Bytes of the TCP header of a {@link #probe}, options included. */
  public int probeHeaderLength() {
    return tcb.options.timestamps() ? Tcp.HEADER + OptionsInForce.TIMESTAMPS_LENGTH : Tcp.HEADER;
  }

  /** The next segment to send at {@code now}; empty when nothing is due. */
  public Optional<Tcp> next(long now) {
    return tcb.next(now);
  }

  /** When {@link #next} will have something, or a state ends; {@link Long#MAX_VALUE} for never. */
  public long wakeAt() {
    return tcb.wakeAt();
  }

  /** A segment of this connection arrived at {@code at}. A damaged one is as good as lost. */
  public void accept(Tcp segment, long at) {
    arrivals.accept(segment, at);
  }
}
