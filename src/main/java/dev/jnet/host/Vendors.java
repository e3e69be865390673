package dev.jnet.host;

import dev.jnet.wire.MacAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the vendor of a MAC address in a table that a package of the system keeps up to date.
 * Nothing is read before the first question.
 */
public final class Vendors {
  /**
   * Tables in the order of preference. IEEE's registries ({@code ieee-data} in Debian) come first,
   * then the tables of other packages.
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

  /**
   * The lengths of the blocks that IEEE assigns in bits, the smallest blocks first: MA-S, MA-M,
   * MA-L.
   */
  private static final int[] BLOCKS = {36, 28, 24};

  private List<Path> files;
  private VendorTable table;

  private Vendors(List<Path> files) {
    this.files = files;
  }

  /**
   * The best table that is installed on this machine, or an empty one. It is looked for when it is
   * needed.
   */
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

  /** The files that can be read. There are none when the first cannot be read. */
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
   * @param files at most 4 files of at most 8 MiB, in the format of IEEE's CSV or text files,
   *     arp-scan, nmap or Wireshark
   */
  public static Vendors in(List<Path> files) {
    return new Vendors(List.copyOf(files));
  }

  /** Whether there is a table. */
  public boolean areKnown() {
    return !files().isEmpty();
  }

  /**
   * The vendor whose block contains an address. Empty when no block does, and for locally
   * administered addresses and group addresses.
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
