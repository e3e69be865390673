package dev.jnet.host;

import dev.jnet.wire.MacAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which vendor's block a MAC address is from, by the table that a package of the system keeps up to
 * date. Nothing is read before the first question.
 */
public final class Vendors {
  /**
   * Tables in the order of preference: IEEE's registries themselves (Debian's {@code ieee-data}),
   * the same in one file (Fedora's {@code hwdata}), and what network tools bring along.
   */
  private static final String[][] INSTALLED = {
    {
      "/usr/share/ieee-data/oui.csv",
      "/usr/share/ieee-data/mam.csv",
      "/usr/share/ieee-data/oui36.csv",
      "/usr/share/ieee-data/iab.csv"
    },
    {"/usr/share/arp-scan/ieee-oui.txt"},
    {"/usr/share/hwdata/oui.txt"},
    {"/usr/share/wireshark/manuf"},
    {"/usr/share/nmap/nmap-mac-prefixes"},
    {"/opt/homebrew/share/arp-scan/ieee-oui.txt"},
    {"/opt/homebrew/share/nmap/nmap-mac-prefixes"},
    {"/usr/local/share/arp-scan/ieee-oui.txt"},
    {"/usr/local/share/nmap/nmap-mac-prefixes"},
  };

  /** Bits of the blocks that IEEE hands out, the smallest first: MA-S, MA-M, MA-L. */
  private static final int[] BLOCKS = {36, 28, 24};

  private List<Path> files;
  private VendorTable table;

  private Vendors(List<Path> files) {
    this.files = files;
  }

  /** The best table that is installed here, or an empty one; looked for when it is needed. */
  public static Vendors installed() {
    return new Vendors(null);
  }

  private List<Path> files() {
    if (files == null) {
      files = List.of();
      for (int i = 0; i < INSTALLED.length && files.isEmpty(); i++) {
        files = readable(INSTALLED[i]);
      }
    }
    return files;
  }

  /** Those that can be read; none where the first cannot. */
  private static List<Path> readable(String... names) {
    List<Path> readable = new ArrayList<>();
    for (String name : names) {
      Path file = Path.of(name);
      if (Files.isReadable(file)) {
        readable.add(file);
      } else if (readable.isEmpty()) {
        break;
      }
    }
    return readable;
  }

  /**
   * The table in these files.
   *
   * @param files in the format of IEEE's CSV or text files, of arp-scan, of nmap or of Wireshark;
   *     at most 4 of at most 8 MiB
   */
  public static Vendors in(List<Path> files) {
    return new Vendors(List.copyOf(files));
  }

  /** Whether there is a table at all. */
  public boolean areKnown() {
    return !files().isEmpty();
  }

  /**
   * The vendor in whose block an address is; empty for one in nobody's block, one that is locally
   * administered, and a group address.
   *
   * @throws IOException when the table cannot be read
   */
  public Optional<String> of(MacAddress mac) throws IOException {
    if (mac.isLocallyAdministered() || mac.isGroup() || files().isEmpty()) {
      return Optional.empty();
    }
    if (table == null) {
      table = VendorTable.read(files());
    }
    for (int bits : BLOCKS) {
      String name = table.name(mac.bits() >>> (MacAddress.LENGTH * Byte.SIZE - bits), bits);
      if (name != null) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }
}
