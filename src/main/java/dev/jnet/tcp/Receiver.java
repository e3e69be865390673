package dev.jnet.tcp;

import dev.jnet.wire.TcpOption.Sack;
import java.util.List;

/** The data that one side has received, and its window for more. */
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

  /** Takes the other side's SYN. */
  void synchronize(long sequence, int ourShift, boolean announced) {
    irs = sequence;
    shift = ourShift;
    buffer.startAt(Seq.plus(sequence, 1));
    edge = Seq.plus(buffer.next(), announced ? firstWindow() : 0);
  }

  /** The window of this side's first SYN, which is never scaled. */
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

  /** RCV.WND: the window that was announced, from {@link #next} on, in bytes. */
  int window() {
    return Math.max(0, Seq.distance(next(), edge));
  }

  boolean finReceived() {
    return finReceived;
  }

  /** Whether data arrived after a gap. */
  boolean hasGap() {
    return buffer.hasGap();
  }

  List<Sack.Block> blocks(int most) {
    return buffer.blocks(most);
  }

  /**
   * The window field of the next segment. The window's right edge never moves back. It moves ahead
   * only by a large enough step (RFC 9293 section 3.8.6.2.2).
   *
   * @param scaled false for a SYN, whose window is never scaled
   */
  int advertise(int mss, boolean scaled) {
    int by = scaled ? shift : 0;
    if (opensBy(by) >= worthwhile(mss)) {
      edge = possibleEdge(by);
    }
    return Math.min(MAX_WINDOW, window() >>> by);
  }

  /** Whether reading has opened the window so far that the other side should know. */
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

  /** Whether any of a segment's numbers lie in the window (RFC 9293 section 3.10.7.4). */
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

  /** Takes a segment's data and FIN. Returns whether they were in order and nothing is missing. */
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
