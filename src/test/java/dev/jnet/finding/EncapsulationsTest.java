package dev.jnet.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.finding.Encapsulations.Guess;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncapsulationsTest {
  private static List<String> names(int localMtu, int pathMtu) {
    return Encapsulations.guess(localMtu, pathMtu).stream().map(Guess::name).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "1492, PPPoE",
    "1480, IPIP or 6in4",
    "1476, GRE over IPv4",
    "1450, VXLAN or Geneve over IPv4",
    "1440, WireGuard over IPv4",
    "1472, GRE over IPv4 with a key",
    "1432, WireGuard over IPv4 inside PPPoE",
    "1468, GRE over IPv4 inside PPPoE"
  })
  void differenceToEthernetNamesTheHeaders(int pathMtu, String name) {
    assertEquals(List.of(name), names(1500, pathMtu));
    assertEquals(1500 - pathMtu, Encapsulations.guess(1500, pathMtu).get(0).bytes());
  }

  @Test
  void everyLengthOfAPaddedHeaderFits() {
    for (int bytes = 54; bytes <= 57; bytes++) {
      assertEquals(List.of("IPsec ESP tunnel over IPv4, AES-GCM"), names(1500, 1500 - bytes));
    }
    assertEquals(List.of(), names(1500, 1500 - 53));
  }

  @Test
  void twoExplanationsOfOneLengthAreBothNamed() {
    assertEquals(List.of("DS-Lite or IPv6 in IPv6", "L2TP over UDP"), names(1500, 1460));
  }

  @Test
  void pppoeIsNeverInsidePppoe() {
    assertEquals(List.of(), names(1500, 1484));
  }

  @Test
  void pathAsLargeAsTheLinkNeedsNoExplanation() {
    assertEquals(List.of(), names(1500, 1500));
    assertEquals(List.of(), names(9000, 9000));
  }

  @Test
  void jumboLinkInFrontOfPlainEthernetIsNamedSo() {
    assertEquals(List.of("plain Ethernet, without jumbo frames"), names(9000, 1500));
  }

  @Test
  void headersInsideAJumboLinkCountFromItsMtu() {
    assertEquals(List.of(new Guess(9000, 8, "PPPoE")), Encapsulations.guess(9000, 8992));
  }

  @Test
  void roundNumberIsTakenOnlyWhenNothingElseFits() {
    assertEquals(1, names(1500, 1400).size());
    assertEquals(0, Encapsulations.guess(1500, 1400).get(0).bytes());
    assertEquals(List.of(), names(1500, 1399));
  }

  @Test
  void minimumOfIpv6IsNamed() {
    assertEquals(1280, Encapsulations.guess(1500, 1280).get(0).from());
  }
}
