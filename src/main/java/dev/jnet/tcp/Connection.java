package dev.jnet.tcp;

import dev.jnet.wire.IcmpError;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.Tcp;
import java.util.List;
import java.util.Optional;

/**
 * One TCP connection (RFC 9293), from its first SYN to the end of TIME_WAIT, with no clock and no
 * I/O of its own. Times are in ns on the caller's clock.
 *
 * <p>Its owner calls {@link #next} and sends each segment until there is none. It hands each
 * arriving segment to {@link #accept}. It calls {@link #next} again at {@link #wakeAt} at the
 * latest, and after every other call.
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
   * An active open: its SYN is the first segment that {@link #next} gives. Its initial numbers
   * follow from both ends and a secret (RFC 6528), so that successive connections between the same
   * ends do not overlap.
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
   * A passive open: it waits in LISTEN for one connection. Its initial numbers follow from the ends
   * of that connection.
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

  /** The current state. */
  public TcpState state() {
    return tcb.state();
  }

  /** How the connection ended; {@link Ending#NONE} before its end. */
  public Ending ending() {
    return tcb.ending();
  }

  /** The changes of state so far, the oldest first. */
  public List<Transition> transitions() {
    return tcb.transitions();
  }

  /** The options that both SYNs agreed on. They are complete when both SYNs are known. */
  public OptionsInForce options() {
    return tcb.options;
  }

  /**
   * The other side's initial sequence number, 0 to 2^32 − 1. It is valid once that side's SYN has
   * arrived.
   */
  public long irs() {
    return tcb.receiver.irs();
  }

  /** RCV.NXT: the next sequence number expected from the other side. */
  public long receiveNext() {
    return tcb.receiver.next();
  }

  /** SND.UNA: the first sequence number that is not acknowledged. */
  public long sendUnacknowledged() {
    return tcb.sender.una();
  }

  /** SND.NXT: the first sequence number that was never sent. */
  public long sendNext() {
    return tcb.sender.nextNew();
  }

  /** SND.WND: the other side's window in bytes, after scaling. */
  public long sendWindow() {
    return tcb.sender.window();
  }

  /** The most data that one segment of this side carries, in bytes. */
  public int effectiveMss() {
    return tcb.sender.mss();
  }

  /** The smoothed round-trip time in ns; negative before the first measurement. */
  public long smoothedRoundTrip() {
    return tcb.sender.smoothedRoundTrip();
  }

  /** How many bytes were handed to {@link #send} and are not acknowledged. */
  public int unacknowledged() {
    return tcb.sender.pending();
  }

  /** How many bytes arrived in order and wait to be {@linkplain #read read}. */
  public int available() {
    return tcb.receiver.unread();
  }

  /** Whether the other side has closed, and all data that it sent has arrived. */
  public boolean remoteClosed() {
    return tcb.receiver.finReceived();
  }

  /**
   * Takes data to send, as much as there is room for.
   *
   * @return how many of the bytes from {@code from} on were taken; offer the others again later
   * @throws IllegalStateException after {@link #close}, or when the connection has ended
   */
  public int send(byte[] data, int from) {
    if (closing || tcb.state() == TcpState.CLOSED) {
      throw new IllegalStateException("nothing can be sent any more");
    }
    return tcb.sender.offer(data, from);
  }

  /** Takes out the next bytes that arrived in order, at most {@code most} of them. */
  public byte[] read(int most) {
    byte[] data = tcb.receiver.read(most);
    if (data.length > 0 && tcb.state().mayReceive() && tcb.receiver.hasNews(tcb.sender.mss())) {
      tcb.acknowledgeNow();
    }
    return data;
  }

  /** Closes this side: a FIN follows the data that waits to be sent. Data may still arrive. */
  public void close(long now) {
    if (tcb.state() == TcpState.SYN_SENT || tcb.state() == TcpState.LISTEN) {
      tcb.end(Ending.ABORTED, now);
    } else if (!closing) {
      closing = true;
      tcb.sender.queueFin();
    }
  }

  /** Gives up at once. It sends a RST when the other side may believe in the connection. */
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
   * Limits the segments, because the path carries less than assumed. Unacknowledged data is sent
   * again in smaller segments.
   *
   * @param mss how many bytes fit after the IP and TCP headers, with options counted as data
   */
  public void limitSegments(int mss) {
    int options = tcb.options.timestamps() ? OptionsInForce.TIMESTAMPS_LENGTH : 0;
    tcb.sender.limit(Math.max(TcpSettings.MIN_MSS, mss - options));
  }

  /**
   * Handles a router's report that a packet was too big: unacknowledged data is sent again in
   * segments that fit. The reported MTU is believed only between the IP version's minimum and the
   * MTU of this host's link.
   *
   * @param version the IP version: 4 or 6
   * @param linkMtu the MTU of the interface by which packets leave, in bytes
   */
  public void packetTooBig(IcmpError error, int version, int linkMtu) {
    long least = version == 4 ? Ipv4.MINIMUM_MTU : Ipv6.MINIMUM_MTU;
    long mtu = Math.max(least, Math.min(error.nextHopMtu(), linkMtu));
    int ip = version == 4 ? Ipv4.HEADER : Ipv6.HEADER;
    limitSegments((int) mtu - ip - Tcp.HEADER);
  }

  /**
   * A segment whose data the other side already has, to judge by its numbers. The other side drops
   * the data and acknowledges at once. The segment's numbers end {@code distance} before the first
   * number that the other side could want.
   *
   * @param distance a different number for each probe, so that a D-SACK names the probe. It is 0
   *     when the other side echoes timestamps; then the probe must reach up to the last
   *     acknowledged number (RFC 7323 section 4.3)
   */
  public Tcp probe(byte[] data, int distance, long now) {
    return tcb.probe(data, distance, now);
  }

  /** Length of the TCP header of a {@link #probe} in bytes, options included. */
  public int probeHeaderLength() {
    return tcb.options.timestamps() ? Tcp.HEADER + OptionsInForce.TIMESTAMPS_LENGTH : Tcp.HEADER;
  }

  /** The next segment to send at {@code now} ns; empty when nothing is due. */
  public Optional<Tcp> next(long now) {
    return tcb.next(now);
  }

  /**
   * When {@link #next} will have a segment or a state ends, in ns; {@link Long#MAX_VALUE} for
   * never.
   */
  public long wakeAt() {
    return tcb.wakeAt();
  }

  /**
   * Takes a segment of this connection that arrived at {@code at} ns. A damaged one counts as lost.
   */
  public void accept(Tcp segment, long at) {
    arrivals.accept(segment, at);
  }
}
