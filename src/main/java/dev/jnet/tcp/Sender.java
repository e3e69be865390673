package dev.jnet.tcp;

import dev.jnet.unit.Nanos;

/**
 * What one side sends: SYN, data and FIN, each with its number. It knows what is acknowledged, and
 * when to send the rest again.
 *
 * <p>One timer serves for retransmission and for probing a closed window. When it runs out, sending
 * starts over at the first unacknowledged number. One byte is sent even if the window is closed.
 */
final class Sender {
  /** Which of this side's numbers are acknowledged. */
  private enum Phase {
    /** None: the SYN is under way. */
    OPENING,
    /** The SYN, and perhaps data. */
    OPEN,
    /** All, the FIN included. */
    FINISHED
  }

  private final long iss;
  private final Tries tries;
  private final SendBuffer buffer;
  private final RetransmissionTimer timer;
  private final RoundTripSample sample = new RoundTripSample();
  private final FastRetransmit fastRetransmit = new FastRetransmit();
  private final Congestion congestion;
  private Phase phase = Phase.OPENING;
  private boolean finQueued;

  /** SND.UNA: the first number that is not acknowledged. */
  private long una;

  /** The number that goes out next. It is less than {@link #max} while data is sent again. */
  private long nxt;

  /** The number after the last one that was ever sent. */
  private long max;

  private long window;
  private long largestWindow;
  private int mss;

  /** Whether the next piece is sent although the window is closed. */
  private boolean forced;

  /** Whether the first unacknowledged segment is sent again, before anything else. */
  private boolean resendFirst;

  /** The content of one segment. */
  record Piece(long sequence, boolean syn, byte[] data, boolean fin, boolean push) {}

  Sender(TcpSettings settings, long iss) {
    this.iss = iss;
    this.una = iss;
    this.nxt = iss;
    this.max = iss;
    TcpSettings.Retries retries = settings.retries();
    this.tries = new Tries(retries);
    this.buffer = new SendBuffer(settings.buffers().send());
    this.mss = settings.defaultMss();
    this.timer = new RetransmissionTimer(retries.firstTimeout(), retries.leastTimeout());
    this.congestion = new Congestion(mss);
  }

  /** Sets the most data in a segment in bytes, without its options. */
  void mss(int bytes) {
    mss = bytes;
    congestion.mss(bytes);
  }

  /** Makes all segments smaller, even those that are sent again. */
  void limit(int bytes) {
    if (bytes < mss && phase != Phase.OPENING) {
      mss(bytes);
      nxt = una;
    }
  }

  int mss() {
    return mss;
  }

  long una() {
    return una;
  }

  /** SND.NXT: the number after the last one that was ever sent. */
  long nextNew() {
    return max;
  }

  /** Whether this number acknowledges something for the first time. */
  boolean isNews(long ack) {
    return Seq.less(una, ack) && Seq.lessOrEqual(ack, max);
  }

  long window() {
    return window;
  }

  long largestWindow() {
    return largestWindow;
  }

  boolean finAcknowledged() {
    return phase == Phase.FINISHED;
  }

  /** How many bytes are not acknowledged. */
  int pending() {
    return buffer.size();
  }

  long smoothedRoundTrip() {
    return timer.smoothed();
  }

  /** Takes as much data as there is room for. Returns how many bytes it took. */
  int offer(byte[] data, int from) {
    return buffer.offer(data, from);
  }

  void queueFin() {
    finQueued = true;
  }

  /** Sends the SYN once more, because the other side's SYN crossed it or came again. */
  void resendSyn() {
    nxt = iss;
    forced = true;
  }

  /** The number of the first byte in the buffer. */
  private long firstByte() {
    return phase == Phase.OPENING ? Seq.plus(iss, 1) : una;
  }

  /** Whether {@link #next} has a piece. */
  boolean ready() {
    return resendFirst || sendable() > 0;
  }

  /** How many numbers wait to be sent, from {@link #nxt} on; negative after the FIN. */
  private int waiting() {
    return Seq.distance(nxt, Seq.plus(firstByte(), buffer.size())) + (finQueued ? 1 : 0);
  }

