package dev.jnet.command.mesh;

import dev.jnet.mesh.Member;
import dev.jnet.mesh.Messages;
import dev.jnet.mesh.bus.Bus;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Who takes part in a mesh. */
final class Members {
  private Members() {}

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
