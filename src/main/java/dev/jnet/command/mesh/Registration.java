package dev.jnet.command.mesh;

import dev.jnet.console.Console;
import dev.jnet.mesh.Member;
import dev.jnet.mesh.Messages;
import dev.jnet.mesh.bus.Bus;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.util.Optional;

/** A member's entry in the list of members. */
final class Registration {
  /** How often the entry is renewed. It also tells what the member has dropped and lost. */
  private static final long INTERVAL = 10 * Nanos.SECOND;

  private static final long RETRY = 200 * Nanos.MILLISECOND;

  private final Bus bus;
  private final Console console;
  private long renewAt = Long.MIN_VALUE;
  private boolean isKnown;

  Registration(Bus bus, Console console) {
    this.bus = bus;
    this.console = console;
  }

  /**
   * Registers, and renews that well before it is forgotten, or as soon as the broker is back. While
   * the broker is away nothing is asked of it: this thread would wait for the answer.
   *
   * @param now ns, on a clock that never goes back
   * @param current this member with what it has to tell by now
   */
  void renew(long now, Member current) {
    Optional<String> trouble = bus.trouble();
    if (trouble.isPresent()) {
      forgotten(trouble.get());
      renewAt = Long.MIN_VALUE;
      return;
    }
    if (now < renewAt) {
      return;
    }
    renewAt = now + INTERVAL;
    try {
      bus.put(current.name(), Messages.bytes(current));
      if (!isKnown) {
        console.err().println("jnet: " + current.name() + " is a member");
        console.err().flush();
      }
      isKnown = true;
    } catch (IOException e) {
      forgotten(bus.trouble().orElse(String.valueOf(e.getMessage())));
      renewAt = now + RETRY;
    }
  }

  private void forgotten(String why) {
    if (isKnown) {
      console.complain(why);
    }
    isKnown = false;
  }
}
