package dev.jnet.command.mesh;

import dev.jnet.console.Console;
import dev.jnet.mesh.Member;
import dev.jnet.mesh.Messages;
import dev.jnet.mesh.bus.Store;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A member's entry in the list of members. */
final class Registration {
  /** How often the entry is renewed. It also tells what the member has dropped and lost. */
  private static final long INTERVAL = 10 * Nanos.SECOND;

  private static final long RETRY = 200 * Nanos.MILLISECOND;

  private final Store store;
  private final Console console;
  private final MemberPort port;
  private long renewAt = Long.MIN_VALUE;
  private boolean isKnown;
  private boolean isAway;

  /** Whether the entry has been put; null when that is not under way. */
  private CompletableFuture<Boolean> put;

  /**
   * A member without an entry.
   *
   * @param port is woken when the broker has the entry
   */
  Registration(Store store, MemberPort port, Console console) {
    this.store = store;
    this.port = port;
    this.console = console;
  }

  /**
   * Registers, and renews that well before it is forgotten, or as soon as the broker is back. While
   * the broker is away nothing is asked of it. Nothing is waited for.
   *
   * @param now ns, on a clock that never goes back
   * @param current this member with what it has to tell by now
   */
  void renew(long now, Member current) {
    if (put != null && put.isDone()) {
      settle(now, current.name());
    }
    Optional<String> trouble = store.bus().trouble();
    if (trouble.isPresent()) {
      if (!isAway) { // also where the entry could not be renewed before, and that was said
        console.complain(trouble.get());
      }
      isKnown = false;
      renewAt = Long.MIN_VALUE;
    }
    isAway = trouble.isPresent();
    if (!isAway && put == null && now >= renewAt) {
      renewAt = now + INTERVAL;
      byte[] entry = Messages.bytes(current);
      put =
          store
              .ask(
                  bus -> {
                    bus.put(current.name(), entry);
                    return true;
                  })
              .whenComplete((done, failure) -> port.wake());
    }
  }

  private void settle(long now, String name) {
    try {
      Store.get(put);
      if (!isKnown) {
        console.err().println("jnet: " + name + " is a member");
        console.err().flush();
      }
      isKnown = true;
    } catch (IOException e) {
      if (isKnown && store.bus().trouble().isEmpty()) { // otherwise that is told, which is why
        console.complain(String.valueOf(e.getMessage()));
        isKnown = false;
      }
      renewAt = now + RETRY;
    }
    put = null;
  }
}
