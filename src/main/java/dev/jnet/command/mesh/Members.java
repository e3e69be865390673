package dev.jnet.command.mesh;

import dev.jnet.mesh.Member;
import dev.jnet.mesh.Messages;
import dev.jnet.mesh.bus.Bus;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Who takes part in a mesh, for a controller. */
final class Members {
  /** The most members of a mesh. */
  static final int MAX = 1000;

  private final Bus bus;
  private final Consumer<String> complaints;
  private Map<String, Member> last = Map.of();
  private boolean isFailing;

  /**
   * Members that nobody has asked for yet.
   *
   * @param complaints is told when members were left out, or could not be listed
   */
  Members(Bus bus, Consumer<String> complaints) {
    this.bus = bus;
    this.complaints = complaints;
  }

  /** The member that a value describes; empty where it makes no sense, or has another's key. */
  static Optional<Member> read(String key, byte[] value) {
    return Messages.member(value).filter(member -> member.name().equals(key));
  }

  /**
   * The members by name. What makes no sense, or has another's key, is left out; so are those
   * beyond {@link #MAX}, in the order of their names.
   */
  Map<String, Member> listed() throws IOException {
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
    last = members;
    return members;
  }

  /**
   * The members by name, for one round of several. Where the broker is there but cannot list them,
   * those of the last round: each is asked whether it is there before it gets an order.
   *
   * @throws IOException when there is no list, and was none before
   */
  Map<String, Member> forRound() throws IOException {
    try {
      Map<String, Member> members = listed();
      isFailing = false;
      return members;
    } catch (IOException e) {
      if (last.isEmpty() || bus.trouble().isPresent()) {
        throw e;
      }
      if (!isFailing) {
        complaints.accept("the members are those of the last round: " + e.getMessage());
      }
      isFailing = true;
      return last;
    }
  }
}
