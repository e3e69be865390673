package dev.jnet.walk.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.tcp.TcpSettings;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import org.junit.jupiter.api.Test;

class ConversationSettingsTest {
  private static TcpSettings settings(String target, int mtu) {
    return ConversationSettings.of(Addresses.literal(target), mtu, 7 * Nanos.SECOND);
  }

  @Test
  void threeSynsShareThePatience() {
    TcpSettings.Retries retries = settings("192.0.2.1", 1500).retries();
    assertEquals(Nanos.SECOND, retries.firstTimeout());
    assertEquals(3, retries.synTries());
  }

  @Test
  void announcesWhatTheLinkCarries() {
    assertEquals(1460, settings("192.0.2.1", 1500).syn().mss());
    assertEquals(1440, settings("2001:db8::1", 1500).syn().mss());
  }

  @Test
  void limitsTheMtuOfLoopbackToTheLargestPacket() {
    assertEquals(settings("127.0.0.1", 65_535), settings("127.0.0.1", 65_536));
  }

  @Test
  void smallSegmentsAreThoseThatEveryPathCarries() {
    TcpSettings ipv4 = ConversationSettings.withSmallSegments(settings("192.0.2.1", 1500));
    assertEquals(536, ipv4.syn().mss());
    assertEquals(536, ipv4.sendMss());
    TcpSettings ipv6 = ConversationSettings.withSmallSegments(settings("2001:db8::1", 1500));
    assertEquals(1220, ipv6.syn().mss());
    assertEquals(1220, ipv6.sendMss());
  }
}
