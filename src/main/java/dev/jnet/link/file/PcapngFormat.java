package dev.jnet.link.file;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * pcapng (draft-ietf-opsawg-pcapng): sections of blocks. Each section has its own order of bytes,
 * and its own interfaces, each with a link type and a unit of time.
 */
final class PcapngFormat implements FrameFormat {
  /** Also what a file begins with, in either order of bytes. */
  private static final int SECTION = 0x0a0d0d0a;

  private static final int ORDER = 0x1a2b3c4d;
  private static final int INTERFACE = 1;
  private static final int OLD_PACKET = 2;
  private static final int SIMPLE_PACKET = 3;
  private static final int STATISTICS = 5;
  private static final int PACKET = 6;

  /** The number of lost frames that says: not known. */
  private static final int UNKNOWN_LOSS = 0xffff;

  /** Type and length, and the length once more at the end. */
  private static final int AROUND = 12;

  private static final int MAX_INTERFACES = 10_000;

  private final FileBytes file;
  private final List<PcapngInterface> interfaces = new ArrayList<>();
  private final PcapngLosses losses = new PcapngLosses();
  private long lastStamp;

  private PcapngFormat(FileBytes file) {
    this.file = file;
  }

  /** Begins with the first section, if the file has one; otherwise leaves the file as it is. */
  static Optional<FrameFormat> begin(FileBytes file, int magic) throws IOException {
    return magic == SECTION && file.has(AROUND)
        ? Optional.of(new PcapngFormat(file))
        : Optional.empty();
  }

  @Override
  public Optional<StoredFrame> next(int most) throws IOException, DamagedFileException {
    while (!file.isAtEnd()) {
      long startedAt = file.position();
      int type = (int) file.u32();
      long length = type == SECTION ? section() : file.u32();
      if (length < AROUND || length % Integer.BYTES != 0) {
        throw new DamagedFileException("a block claims to have " + length + " bytes");
      }
      long end = startedAt + length - Integer.BYTES;
      Optional<StoredFrame> frame = block(type, end, most);
      if (file.position() > end) {
        throw new DamagedFileException("a block is too short for its contents");
      }
      file.skip(end - file.position());
      if (file.u32() != length) {
        throw new DamagedFileException("a block ends with another length than it begins with");
      }
      if (frame.isPresent()) {
        return frame;
      }
    }
    return Optional.empty();
  }

  private Optional<StoredFrame> block(int type, long end, int most)
      throws IOException, DamagedFileException {
    switch (type) {
      case INTERFACE -> {
        if (interfaces.size() >= MAX_INTERFACES) {
          throw new DamagedFileException("it has more than " + MAX_INTERFACES + " interfaces");
        }
        interfaces.add(PcapngInterface.read(file, end));
      }
      case PACKET -> {
        long number = file.u32();
        StoredFrame frame = packet(byNumber(number), end, most);
        losses.frame(number, file, end);
        return Optional.of(frame);
      }
      case OLD_PACKET -> {
        int number = file.u16();
        PcapngInterface from = byNumber(number);
        int lost = file.u16();
        losses.before(number, lost == UNKNOWN_LOSS ? 0 : lost);
        return Optional.of(packet(from, end, most));
      }
      case SIMPLE_PACKET -> {
        PcapngInterface from = byNumber(0);
        long stored = Math.min(file.u32(), end - file.position());
        stored = from.snapLength() > 0 ? Math.min(stored, from.snapLength()) : stored;
        return Optional.of(frame(from, stored, most));
      }
      case STATISTICS -> {
        long number = file.u32();
        if (number < interfaces.size() && end - file.position() >= Long.BYTES) {
          file.skip(Long.BYTES); // when they were taken
          losses.statistics(number, file, end);
        }
      }
      default -> {
        // A section's options, names, and what is not known tell of no frame.
      }
    }
    return Optional.empty();
  }

  /** Reads the order of bytes in a new section, and tells the length of its first block. */
  private long section() throws IOException, DamagedFileException {
    file.order(ByteOrder.BIG_ENDIAN);
    long length = file.u32();
    int order = (int) file.u32();
    interfaces.clear();
    losses.beginSection();
    if (order == ORDER) {
      return length;
    }
    if (Integer.reverseBytes(order) != ORDER) {
      throw new DamagedFileException("a section does not state its byte order");
    }
    file.order(ByteOrder.LITTLE_ENDIAN);
    return Integer.toUnsignedLong(Integer.reverseBytes((int) length));
  }

  private PcapngInterface byNumber(long number) throws DamagedFileException {
    if (number >= interfaces.size()) {
      throw new DamagedFileException(
          "the next frame names interface " + number + ", which the file does not describe");
    }
    return interfaces.get((int) number);
  }

  private StoredFrame packet(PcapngInterface from, long end, int most)
      throws IOException, DamagedFileException {
    lastStamp = from.nanos(file.u32() << 32 | file.u32());
    long stored = file.u32();
    file.skip(Integer.BYTES); // the length on the link
    if (stored > end - file.position()) {
      throw new DamagedFileException("the next frame claims to have " + stored + " bytes");
    }
    long behind = file.position() + (stored + Integer.BYTES - 1) / Integer.BYTES * Integer.BYTES;
    StoredFrame frame = frame(from, stored, most);
    file.skip(Math.min(behind, end) - file.position());
    return frame;
  }

  private StoredFrame frame(PcapngInterface from, long stored, int most)
      throws IOException, DamagedFileException {
    if (stored > MAX_FRAME) {
      throw new DamagedFileException("the next frame claims to have " + stored + " bytes");
    }
    int taken = (int) Math.min(most, Math.max(0, stored));
    return new StoredFrame(from.linkType(), lastStamp, file.bytes(taken));
  }

  @Override
  public long uncaptured() {
    return losses.frames();
  }
}
