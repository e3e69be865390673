package dev.jnet.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jnet.wire.MacAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VendorsTest {
  @TempDir Path folder;

  /** One table in the formats of those who keep it; the names and blocks are invented. */
  private static final String IEEE_CSV =
      """
      Registry,Assignment,Organization Name,Organization Address
      MA-L,A0B0C0,"Example Networks, Inc",1 Way Town XX 12345\s
      MA-L,001020,Plain Vendor,Street
      MA-L,44DD55,"The ""Quoted"" Company","A, B"
      MA-L,008040,IEEE Registration Authority,Street
      MA-L,00FFFE,Nameless Street,
      """;

  private static final String IEEE_SMALL =
      """
      Registry,Assignment,Organization Name,Organization Address
      MA-M,0080405,Medium Block Ltd,Street
      MA-S,0080406AB,Small Block Ltd,Street
      """;

  private static final String ARP_SCAN =
      """
      # comment
      001020\tPlain Vendor
      0080406AB\tSmall Block Ltd
      0080405\tMedium Block Ltd
      008040\tIEEE Registration Authority
      A0B0C0\tExample Networks, Inc
      """;

  private static final String WIRESHARK =
      """
      # This file was generated
      00:10:20\tPlainVen\tPlain Vendor
      00:80:40\tIEEERegi\tIEEE Registration Authority
      00:80:40:50:00:00/28\tMediumBl\tMedium Block Ltd
      00:80:40:6A:B0:00/36\tSmallBlo\tSmall Block Ltd
      00:80:40:6A:B0:01\tone address, not a block
      A0:B0:C0\tExampleN\tExample Networks, Inc
      """;

  private static final String NMAP =
      """
      # $Id$
      001020 Plain Vendor
      008040 IEEE Registration Authority
      0080405 Medium Block Ltd
      0080406AB Small Block Ltd
      A0B0C0 Example Networks, Inc
      """;

  private static final String IEEE_TEXT =
      """
      OUI/MA-L                                                    Organization\r
      company_id                                                  Organization\r
      \r
      00-10-20   (hex)\t\tPlain Vendor\r
      001020     (base 16)\t\tPlain Vendor\r
      \t\t\t\tStreet\r
      \r
      A0-B0-C0   (hex)\t\tExample Networks, Inc\r
      A0B0C0     (base 16)\t\tExample Networks, Inc\r
      """;

  @Test
  void blocksOfAllSizesAreFoundInEveryFormat() throws IOException {
    List<Vendors> tables =
        List.of(
            vendors(IEEE_CSV, IEEE_SMALL), vendors(ARP_SCAN), vendors(WIRESHARK), vendors(NMAP));
    for (Vendors vendors : tables) {
      assertEquals("Plain Vendor", name(vendors, "00:10:20:01:02:03"));
      assertEquals("Example Networks, Inc", name(vendors, "a0:b0:c0:ff:ff:ff"));
      assertEquals("Medium Block Ltd", name(vendors, "00:80:40:5f:ff:ff"));
      assertEquals("Small Block Ltd", name(vendors, "00:80:40:6a:b0:01"));
      assertEquals("IEEE Registration Authority", name(vendors, "00:80:40:6a:c0:01"));
      assertEquals(Optional.empty(), vendors.of(MacAddress.parse("00:10:21:00:00:00")));
    }
    Vendors text = vendors(IEEE_TEXT);
    assertEquals("Plain Vendor", name(text, "00:10:20:01:02:03"));
    assertEquals("Example Networks, Inc", name(text, "a0:b0:c0:ff:ff:ff"));
  }

  @Test
  void quotesOfCsvAreTakenOff() throws IOException {
    assertEquals("The \"Quoted\" Company", name(vendors(IEEE_CSV), "44:dd:55:00:00:01"));
    assertEquals("Nameless Street", name(vendors(IEEE_CSV), "00:ff:fe:00:00:01"));
  }

  @Test
  void localAndGroupAddressesAreNobodysAndNeedNoTable() throws IOException {
    Vendors broken = Vendors.in(List.of(folder.resolve("missing")));
    assertEquals(Optional.empty(), broken.of(MacAddress.parse("02:10:20:00:00:01")));
    assertEquals(Optional.empty(), broken.of(MacAddress.parse("01:10:20:00:00:01")));
    assertThrows(IOException.class, () -> broken.of(MacAddress.parse("00:10:20:00:00:01")));
    assertFalse(Vendors.in(List.of()).areKnown());
    assertEquals(Optional.empty(), Vendors.in(List.of()).of(MacAddress.parse("00:10:20:00:00:01")));
  }

  @Test
  void whateverIsInTheFileOnlyNamesComeOut() throws IOException {
    Random random = new Random(802);
    for (int i = 0; i < 300; i++) {
      byte[] bytes = new byte[random.nextInt(400)];
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] = (byte) "0123AbF:/,\t\n \"MA-L".charAt(random.nextInt(18));
      }
      Path file = Files.write(folder.resolve("random"), bytes);
      Vendors vendors = Vendors.in(List.of(file));
      for (int block = 0; block < 256; block++) {
        vendors.of(MacAddress.of(((long) (block & 0xfc) << 40) | random.nextInt(1 << 30)));
      }
    }
  }

  private Vendors vendors(String... contents) throws IOException {
    List<Path> files = new java.util.ArrayList<>();
    for (String content : contents) {
      files.add(Files.writeString(Files.createTempFile(folder, "table", ""), content));
    }
    return Vendors.in(files);
  }

  private static String name(Vendors vendors, String mac) throws IOException {
    return vendors.of(MacAddress.parse(mac)).orElse("none");
  }
}
