package dev.jnet.command.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.console.CommandException;
import dev.jnet.options.Command;
import dev.jnet.options.Picocli;
import dev.jnet.probe.Via;
import dev.jnet.unit.Port;
import dev.jnet.unit.Ttl;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TraceCommandLineTest {
  private static TraceOptions read(boolean endless, String... words) throws CommandException {
    Command command = new Command("trace");
    TraceCommandLine.addTo(command);
    return TraceCommandLine.read(Picocli.read(command, words), endless);
  }

  @Test
  void withoutOptionsItTakesTheUsualValues() throws CommandException {
    TraceOptions options = read(true);
    assertEquals(Optional.empty(), options.via());
    assertEquals(new Ttl(1), options.first());
    assertEquals(new Ttl(30), options.last());
    assertEquals(3, options.queries());
    assertEquals(1, options.flows());
    assertEquals(Duration.ofSeconds(3), options.patience());
    assertTrue(options.names() && options.mtu());
    assertEquals(Optional.empty(), options.watch());
  }

  @Test
  void lastTtlIsNoLessThanTheFirst() throws CommandException {
    assertEquals(new Ttl(40), read(true, "-f", "40").last());
    assertRefused("-f 5: must not be above -m 4", "-f", "5", "-m", "4");
    assertRefused("-m 256: must be from 1 to 255", "-m", "256");
  }

  @Test
  void readsKindsOfProbesWithTheirUsualPorts() throws CommandException {
    assertEquals(Optional.of(Via.ICMP), read(true, "--via", "icmp").via());
    assertEquals(Optional.of(Via.udp(new Port(33_434))), read(true, "--via", "udp").via());
    assertEquals(Optional.of(Via.tcp(new Port(80))), read(true, "--via", "tcp").via());
    assertEquals(Optional.of(Via.tcp(new Port(443))), read(true, "--via", "tcp:443").via());
    assertRefused(
        "--via sctp: must be icmp, tcp:PORT or udp:PORT; or auto, udp, tcp", "--via", "sctp");
  }

  @Test
  void watchHasAnEndUnlessSomebodyCanPressQ() throws CommandException {
    assertEquals(0, read(true, "--watch").watch().orElseThrow().rounds());
    assertEquals(10, read(false, "--watch").watch().orElseThrow().rounds());
    TraceOptions.Watching watching =
        read(true, "--watch", "-c", "3", "--interval", "0.1").watch().orElseThrow();
    assertEquals(new TraceOptions.Watching(Duration.ofMillis(100), 3), watching);
  }

  @Test
  void refusesWhatDoesNotGoTogether() {
    assertRefused("-c is for --watch: add that, or leave it out", "-c", "3");
    assertRefused("-q 11: must be from 1 to 10", "-q", "11");
    assertRefused("--flows 65: must be from 1 to 64", "--flows", "65");
  }

  private static void assertRefused(String message, String... words) {
    CommandException e = assertThrows(CommandException.class, () -> read(true, words));
    assertEquals(message, e.getMessage());
  }
}