  /**
   * How many numbers may be sent now, from {@link #nxt} on. While the connection is open:
   *
   * <ol>
   *   <li>no more than wait, than the other side's window and the congestion window allow, and than
   *       one segment carries;
   *   <li>at least one when it is forced;
   *   <li>no small segments, unless they end the data or fill half of the largest window (RFC 9293
   *       section 3.8.6.2.1).
   * </ol>
   */
  private int sendable() {
    if (phase != Phase.OPEN) {
      return phase == Phase.OPENING && nxt == iss ? 1 : 0;
    }
    int waiting = waiting();
    int data = waiting - (finQueued ? 1 : 0);
    if (data < 0 || waiting <= 0) {
      return 0;
    }
    int segment = mss + (data <= mss && finQueued ? 1 : 0);
    long room = Seq.distance(nxt, Seq.plus(una, Math.min(window, congestion.window())));
    int count = (int) Math.min(Math.min(waiting, segment), room);
    if (forced) {
      return Math.max(1, count);
    }
    boolean worthIt = count >= mss || count >= waiting || 2L * count >= largestWindow;
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
    boolean syn = phase == Phase.OPENING;
    int offset = syn ? 0 : Seq.distance(firstByte(), sequence);
    int length = syn ? 0 : Math.min(count, buffer.size() - offset);
    boolean fin = !syn && finQueued && length < count;
    long end = Seq.plus(sequence, length + (syn || fin ? 1 : 0));
    boolean isNew = Seq.less(max, end) && Seq.lessOrEqual(max, sequence);
    sample.sent(end, isNew, now);
    if (!timer.isRunning() || !isNew) {
      timer.start(now);
    }
    if (sequence == una) {
      tries.sent();
    }
    boolean push = length > 0 && offset + length == buffer.size();
    return new Piece(sequence, syn, buffer.copy(offset, length), fin, push);
  }

  /** When the timer runs out, in ns; {@link Nanos#FOREVER} while it does not run. */
  long expiresAt() {
    return timer.expiresAt();
  }

  /** Starts the timer if data waits for the window to open and nothing is in flight. */
  void arm(long now) {
    boolean blocked = phase == Phase.OPEN && sendable() == 0 && waiting() > 0;
    if (!timer.isRunning() && blocked) {
      timer.start(now);
    }
  }

  /** Starts over, because the timer ran out. Returns false when that was the last try. */
  boolean expired() {
    if (tries.areSpent(phase == Phase.OPENING)) {
      timer.stop();
      return false;
    }
    timer.backOff();
    congestion.lostAll(inFlight());
    fastRetransmit.startOver();
    nxt = una;
    forced = true;
    resendFirst = false;
    return true;
  }

  /** Takes an acknowledgment of something new, {@code una < ack <= max}. */
  void acknowledged(long ack, long at) {
    int bytes = Seq.distance(una, ack);
    if (phase == Phase.OPENING) {
      phase = Phase.OPEN;
      bytes--;
      if (tries.several()) {
        timer.atLeast(Nanos.SECOND); // RFC 6298 section 5.7 has 3 s, an older initial value
      }
    }
    if (bytes > buffer.size()) {
      bytes = buffer.size();
      phase = Phase.FINISHED;
    }
    buffer.drop(bytes);
    una = ack;
    nxt = Seq.max(nxt, una);
    tries.startOver();
    sample.acknowledged(ack, at).ifPresent(timer::measured);
    congestion.acknowledged(bytes);
    resendFirst |= fastRetransmit.acknowledged(ack);
    if (una == max) {
      timer.stop();
    } else {
      timer.start(at);
    }
  }

  /** Takes a duplicate acknowledgment while something is in flight. */
  void duplicateAcknowledged() {
    if (window > 0 && fastRetransmit.duplicate(max)) {
      resendFirst = true;
      congestion.lostOne(inFlight());
    }
  }

  /** Sets the other side's window in bytes from {@code una} on, after scaling. */
  void window(long bytes, long at) {
    boolean opened = bytes > window && Seq.less(Seq.plus(una, window), max);
    if (bytes == 0) {
      tries.answered(); // an answer to a probe shows life (RFC 9293 3.8.6.1)
    }
    window = bytes;
    largestWindow = Math.max(largestWindow, bytes);
    if (opened) {
      nxt = una; // what was sent beyond the old window was a probe and did not arrive
      timer.start(at);
    }
  }

  /** How many sequence numbers were sent and are not acknowledged. */
  int inFlight() {
    return Seq.distance(una, max);
  }
}
