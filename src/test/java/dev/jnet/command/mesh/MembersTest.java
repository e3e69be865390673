package dev.jnet.command.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.mesh.Member;
import dev.jnet.mesh.Messages;
import dev.jnet.mesh.bus.InProcessBus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    return Members.of(bus, complainer);
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
}
