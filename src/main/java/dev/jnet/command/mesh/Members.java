package dev.jnet.command.mesh;

import dev.jnet.mesh.Member;
import dev.jnet.mesh.Messages;
import dev.jnet.mesh.bus.Bus;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Who takes part in a mesh. An agent looks before each measurement, and need not ask each time. */
final class Members {
  private static final long FRESH = Nanos.SECOND;

  private final Bus bus;
  private Map<String, Member> last = Map.of();
  private long lastAt;

  Members(Bus bus) {
    this.bus = bus;
  }

  /**
   * The members as they were within the last second.
   *
   * @param now ns, on a clock that never goes back
   */
  Map<String, Member> lately(long now) throws IOException {
    if (last.isEmpty() || now - lastAt > FRESH) {
      last = of(bus);
      lastAt = now;
    }
    return last;
  }

  /** The members by name. What makes no sense, or has another's key, is left out. */
  static Map<String, Member> of(Bus bus) throws IOException {
    Map<String, Member> members = new TreeMap<>();
    bus.values()
        .forEach(
            (key, value) ->
                Messages.member(value)
                    .filter(member -> member.name().equals(key))
                    .ifPresent(member -> members.put(key, member)));
    return members;
  }
}
