package dev.jnet.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads numbers below {@code /proc/sys}. */
public final class KernelSetting {
  private static final Path ROOT = Path.of("/proc/sys");
  private static final int MAX_DIGITS = 32;

  private KernelSetting() {}

  /**
   * The number in a file. It is read at one go, because the kernel gives the contents of such a
   * file to the first read alone.
   *
   * @param path the file's path below {@code /proc/sys}, in its parts
   * @throws IOException when there is no such file, or no number in it
   */
  public static long number(String... path) throws IOException {
    Path file = ROOT;
    for (String part : path) {
      file = file.resolve(part);
    }
    byte[] digits = new byte[MAX_DIGITS];
    try (InputStream in = Files.newInputStream(file)) {
      int length = Math.max(0, in.read(digits));
      return Long.parseLong(new String(digits, 0, length, StandardCharsets.US_ASCII).strip());
    } catch (NumberFormatException e) {
      throw new IOException(file + " holds no number", e);
    }
  }
}
