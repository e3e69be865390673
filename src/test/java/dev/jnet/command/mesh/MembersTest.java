package dev.jnet.command.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.jnet.mesh.Member;
import dev.jnet.mesh.Messages;
import dev.jnet.mesh.bus.Bus;
import dev.jnet.mesh.bus.InProcessBus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who takes part in a mesh, whoever registers. */
class MembersTest {
  private final InProcessBus bus = new InProcessBus(() -> 0, Duration.ofDays(1));
  private final List<String> complaints = new ArrayList<>();

  private void register(String key, String name) {
    Member member =
        new Member(name, List.of(new Member.Address("192.0.2.1", 33_333)), "0.1.0", 1500, 0, 0);
    bus.put(key, Messages.bytes(member));
  }

  private final OnceTold complainer = new OnceTold(complaints::add);

  private Map<String, Member> members() throws IOException {
    return new Members(bus, complainer).listed();
  }

  @Test
  void membersAreBoundedAndThatIsSaidOnce() throws IOException {
    for (int i = 0; i < Members.MAX; i++) {
      register(String.format(Locale.ROOT, "m%05d", i), String.format(Locale.ROOT, "m%05d", i));
    }
    assertEquals(Members.MAX, members().size());
    assertEquals(List.of(), complaints);
    for (int i = 0; i < 3000; i++) {
      register("z" + i, "z" + i);
    }
    assertEquals(Members.MAX, members().size());
    assertEquals("m00999", List.copyOf(members().keySet()).get(Members.MAX - 1));
    assertEquals(
        List.of("a mesh has at most 1000 members, and more are registered: the first take part"),
        complaints);
  }

  @Test
  void memberUnderAnothersNameIsLeftOut() throws IOException {
    register("berlin", "berlin");
    register("rome", "berlin");
    bus.put("paris", new byte[] {'{'});
    assertEquals(List.of("berlin"), List.copyOf(members().keySet()));
  }

  /** A broker whose disk is full may not list the members. */
  @Test
  void whereTheBrokerCannotListThemMembersAreThoseOfTheLastRound() throws IOException {
    register("berlin", "berlin");
    Bus failing = mock(Bus.class);
    when(failing.trouble()).thenReturn(Optional.empty());
    when(failing.values())
        .thenThrow(new IOException("no answer"))
        .thenReturn(bus.values())
        .thenThrow(new IOException("no answer"));
    Members members = new Members(failing, complainer);
    when(failing.requestAll(any(), any(), any())).thenReturn(List.of());
    assertThrows(IOException.class, members::forRound, "nobody is known yet");
    assertEquals(List.of("berlin"), List.copyOf(members.forRound().keySet()));
    assertEquals(List.of("berlin"), List.copyOf(members.forRound().keySet()));
    assertEquals(List.of("the members are those of the last round: no answer"), complaints);
    when(failing.trouble()).thenReturn(Optional.of("the broker is away"));
    assertThrows(IOException.class, members::forRound);
  }

  @Test
  void whereTheBrokerCannotListThemInTheFirstRoundMembersAreThoseThatAnswer() throws IOException {
    register("rome", "rome");
    Bus failing = mock(Bus.class);
    when(failing.trouble()).thenReturn(Optional.empty());
    when(failing.values()).thenThrow(new IOException("no JetStream"));
    when(failing.requestAll(any(), any(), any()))
        .thenReturn(List.of(bus.values().get("rome"), new byte[] {'{'}));
    Members members = new Members(failing, complainer);
    assertEquals(List.of("rome"), List.copyOf(members.forRound().keySet()));
    assertEquals(List.of("the members are those that answer: no JetStream"), complaints);
    assertThrows(IOException.class, members::listed);
  }
}
