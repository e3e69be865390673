package dev.jnet.host.privilege;

import dev.jnet.host.HostException;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The privileges of this process.
 *
 * @param uid the effective user id; 0 is root
 * @param capabilities the effective capabilities, one bit each ({@code capabilities(7)})
 */
public record Privileges(long uid, long capabilities) {
  private static final int CAP_NET_ADMIN = 12;
  private static final int CAP_NET_RAW = 13;

  /**
   * Reads the privileges of this process.
   *
   * @throws HostException when {@code /proc} cannot be read or has an unexpected form
   */
  public static Privileges current() throws HostException {
    // Files would load 60 classes more at each start.
    try (FileInputStream status = new FileInputStream("/proc/self/status")) {
      return parse(new String(status.readAllBytes(), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new HostException(
          HostException.Kind.SYSTEM, "cannot read this process's privileges: " + e.getMessage());
    }
  }

  static Privileges parse(String status) throws IOException {
    long uid = -1;
    String capabilities = null;
    for (String line : status.split("\n", -1)) {
      if (line.startsWith("Uid:\t")) {
        // real, effective, saved and file system id
        String afterReal = line.substring(line.indexOf('\t', 5) + 1);
        uid = Long.parseLong(afterReal.substring(0, afterReal.indexOf('\t')));
      } else if (line.startsWith("CapEff:\t")) {
        capabilities = line.substring(8);
      }
    }
    if (uid < 0 || capabilities == null) {
      throw new IOException("/proc/self/status has no Uid or no CapEff");
    }
    return new Privileges(uid, Long.parseUnsignedLong(capabilities, 16));
  }

  /** Whether it has CAP_NET_RAW: it may send and capture raw packets. */
  public boolean netRaw() {
    return (capabilities >>> CAP_NET_RAW & 1) != 0;
  }

  /** Whether it has CAP_NET_ADMIN: it may change the network's settings. */
  public boolean netAdmin() {
    return (capabilities >>> CAP_NET_ADMIN & 1) != 0;
  }
}
