package dev.jnet.link.file;

import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Optional;

/**
 * An interface that a section of a pcapng file describes.
 *
 * @param linkType a number of libpcap's {@code DLT_} list
 * @param snapLength bytes of a frame that are stored at most; 0 for all
 * @param resolution of its stamps (option {@code if_tsresol}): a negative power of 10, or with the
 *     highest bit a negative power of 2
 * @param offset seconds that are added to its stamps (option {@code if_tsoffset})
 */
record PcapngInterface(int linkType, long snapLength, int resolution, long offset) {
  private static final int RESOLUTION = 9;
  private static final int OFFSET = 14;
  private static final int MICROSECONDS = 6;
  private static final int BINARY = 0x80;

  /** Reads the block of an interface behind its length. */
  static PcapngInterface read(FileBytes file, long end) throws IOException {
    int linkType = file.u16();
    file.skip(Short.BYTES);
    long snapLength = file.u32();
    int resolution = MICROSECONDS;
    long offset = 0;
    Optional<PcapngOption> option = PcapngOption.next(file, end);
    while (option.isPresent()) {
      if (option.get().is(RESOLUTION, 1)) {
        resolution = file.bytes(1)[0] & 0xff;
      } else if (option.get().is(OFFSET, Long.BYTES)) {
        offset = file.s64();
      }
      option.get().skip(file);
      option = PcapngOption.next(file, end);
    }
    return new PcapngInterface(linkType, snapLength, resolution, offset);
  }

  /** A stamp in ns since 1970. */
  long nanos(long stamp) {
    long since = offset * Nanos.SECOND;
    if (resolution == 9) {
      return since + stamp;
    }
    if (resolution == MICROSECONDS) {
      return since + stamp * Nanos.MICROSECOND;
    }
    BigInteger units = new BigInteger(Long.toUnsignedString(stamp));
    BigInteger nanos = units.multiply(BigInteger.valueOf(Nanos.SECOND));
    return since
        + ((resolution & BINARY) != 0
                ? nanos.shiftRight(resolution & ~BINARY)
                : nanos.divide(BigInteger.TEN.pow(resolution)))
            .longValue();
  }
}
