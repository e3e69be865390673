package dev.jnet.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.wire.Addresses;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Payload;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatagramTest {
  @ParameterizedTest
  @CsvSource({"192.0.2.1, 198.51.100.2", "2001:db8::1, 2001:db8:1::2"})
  void packetWithAnotherHopLimitHasTheBytesOfOneMadeWithIt(String source, String destination)
      throws MalformedPacketException {
    Random random = new Random(1);
    for (int identification = 0; identification < 0x1_0000; identification += 7) {
      int before = random.nextInt(256);
      int after = random.nextInt(256);
      Datagram changed =
          Datagram.of(packet(source, destination, identification, before)).withHopLimit(after);
      String numbers = identification + ", from " + before + " to " + after;
      assertArrayEquals(
          packet(source, destination, identification, after).emit(), changed.bytes(), numbers);
      assertEquals(after, changed.ip().hopLimit());
      IpPacket parsed = IpPacket.parse(changed.bytes());
      assertEquals(after, parsed.hopLimit());
      assertEquals(parsed.headerChecksum(), changed.ip().headerChecksum(), numbers);
      assertEquals(
          parsed.version() == 4 ? Checksum.State.CORRECT : Checksum.State.NOT_VERIFIED,
          parsed.headerChecksum(),
          numbers);
    }
  }

  private static IpPacket packet(
      String source, String destination, int identification, int hopLimit) {
    return IpPacket.unsplittable(
        Addresses.literal(source),
        Addresses.literal(destination),
        identification,
        hopLimit,
        new Payload(IpProtocol.UDP, new byte[12]));
  }
}
