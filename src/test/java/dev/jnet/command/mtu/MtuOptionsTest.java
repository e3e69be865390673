package dev.jnet.command.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.app.InProcess;
import dev.jnet.console.CommandException;
import dev.jnet.options.Command;
import dev.jnet.options.Picocli;
import dev.jnet.probe.Via;
import dev.jnet.testnet.Outcome;
import dev.jnet.unit.Mtu;
import dev.jnet.unit.Port;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MtuOptionsTest {
  private static MtuOptions read(String... words) throws CommandException {
    Command command = new Command("mtu");
    MtuOptions.addTo(command);
    return MtuOptions.of(Picocli.read(command, words));
  }

  /** With ping, -s is a size. */
  @Test
  void aSourceHasNoEffectOnAPracticeNetworkAndMustBeAnAddressAllTheSame() {
    Outcome size = InProcess.jnet("mtu", "-s", "1472", "--lab", "home", "www.lab.test");
    assertEquals(2, size.exit(), size::toString);
    assertEquals("jnet: -s 1472: not an IP address\n", size.err());
    Outcome address =
        InProcess.jnet("mtu", "-q", "-s", "192.0.2.9", "--lab", "home", "www.lab.test");
    assertEquals("1492\n", address.out());
    assertTrue(address.err().startsWith("jnet: -s has no effect with --lab"), address::toString);
  }

  @Test
  void withoutOptionsItSearchesTenSecondsWithWhatIsAnswered() throws CommandException {
    MtuOptions options = read();
    assertEquals(4, options.kinds().size());
    assertEquals(Optional.empty(), options.max());
    assertEquals(Duration.ofSeconds(10), options.deadline());
  }

  @Test
  void readsWhatIsGiven() throws CommandException {
    MtuOptions options = read("--max", "9000", "-w", "0.5", "--via", "tcp:80");
    assertEquals(List.of(Via.tcp(new Port(80))), options.kinds());
    assertEquals(Optional.of(new Mtu(9000)), options.max());
    assertEquals(Duration.ofMillis(500), options.deadline());
  }

  @Test
  void refusesValuesOutOfBounds() {
    assertRefused("--max 67: must be from 68 to 65575 bytes", "--max", "67");
    assertRefused("--max 65576: must be from 68 to 65575 bytes", "--max", "65576");
    assertRefused("-w 0: must be above 0, at most 86400 seconds", "-w", "0");
    assertRefused("-w 86401: must be above 0, at most 86400 seconds", "-w", "86401");
  }

  private static void assertRefused(String message, String... words) {
    CommandException e = assertThrows(CommandException.class, () -> read(words));
    assertEquals(message, e.getMessage());
  }
}
