package dev.jnet.tcp;

import dev.jnet.unit.Nanos;
import java.util.Arrays;

/**
 * What one side has to send: SYN, data, FIN, each with its number; what of it was acknowledged; and
 * when to send it again.
 *
 * <p>One timer serves for retransmission and for probing a closed window: when it runs out, sending
 * starts over at the first unacknowledged number, one octet of it even where no window is.
 */
final class Sender {
  private static final int DUPLICATES_THAT_MEAN_LOSS = 3;

  private final long iss;
  private final int synTries;
  private final int tries;
  private final int capacity;

  /** As long as it has to be: most connections of a diagnosis never send any data. */
  private byte[] buffer = {};

  private final RetransmissionTimer timer;
  private final Congestion congestion;
  private int buffered;
  private long una;
  private long nxt;
  private long max;
  private long window;
  private long largestWindow;
  private int mss;
  private boolean synAcked;
  private boolean finQueued;
  private boolean finAcked;
  private boolean forced;
  private boolean resendFirst;
  private boolean recovering;
  private long recover;
  private int duplicates;
  private int timesSent;
  private long expiresAt = Long.MAX_VALUE;
  private long timedEnd;
  private long timedSince = Long.MAX_VALUE;

  /** What goes into one segment. */
  record Piece(long sequence, boolean syn, byte[] data, boolean fin, boolean push) {}

  Sender(TcpSettings settings, long iss) {
    this.iss = iss;
    this.una = iss;
    this.nxt = iss;
    this.max = iss;
    this.synTries = settings.retries().synTries();
    this.tries = settings.retries().tries();
    this.capacity = settings.buffers().send();
    this.mss = settings.defaultMss();
    this.timer =
        new RetransmissionTimer(
            settings.retries().firstTimeout(), settings.retries().leastTimeout());
    this.congestion = new Congestion(mss);
  }

  /** Octets of data that a segment may carry, its options taken off. */
  void mss(int octets) {
    mss = octets;
    congestion.mss(octets);
  }

  /** Segments must be smaller from now on, those already sent included. */
  void limit(int octets) {
    if (octets < mss && synAcked) {
      mss(octets);
      nxt = una;
    }
  }

  int mss() {
    return mss;
  }

  long una() {
    return una;
  }

  /** SND.NXT: the number behind the last one that was ever sent. */
  long nextNew() {
    return max;
  }

  /** Whether this acknowledges something that was sent and not acknowledged yet. */
  boolean isNews(long ack) {
    return Seq.less(una, ack) && Seq.lessOrEqual(ack, max);
  }

  long window() {
    return window;
  }

  long largestWindow() {
    return largestWindow;
  }

  boolean synAcknowledged() {
    return synAcked;
  }

  boolean finSent() {
    return finQueued && Seq.less(endOfData(), max);
  }

  boolean finAcknowledged() {
    return finAcked;
  }

  /** Octets that were not acknowledged yet. */
  int pending() {
    return buffered;
  }

  long smoothedRoundTrip() {
    return timer.smoothed();
  }

