package dev.jnet.tcp;

import dev.jnet.wire.TcpOption.Sack;
import java.util.List;

/** What one side has received, and how much more it is willing to. */
final class Receiver {
  private static final int MAX_WINDOW = 0xffff;

  private final ReceiveBuffer buffer;
  private int shift;
  private long irs;
  private long edge;
  private boolean finKnown;
  private long finNumber;
  private boolean finReceived;

  Receiver(int capacity) {
    buffer = new ReceiveBuffer(capacity);
  }

  /**
   * The other's SYN: its number, the shift of our own windows from now on, and whether our own SYN
   * has announced the first window already.
   */
  void synchronize(long sequence, int ourShift, boolean announced) {
    irs = sequence;
    shift = ourShift;
    buffer.startAt(Seq.plus(sequence, 1));
    edge = Seq.plus(buffer.next(), announced ? firstWindow() : 0);
  }

  /** The window of our first SYN, which is never scaled. */
  int firstWindow() {
    return Math.min(buffer.capacity(), MAX_WINDOW);
  }

  long irs() {
    return irs;
  }

  /** RCV.NXT. */
  long next() {
    return finReceived ? Seq.plus(buffer.next(), 1) : buffer.next();
  }

  /** RCV.WND: what we said that we would take, from {@link #next} on. */
  int window() {
    return Math.max(0, Seq.distance(next(), edge));
  }

  boolean finReceived() {
    return finReceived;
  }

  /** Whether something arrived ahead of a gap. */
  boolean hasGap() {
    return buffer.hasGap();
  }

  List<Sack.Block> blocks(int most) {
    return buffer.blocks(most);
  }

  /**
   * The window field of the next segment. The window's right edge never moves back, and moves ahead
   * only by a step that is worth it (RFC 9293 section 3.8.6.2.2).
   *
   * @param scaled false in a SYN, whose window is never scaled
   */
  int advertise(int mss, boolean scaled) {
    int by = scaled ? shift : 0;
    if (opensBy(by) >= worthwhile(mss)) {
      edge = possibleEdge(by);
    }
    return Math.min(MAX_WINDOW, window() >>> by);
  }

  /** Whether reading has opened the window so far that the other should hear of it. */
  boolean hasNews(int mss) {
    return !finReceived && opensBy(shift) >= worthwhile(mss);
  }

  private int opensBy(int by) {
    return Seq.distance(edge, possibleEdge(by));
  }

  private long possibleEdge(int by) {
    return Seq.plus(next(), (long) Math.min(MAX_WINDOW, buffer.free() >>> by) << by);
  }

  private int worthwhile(int mss) {
    return Math.max(1, Math.min(mss, buffer.capacity() / 2));
  }

  /** RFC 9293 section 3.10.7.4: whether any of a segment's numbers lie in the window. */
  boolean isAcceptable(long sequence, int length) {
    int window = window();
    if (length == 0) {
      return window == 0 ? sequence == next() : inWindow(sequence, window);
    }
    return window > 0
        && (inWindow(sequence, window) || inWindow(Seq.plus(sequence, length - 1), window));
  }

  private boolean inWindow(long sequence, int window) {
    int distance = Seq.distance(next(), sequence);
    return distance >= 0 && distance < window;
  }

  /** Takes a segment's data and FIN; true when they were in order and nothing is missing. */
  boolean take(long sequence, byte[] data, boolean fin) {
    long before = next();
    boolean all = buffer.insert(sequence, data);
    if (fin && all && !finKnown) {
      finKnown = true;
      finNumber = Seq.plus(sequence, data.length);
    }
    if (finKnown && buffer.next() == finNumber) {
      finReceived = true;
    }
    return all && next() != before && !buffer.hasGap();
  }

  int unread() {
    return buffer.unread();
  }

  byte[] read(int most) {
    return buffer.read(most);
  }
}
