package dev.jnet.command.mesh;

import dev.jnet.mesh.Member;
import dev.jnet.mesh.Messages;
import dev.jnet.mesh.bus.Bus;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Who takes part in a mesh. An agent looks before each measurement, and need not ask each time. */
final class Members {
  /** The most members of a mesh. */
  static final int MAX = 1000;

  private static final long FRESH = Nanos.SECOND;
  private static final int MAX_REMEMBERED = 4096;

  private record Known(Optional<Member> member, long at) {}

  private final Bus bus;
  private final Map<String, Known> known = new HashMap<>();

  Members(Bus bus) {
    this.bus = bus;
  }

  /**
   * A member as it was within the last second; empty where there is none of that name.
   *
   * @param now ns, on a clock that never goes back
   */
  Optional<Member> lately(String name, long now) throws IOException {
    Known last = known.get(name);
    if (last == null || now - last.at() > FRESH) {
      last = new Known(bus.value(name).flatMap(value -> read(name, value)), now);
      if (known.size() >= MAX_REMEMBERED) {
        known.clear();
      }
      known.put(name, last);
    }
    return last.member();
  }

  private static Optional<Member> read(String key, byte[] value) {
    return Messages.member(value).filter(member -> member.name().equals(key));
  }

  /**
   * The members by name. What makes no sense, or has another's key, is left out; so are those
   * beyond {@link #MAX}, in the order of their names.
   *
   * @param complaints is told when members were left out
   */
  static Map<String, Member> of(Bus bus, Consumer<String> complaints) throws IOException {
    TreeMap<String, Member> members = new TreeMap<>();
    bus.values()
        .forEach((key, value) -> read(key, value).ifPresent(member -> members.put(key, member)));
    if (members.size() > MAX) {
      complaints.accept(
          "a mesh has at most " + MAX + " members, and more are registered: the first take part");
      while (members.size() > MAX) {
        members.pollLastEntry();
      }
    }
    return members;
  }
}
