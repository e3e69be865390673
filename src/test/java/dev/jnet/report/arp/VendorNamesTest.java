package dev.jnet.report.arp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.jnet.host.Vendors;
import dev.jnet.wire.MacAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VendorNamesTest {
  private static final MacAddress KNOWN = MacAddress.parse("00:10:20:00:00:09");
  private static final MacAddress UNKNOWN = MacAddress.parse("00:10:21:00:00:09");
  private static final MacAddress LOCAL = MacAddress.parse("02:10:20:00:00:09");
  private static final MacAddress GROUP = MacAddress.parse("01:00:5e:00:00:01");

  @TempDir private Path folder;
  private final VendorNames none = new VendorNames(Vendors.in(List.of()));
  private VendorNames table;

  @BeforeEach
  void readTable() throws IOException {
    Path file = Files.writeString(folder.resolve("table"), "001020 Plain Vendor\n");
    table = new VendorNames(Vendors.in(List.of(file)));
  }

  @Test
  void knownBlockGivesItsVendorEverywhere() throws IOException {
    assertEquals("Plain Vendor", table.name(KNOWN));
    assertEquals("Plain Vendor", table.words(KNOWN));
    assertEquals("Plain Vendor", table.column(KNOWN));
  }

  @Test
  void distinguishesAnUnknownBlockFromAMissingTable() throws IOException {
    assertNull(table.name(UNKNOWN));
    assertEquals("unknown: in no block that the table has", table.words(UNKNOWN));
    assertEquals("(unknown)", table.column(UNKNOWN));
    assertNull(none.name(UNKNOWN));
    assertEquals("not looked up", none.words(UNKNOWN).split(":", -1)[0]);
    assertEquals("", none.column(UNKNOWN));
  }

  @Test
  void locallyAdministeredAddressHasNoVendorEvenIfItsOtherBitsAreABlocks() throws IOException {
    assertNull(table.name(LOCAL));
    assertEquals("(locally administered)", table.column(LOCAL));
    assertEquals("(locally administered)", none.column(LOCAL));
    assertEquals(none.words(LOCAL), table.words(LOCAL));
  }

  @Test
  void groupAddressBelongsToNoVendor() throws IOException {
    assertEquals("none: a group address, which no single station has", table.words(GROUP));
  }
}
