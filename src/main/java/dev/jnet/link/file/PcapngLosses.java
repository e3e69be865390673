package dev.jnet.link.file;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many frames a pcapng file says were not captured. Two kinds of blocks tell it, for each
 * interface: statistics, whose numbers go on from the beginning of the capture, and frames, which
 * tell the number since the frame before. A program writes one or both, about the same frames.
 */
final class PcapngLosses {
  /** Option {@code isb_ifdrop}: for want of room. */
  private static final int BY_INTERFACE = 5;

  /** Option {@code isb_osdrop}: by the operating system. */
  private static final int BY_SYSTEM = 7;

  /** Option {@code epb_dropcount} of a frame. */
  private static final int BEFORE_FRAME = 4;

  /** More than any capture loses; numbers beyond it are nonsense. */
  private static final long MAX = 1L << 48;

  private final Map<Long, Long> counted = new HashMap<>();
  private final Map<Long, Long> inStatistics = new HashMap<>();
  private long ofEarlierSections;

  /** Takes the losses of the section that ends: the next one numbers its interfaces anew. */
  void beginSection() {
    ofEarlierSections = frames();
    counted.clear();
    inStatistics.clear();
  }

  /** Reads the options of an interface's statistics, up to {@code end}. */
  void statistics(long device, FileBytes file, long end) throws IOException {
    long dropped = 0;
    Optional<PcapngOption> option = PcapngOption.next(file, end);
    while (option.isPresent()) {
      if (option.get().is(BY_INTERFACE, Long.BYTES) || option.get().is(BY_SYSTEM, Long.BYTES)) {
        dropped = plus(dropped, file.s64());
      }
      option.get().skip(file);
      option = PcapngOption.next(file, end);
    }
    inStatistics.merge(device, dropped, Math::max);
  }

  /** Reads the options of a frame, up to {@code end}. */
  void frame(long device, FileBytes file, long end) throws IOException {
    Optional<PcapngOption> option = PcapngOption.next(file, end);
    while (option.isPresent()) {
      if (option.get().is(BEFORE_FRAME, Long.BYTES)) {
        before(device, file.s64());
      }
      option.get().skip(file);
      option = PcapngOption.next(file, end);
    }
  }

  /** Takes the number of frames that an interface lost before a frame. */
  void before(long device, long frames) {
    counted.merge(device, plus(0, frames), PcapngLosses::plus);
  }

  /** How many frames were lost, as far as is known by now. */
  long frames() {
    Map<Long, Long> most = new HashMap<>(counted);
    inStatistics.forEach((device, frames) -> most.merge(device, frames, Math::max));
    return most.values().stream().reduce(ofEarlierSections, PcapngLosses::plus);
  }

  /** A sum of numbers without a sign, each of which may be nonsense. */
  private static long plus(long sum, long frames) {
    return frames < 0 || frames > MAX - sum ? MAX : sum + frames;
  }
}
