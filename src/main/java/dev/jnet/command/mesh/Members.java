package dev.jnet.command.mesh;

import dev.jnet.mesh.Member;
import dev.jnet.mesh.Messages;
import dev.jnet.mesh.Subjects;
import dev.jnet.mesh.bus.Bus;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Who takes part in a mesh, for a controller. */
final class Members {
  /** The most members of a mesh. */
  static final int MAX = 1000;

  /** How often members are asked who they are, each time for a second: some may just come back. */
  private static final int QUESTIONS = 4;

  private static final Duration QUESTION_TIME = Duration.ofSeconds(1);

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
    last = bounded(members);
    return last;
  }

  /**
   * The members by name, for a round. Where the broker is there but cannot list them, those of the
   * last round, who are asked whether they are there before they get an order; in the first round,
   * those that answer when all are asked who they are.
   *
   * @throws IOException when there is no list, and nobody answers
   */
  Map<String, Member> forRound() throws IOException {
    try {
      Map<String, Member> members = listed();
      isFailing = false;
      return members;
    } catch (IOException e) {
      if (bus.trouble().isPresent()) {
        throw e;
      }
      boolean areKnown = !last.isEmpty();
      last = areKnown ? last : answering();
      if (last.isEmpty()) {
        throw e;
      }
      if (!isFailing) {
        String which = areKnown ? "those of the last round: " : "those that answer: ";
        complaints.accept("the members are " + which + e.getMessage());
      }
      isFailing = true;
      return last;
    }
  }

  /** All who answer when they are asked who they are. */
  private Map<String, Member> answering() throws IOException {
    TreeMap<String, Member> members = new TreeMap<>();
    for (int i = 0; i < QUESTIONS; i++) {
      for (byte[] answer : bus.requestAll(Subjects.WHO, new byte[0], QUESTION_TIME)) {
        Messages.member(answer).ifPresent(member -> members.putIfAbsent(member.name(), member));
      }
    }
    return bounded(members);
  }

  private Map<String, Member> bounded(NavigableMap<String, Member> members) {
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
