package dev.jnet.command.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.jnet.console.Console;
import dev.jnet.mesh.Member;
import dev.jnet.mesh.bus.Bus;
import dev.jnet.mesh.bus.Store;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an agent says of its entry in the list of members. */
class RegistrationTest {
  private final Bus bus = mock(Bus.class);
  private final StringWriter err = new StringWriter();
  private final Console console =
      new Console(
          new PrintWriter(new StringWriter()), new PrintWriter(err), false, false, Map.of());
  private final Member self =
      new Member("rome", List.of(new Member.Address("192.0.2.1", 33_333)), "0.1.0", 1500, 0, 0);
  private final Registration registration =
      new Registration(Store.atOnce(bus), mock(MemberPort.class), console);
  private long now;

  private void renew(Optional<String> trouble) {
    when(bus.trouble()).thenReturn(trouble);
    now += 20 * Nanos.SECOND;
    registration.renew(now, self);
    registration.renew(now, self); // takes the broker's answer
  }

  private List<String> said() {
    List<String> lines = err.toString().lines().toList();
    err.getBuffer().setLength(0);
    return lines;
  }

  @Test
  void brokerThatIsAwayIsToldOnceAlsoWhereItWasSilentBefore() throws IOException {
    renew(Optional.empty());
    assertEquals(List.of("jnet: rome is a member"), said());
    doThrow(new IOException("no answer")).when(bus).put(any(), any());
    renew(Optional.empty());
    renew(Optional.empty());
    assertEquals(List.of("jnet: no answer"), said());
    renew(Optional.of("the broker is away (RECONNECTING)"));
    renew(Optional.of("the broker is away (DISCONNECTED)"));
    assertEquals(List.of("jnet: the broker is away (RECONNECTING)"), said());
    doNothing().when(bus).put(any(), any());
    renew(Optional.empty());
    assertEquals(List.of("jnet: rome is a member"), said());
    renew(Optional.of("the broker is away (RECONNECTING)"));
    assertEquals(List.of("jnet: the broker is away (RECONNECTING)"), said());
  }
}
