package dev.jnet.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.link.LinkType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArithmeticTest {
  @ParameterizedTest
  @CsvSource({
    // IP version, MTU, ping -s, UDP payload, MSS
    "4, 1500, 1472, 1472, 1460",
    "6, 1500, 1452, 1452, 1440",
    "4, 1492, 1464, 1464, 1452",
    "6, 1280, 1232, 1232, 1220",
    "4, 68, 40, 40, 28",
    "4, 40, 12, 12, 0",
    "4, 20, 0, 0, 0",
    "6, 41, 0, 0, 0"
  })
  void eachSizeIsTheMtuLessItsHeadersAndNeverNegative(
      int version, int mtu, int ping, int udp, int mss) {
    Arithmetic sizes = new Arithmetic(version, mtu);
    assertEquals(ping, sizes.pingPayload());
    assertEquals(udp, sizes.udpPayload());
    assertEquals(mss, sizes.mss());
  }

  @Test
  void sumNamesEachHeader() {
    assertEquals(
        "1500 (eth0) - 20 IPv4 - 20 TCP",
        new Arithmetic(4, 1500).mssSum("1500 (eth0)", Style.PLAIN));
    assertEquals(
        "1280 − 40 IPv6 − 20 TCP",
        new Arithmetic(6, 1280).mssSum("1280", new Style(true, false, 80)));
  }

  @ParameterizedTest
  @CsvSource({"1500, 1518", "47, 65", "46, 64", "28, 64"})
  void frameHasHeaderAndFcsAndAtLeast64Bytes(int mtu, int bytes) {
    assertEquals(bytes, new Arithmetic(4, mtu).frame(LinkType.ETHERNET));
  }

  @Test
  void frameOnALinkWithoutHeadersIsThePacket() {
    assertEquals(28, new Arithmetic(4, 28).frame(LinkType.RAW_IP));
  }
}
