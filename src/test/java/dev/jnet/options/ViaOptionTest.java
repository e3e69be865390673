package dev.jnet.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jnet.console.CommandException;
import dev.jnet.probe.Via;
import dev.jnet.unit.Port;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViaOptionTest {
  @Test
  void autoIsSeveralKindsInOrder() throws CommandException {
    List<String> kinds = ViaOption.inOrder("auto").stream().map(Via::toString).toList();
    assertEquals(List.of("icmp", "tcp:443", "tcp:80", "udp"), kinds);
  }

  @Test
  void oneKindIsOneToTry() throws CommandException {
    assertEquals(List.of(Via.ICMP), ViaOption.inOrder("icmp"));
    assertEquals(List.of(Via.ANY_UDP), ViaOption.inOrder("udp"));
    assertEquals(List.of(Via.udp(new Port(53))), ViaOption.inOrder("udp:53"));
    assertEquals(List.of(Via.tcp(new Port(80))), ViaOption.inOrder("tcp:80"));
  }

  @Test
  void saysWhatIsWrongWithAValue() {
    assertRefused("--via sctp: must be auto, icmp, tcp:PORT, udp or udp:PORT", "sctp");
    assertRefused("--via tcp: must be auto, icmp, tcp:PORT, udp or udp:PORT", "tcp");
    assertRefused("--via tcp:0: the port must be from 1 to 65535", "tcp:0");
    assertRefused("--via udp:x: the port must be from 1 to 65535", "udp:x");
    CommandException e =
        assertThrows(CommandException.class, () -> ViaOption.parse("udp", "; or auto"));
    assertEquals("--via udp: must be icmp, tcp:PORT or udp:PORT; or auto", e.getMessage());
  }

  private static void assertRefused(String message, String value) {
    CommandException e = assertThrows(CommandException.class, () -> ViaOption.inOrder(value));
    assertEquals(message, e.getMessage());
  }
}