  /** Takes as much as there is room for; tells how much. */
  int offer(byte[] data, int from) {
    int count = Math.min(data.length - from, capacity - buffered);
    if (buffered + count > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.min(capacity, 2 * (buffered + count)));
    }
    System.arraycopy(data, from, buffer, buffered, count);
    buffered += count;
    return count;
  }

  void queueFin() {
    finQueued = true;
  }

  /** The SYN goes out once more: the other's SYN crossed it, or came again. */
  void resendSyn() {
    nxt = iss;
    forced = true;
  }

  private long firstOctet() {
    return synAcked ? una : Seq.plus(iss, 1);
  }

  /** The number behind the last octet of data, which is the FIN's. */
  private long endOfData() {
    return finAcked ? Seq.plus(una, -1) : Seq.plus(firstOctet(), buffered);
  }

  /** Whether {@link #next} has something. */
  boolean ready() {
    return resendFirst || sendable() > 0;
  }

  /** The sequence numbers that may go out now, starting at the cursor. */
  private int sendable() {
    if (!synAcked || finAcked) {
      return !synAcked && nxt == iss ? 1 : 0;
    }
    int waiting = Seq.distance(nxt, endOfData());
    int wanted = waiting + (finQueued ? 1 : 0);
    if (waiting < 0 || wanted <= 0) {
      return 0;
    }
    long room = Seq.distance(nxt, Seq.plus(una, Math.min(window, congestion.window())));
    int count = (int) Math.min(Math.min(wanted, mss + (waiting <= mss && finQueued ? 1 : 0)), room);
    if (forced) {
      return Math.max(1, count);
    }
    // RFC 9293 section 3.8.6.2.1: no small segments unless they end the data, or fill half a window
    boolean worthIt = count >= mss || count >= wanted || 2L * count >= largestWindow;
    return count > 0 && worthIt ? count : 0;
  }

  /** The next piece to send at {@code now}, or null. */
  Piece next(long now) {
    if (resendFirst) {
      resendFirst = false;
      return piece(una, Math.min(mss, Math.max(1, Seq.distance(una, max))), now);
    }
    int count = sendable();
    if (count == 0) {
      return null;
    }
    forced = false;
    Piece piece = piece(nxt, count, now);
    nxt = Seq.plus(nxt, count);
    max = Seq.max(max, nxt);
    return piece;
  }

  private Piece piece(long sequence, int count, long now) {
    boolean syn = !synAcked;
    int offset = syn ? 0 : Seq.distance(firstOctet(), sequence);
    int octets = syn ? 0 : Math.min(count, buffered - offset);
    boolean fin = !syn && finQueued && octets < count;
    long end = Seq.plus(sequence, octets + (syn || fin ? 1 : 0));
    boolean isNew = Seq.less(max, end) && Seq.lessOrEqual(max, sequence);
    if (!isNew) {
      timedSince = Long.MAX_VALUE; // Karn: nobody knows which of the two is acknowledged
    } else if (timedSince == Long.MAX_VALUE) {
      timedSince = now;
      timedEnd = end;
    }
    if (expiresAt == Long.MAX_VALUE || !isNew) {
      expiresAt = now + timer.timeout();
    }
    if (sequence == una) {
      timesSent++;
    }
    byte[] data = Arrays.copyOfRange(buffer, offset, offset + octets);
    return new Piece(sequence, syn, data, fin, octets > 0 && offset + octets == buffered);
  }

  /** When the timer runs out; {@link Long#MAX_VALUE} while none is running. */
  long expiresAt() {
    return expiresAt;
  }

  /** Starts the timer where something waits for the window to open, and nothing is on its way. */
  void arm(long now) {
    if (expiresAt == Long.MAX_VALUE && isBlocked()) {
      expiresAt = now + timer.timeout();
    }
  }

  private boolean isBlocked() {
    return synAcked
        && !finAcked
        && sendable() == 0
        && Seq.distance(nxt, endOfData()) + (finQueued ? 1 : 0) > 0;
  }

  /** The timer ran out: start over. False when that was the last try. */
  boolean expired() {
    expiresAt = Long.MAX_VALUE;
    if (timesSent >= (synAcked ? tries : synTries)) {
      return false;
    }
    timer.backOff();
    congestion.lostAll(Seq.distance(una, max));
    nxt = una;
    forced = true;
    recovering = false;
    resendFirst = false;
    duplicates = 0;
    return true;
  }

  /** An acknowledgment of something new, {@code una < ack <= max}, came. */
  void acknowledged(long ack, long at) {
    int octets = Seq.distance(una, ack);
    if (!synAcked) {
      octets--;
      if (timesSent > 1) {
        timer.atLeast(Nanos.SECOND); // RFC 6298 (5.7) has 3 s, its older initial value
      }
    }
    if (octets > buffered) {
      octets = buffered;
      finAcked = true;
    }
    System.arraycopy(buffer, octets, buffer, 0, buffered - octets);
    buffered -= octets;
    una = ack;
    nxt = Seq.max(nxt, una);
    synAcked = true;
    timesSent = 0;
    duplicates = 0;
    if (timedSince != Long.MAX_VALUE && Seq.lessOrEqual(timedEnd, ack)) {
      timer.measured(Math.max(0, at - timedSince));
      timedSince = Long.MAX_VALUE;
    }
    congestion.acknowledged(octets);
    if (recovering && Seq.less(ack, recover)) {
      resendFirst = true; // a partial acknowledgment: the next one is missing too (RFC 6582)
    } else {
      recovering = false;
    }
    expiresAt = una == max ? Long.MAX_VALUE : at + timer.timeout();
  }

  /** An acknowledgment came that says nothing new, while something is on its way. */
  void duplicateAcknowledged() {
    if (window > 0 && ++duplicates == DUPLICATES_THAT_MEAN_LOSS && !recovering) {
      recovering = true;
      recover = max;
      resendFirst = true;
      congestion.lostOne(Seq.distance(una, max));
    }
  }

  /** The other's window, scaled, in octets from {@code una} on. */
  void window(long octets, long at) {
    boolean opened = octets > window && Seq.less(Seq.plus(una, window), max);
    if (octets == 0) {
      timesSent = Math.min(timesSent, 1); // whoever answers probes is alive (RFC 9293 3.8.6.1)
    }
    window = octets;
    largestWindow = Math.max(largestWindow, octets);
    if (opened) {
      nxt = una; // what was sent beyond the old window was a probe, and is still missing
      expiresAt = at + timer.timeout();
    }
  }

  /** What was sent and not acknowledged, in sequence numbers. */
  int inFlight() {
    return Seq.distance(una, max);
  }
}
