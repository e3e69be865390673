package dev.jnet.report.arp;

import dev.jnet.host.Vendors;
import dev.jnet.wire.MacAddress;
import java.io.IOException;
import java.util.Optional;

/** Says in words which vendor made the card with a MAC address. */
public final class VendorNames {
  private final Vendors vendors;

  /** Takes vendors from this table. */
  public VendorNames(Vendors vendors) {
    this.vendors = vendors;
  }

  /** The vendor's name; {@code null} when it is not known. */
  String name(MacAddress mac) throws IOException {
    return vendors.of(mac).orElse(null);
  }

  /** The vendor's name, or why it is not known. */
  String words(MacAddress mac) throws IOException {
    Optional<String> name = vendors.of(mac);
    if (name.isPresent()) {
      return name.get();
    }
    if (mac.isGroup()) {
      return "none: a group address, which no single station has";
    }
    if (mac.isLocallyAdministered()) {
      return "unknown: made up, as by telephones and virtual machines";
    }
    return vendors.areKnown()
        ? "unknown: in no block that the table has"
        : "not looked up: no table of vendors is installed (Debian's package: ieee-data)";
  }

  /** The vendor's name, or why it is not known, short enough for a column. */
  String column(MacAddress mac) throws IOException {
    Optional<String> name = vendors.of(mac);
    if (name.isPresent()) {
      return name.get();
    }
    return mac.isLocallyAdministered()
        ? "(locally administered)"
        : vendors.areKnown() ? "(unknown)" : "";
  }
}
