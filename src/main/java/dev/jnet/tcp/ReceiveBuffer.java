package dev.jnet.tcp;

import dev.jnet.wire.TcpOption.Sack;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts what arrives into order: segments may come late, twice, overlapping, or not at all. It never
 * holds more than its capacity, nor more than a few separate pieces.
 */
final class ReceiveBuffer {
  /** Pieces ahead of a gap that are kept; a sender of more has to send the others again. */
  private static final int MAX_PIECES = 64;

  private static final byte[] NONE = {};

  private final int capacity;

  /** Made when data arrives: most connections of a diagnosis never carry any. */
  private byte[] ring = NONE;

  private final List<Piece> pieces = new ArrayList<>();
  private long next;
  private long nextInStream;
  private int unread;

  /** Bytes that arrived ahead of a gap: sequence numbers, {@code right} not included. */
  private record Piece(long left, long right) {}

  ReceiveBuffer(int capacity) {
    this.capacity = capacity;
  }

  /** Nothing has arrived yet, and this number is expected first. */
  void startAt(long sequence) {
    next = sequence;
  }

  /** The next sequence number expected in order. */
  long next() {
    return next;
  }

  /** Bytes that may arrive from {@link #next} on. */
  int free() {
    return capacity - unread;
  }

  int capacity() {
    return capacity;
  }

  /** Whether something arrived ahead of a gap. */
  boolean hasGap() {
    return !pieces.isEmpty();
  }

  /**
   * Takes what fits and is new of a segment's data; what was received before is not overwritten.
   *
   * @return whether all of it is here now
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

  /** Where a number at or ahead of {@link #next} has its place: by its count, which never wraps. */
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

  /** Copies what lies between the pieces that are here already. */
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

  /** Into the ring, around its end. */
  private void copy(byte[] data, int from, int at, int length) {
    int first = Math.min(length, capacity - at);
    System.arraycopy(data, from, ring, at, first);
    System.arraycopy(data, from + first, ring, 0, length - first);
  }

  /** The newest piece goes first, as RFC 2018 section 4 wants the blocks of a SACK. */
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

  /** The pieces ahead of the gap, newest first, at most so many. */
  List<Sack.Block> blocks(int most) {
    List<Sack.Block> blocks = new ArrayList<>();
    for (int i = 0; i < Math.min(most, pieces.size()); i++) {
      blocks.add(new Sack.Block(pieces.get(i).left, pieces.get(i).right));
    }
    return blocks;
  }

  /** Bytes that arrived in order and were not read yet. */
  int unread() {
    return unread;
  }

  /** Takes out at most so many of the bytes that arrived in order. */
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
