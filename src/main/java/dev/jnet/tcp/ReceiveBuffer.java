package dev.jnet.tcp;

import dev.jnet.wire.TcpOption.Sack;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts arriving data into order. Segments may come late, twice, overlapping, or not at all. The
 * buffer never holds more than its capacity, and at most a few separate pieces.
 */
final class ReceiveBuffer {
  /** The most pieces after a gap that are kept. A sender must send further pieces again. */
  private static final int MAX_PIECES = 64;

  private static final byte[] NONE = {};

  private final int capacity;

  /** Made when data arrives, because most connections of a diagnosis carry none. */
  private byte[] ring = NONE;

  private final List<Piece> pieces = new ArrayList<>();
  private long next;
  private long nextInStream;
  private int unread;

  /** Bytes that arrived after a gap: their sequence numbers, without {@code right}. */
  private record Piece(long left, long right) {}

  ReceiveBuffer(int capacity) {
    this.capacity = capacity;
  }

  /** Begins with this number as the first that is expected. */
  void startAt(long sequence) {
    next = sequence;
  }

  /** The next sequence number expected in order. */
  long next() {
    return next;
  }

  /** How many bytes may arrive from {@link #next} on. */
  int free() {
    return capacity - unread;
  }

  int capacity() {
    return capacity;
  }

  /** Whether data arrived after a gap. */
  boolean hasGap() {
    return !pieces.isEmpty();
  }

  /**
   * Takes the part of a segment's data that fits and is new. Earlier data is not overwritten.
   *
   * @return whether all of it has arrived now
   */
  boolean insert(long sequence, byte[] data) {
    int skip = Math.max(0, Seq.distance(sequence, next));
    int end = Math.min(data.length, Seq.distance(sequence, Seq.plus(next, free())));
    if (skip >= end) {
      return skip >= data.length;
    }
    long left = Seq.plus(sequence, skip);
    long right = Seq.plus(sequence, end);
    if (left != next && pieces.size() >= MAX_PIECES && !touches(left, right)) {
      return false;
    }
    fill(left, right, sequence, data);
    join(left, right);
    return end == data.length;
  }

  /**
   * The index in the ring of a number that is not before {@link #next}. It follows from a count
   * that never wraps.
   */
  private int index(long sequence) {
    return (int) ((nextInStream + Seq.distance(next, sequence)) % capacity);
  }

  private boolean touches(long left, long right) {
    for (Piece piece : pieces) {
      if (Seq.lessOrEqual(piece.left, right) && Seq.lessOrEqual(left, piece.right)) {
        return true;
      }
    }
    return false;
  }

  /** Copies the data between the pieces that have arrived. */
  private void fill(long left, long right, long sequence, byte[] data) {
    if (ring.length == 0) {
      ring = new byte[capacity];
    }
    long from = left;
    while (Seq.less(from, right)) {
      long to = right;
      long behind = from;
      for (Piece piece : pieces) {
        if (Seq.lessOrEqual(piece.left, from) && Seq.less(from, piece.right)) {
          behind = piece.right;
        } else if (Seq.less(from, piece.left) && Seq.less(piece.left, to)) {
          to = piece.left;
        }
      }
      if (behind == from) {
        copy(data, Seq.distance(sequence, from), index(from), Seq.distance(from, to));
        from = to;
      } else {
        from = behind;
      }
    }
  }

  /** Copies data into the ring, around its end. */
  private void copy(byte[] data, int from, int at, int length) {
    int first = Math.min(length, capacity - at);
    System.arraycopy(data, from, ring, at, first);
    System.arraycopy(data, from + first, ring, 0, length - first);
  }

  /**
   * Adds a piece. The newest comes first, in the order of SACK blocks that RFC 2018 section 4 asks
   * for.
   */
  private void join(long from, long to) {
    long left = from;
    long right = to;
    for (int i = pieces.size() - 1; i >= 0; i--) {
      Piece piece = pieces.get(i);
      if (Seq.lessOrEqual(piece.left, right) && Seq.lessOrEqual(left, piece.right)) {
        left = Seq.less(piece.left, left) ? piece.left : left;
        right = Seq.max(right, piece.right);
        pieces.remove(i);
      }
    }
    if (Seq.lessOrEqual(left, next)) {
      int length = Seq.distance(next, right);
      unread += length;
      nextInStream += length;
      next = right;
    } else {
      pieces.add(0, new Piece(left, right));
    }
  }

  /** The pieces after the gap, at most {@code most} of them, the newest first. */
  List<Sack.Block> blocks(int most) {
    List<Sack.Block> blocks = new ArrayList<>();
    for (int i = 0; i < Math.min(most, pieces.size()); i++) {
      blocks.add(new Sack.Block(pieces.get(i).left, pieces.get(i).right));
    }
    return blocks;
  }

  /** How many bytes arrived in order and were not read. */
  int unread() {
    return unread;
  }

  /** Takes out the next bytes that arrived in order, at most {@code most} of them. */
  byte[] read(int most) {
    if (unread == 0) {
      return NONE;
    }
    byte[] read = new byte[Math.min(most, unread)];
    int at = (int) ((nextInStream - unread) % capacity);
    int first = Math.min(read.length, capacity - at);
    System.arraycopy(ring, at, read, 0, first);
    System.arraycopy(ring, 0, read, first, read.length - first);
    unread -= read.length;
    return read;
  }
}
