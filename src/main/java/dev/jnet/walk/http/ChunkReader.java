package dev.jnet.walk.http;

/** Reads a chunked body (RFC 9112 section 7.1): sizes, data, trailer fields. */
final class ChunkReader {
  private static final int MAX_LINE = 4096;
  private static final int MAX_TRAILER = 16 << 10;

  private enum Part {
    SIZE,
    DATA,
    DATA_END,
    TRAILER,
    OVER
  }

  private final StringBuilder line = new StringBuilder();
  private Part part = Part.SIZE;
  private long left;
  private int chunks;
  private int trailer;
  private boolean broken;

  /** Where the data in the bytes taken last begin, and how many bytes they are. */
  private int dataFrom;

  private int dataLength;

  /**
   * Takes bytes up to the end of some data, or of the body. {@link #dataFrom} and {@link
   * #dataLength} then say which of these bytes are data.
   *
   * @return how many bytes were taken
   */
  int take(byte[] data, int from) {
    dataLength = 0;
    for (int i = from; i < data.length && part != Part.OVER && !broken; i++) {
      if (part == Part.DATA) {
        dataFrom = i;
        dataLength = (int) Math.min(left, data.length - i);
        left -= dataLength;
        part = left == 0 ? Part.DATA_END : Part.DATA;
        return i + dataLength - from;
      }
      line(data[i]);
      if (part == Part.OVER) {
        return i + 1 - from;
      }
    }
    return data.length - from;
  }

  private void line(byte next) {
    if (next != '\n') {
      line.append((char) Byte.toUnsignedInt(next));
      broken |= line.length() > MAX_LINE;
      return;
    }
    String text = line.toString().strip();
    line.setLength(0);
    switch (part) {
      case SIZE -> size(text);
      case DATA_END -> {
        broken |= !text.isEmpty();
        part = Part.SIZE;
      }
      default -> {
        trailer += text.length();
        broken |= trailer > MAX_TRAILER;
        part = text.isEmpty() ? Part.OVER : Part.TRAILER;
      }
    }
  }

  private void size(String text) {
    int extension = text.indexOf(';');
    left = HttpHead.number((extension < 0 ? text : text.substring(0, extension)).strip(), 16);
    if (left < 0) {
      broken = true;
    } else if (left == 0) {
      part = Part.TRAILER;
    } else {
      chunks++;
      part = Part.DATA;
    }
  }

  int dataFrom() {
    return dataFrom;
  }

  int dataLength() {
    return dataLength;
  }

  int chunks() {
    return chunks;
  }

  boolean isOver() {
    return part == Part.OVER;
  }

  boolean isBroken() {
    return broken;
  }
}
