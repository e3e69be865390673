package dev.jnet.link.file;

import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;

/** The format of libpcap: a header, and a record a frame (pcap-savefile(5)). */
final class PcapFormat implements FrameFormat {
  private static final int HEADER = 24;
  private static final int MICROSECONDS = 0xa1b2c3d4;
  private static final int NANOSECONDS = 0xa1b23c4d;
  private static final int BEFORE_LINK_TYPE = 16;

  /** What is above the link type's own bits tells of checksums at the end of frames. */
  private static final int LINK_TYPE = 0xffff;

  private final FileBytes file;
  private final int linkType;
  private final long nanosInUnit;

  private PcapFormat(FileBytes file, int linkType, long nanosInUnit) {
    this.file = file;
    this.linkType = linkType;
    this.nanosInUnit = nanosInUnit;
  }

  /** Reads the header, if the file begins with one; otherwise leaves the file as it is. */
  static Optional<FrameFormat> begin(FileBytes file, int magic) throws IOException {
    int other = Integer.reverseBytes(magic);
    boolean big = magic == MICROSECONDS || magic == NANOSECONDS;
    boolean little = other == MICROSECONDS || other == NANOSECONDS;
    if (!(big || little) || !file.has(HEADER)) {
      return Optional.empty();
    }
    file.order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    boolean nanoseconds = magic == NANOSECONDS || other == NANOSECONDS;
    file.skip(BEFORE_LINK_TYPE + Integer.BYTES);
    int linkType = (int) file.u32() & LINK_TYPE;
    return Optional.of(new PcapFormat(file, linkType, nanoseconds ? 1 : Nanos.MICROSECOND));
  }

  @Override
  public Optional<StoredFrame> next(int most) throws IOException, DamagedFileException {
    if (file.isAtEnd()) {
      return Optional.empty();
    }
    long stamp = file.u32() * Nanos.SECOND + file.u32() * nanosInUnit;
    long stored = file.u32();
    file.skip(Integer.BYTES); // the length on the link
    if (stored > MAX_FRAME) {
      throw new DamagedFileException("the next frame claims to have " + stored + " bytes");
    }
    int taken = (int) Math.min(most, stored);
    byte[] bytes = file.bytes(taken);
    file.skip(stored - taken);
    return Optional.of(new StoredFrame(linkType, stamp, bytes));
  }
}
