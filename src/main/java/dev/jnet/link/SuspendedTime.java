package dev.jnet.link;

import dev.jnet.unit.Nanos;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The time for which this machine was suspended, as when a laptop's lid is shut. The clock of Java
 * and of links (CLOCK_MONOTONIC) stands still then. The kernel's uptime (CLOCK_BOOTTIME) goes on,
 * but takes a file to read; so it is only looked at when the wall clock has moved away from the
 * other.
 */
class SuspendedTime {
  /** By so much the wall clock moves away in a pause that matters, in ns. */
  private static final long STEP = Nanos.SECOND / 2;

  private long wallAhead;
  private long uptimeAhead;

  /** From now on. */
  SuspendedTime() {
    wallAhead = wall() - monotonic();
    uptimeAhead = uptime() - monotonic();
  }

  /** The time in ns since this was asked last; 0 where the kernel does not tell its uptime. */
  final long sinceLast() {
    long ahead = wall() - monotonic();
    if (Math.abs(ahead - wallAhead) < STEP) {
      return 0;
    }
    wallAhead = ahead;
    long before = uptimeAhead;
    uptimeAhead = uptime() - monotonic();
    return Math.max(0, uptimeAhead - before);
  }

  long monotonic() {
    return System.nanoTime();
  }

  long wall() {
    return System.currentTimeMillis() * Nanos.MILLISECOND;
  }

  /** The uptime in ns, to a hundredth of a second. A constant clock where it is not told. */
  long uptime() {
    try (FileInputStream file = new FileInputStream("/proc/uptime")) {
      String text = new String(file.readNBytes(64), StandardCharsets.US_ASCII);
      int point = text.indexOf('.');
      return Long.parseLong(text.substring(0, point)) * Nanos.SECOND
          + Long.parseLong(text.substring(point + 1, point + 3)) * 10 * Nanos.MILLISECOND;
    } catch (IOException | RuntimeException notLinux) {
      return monotonic();
    }
  }
}
