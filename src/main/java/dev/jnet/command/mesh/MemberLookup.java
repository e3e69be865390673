package dev.jnet.command.mesh;

import dev.jnet.link.Frame;
import dev.jnet.link.LinkException;
import dev.jnet.mesh.HeardQuestion;
import dev.jnet.mesh.Member;
import dev.jnet.mesh.Messages;
import dev.jnet.mesh.Subjects;
import dev.jnet.mesh.bus.Store;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * How an agent learns who another member is: from the list of members, or, where the broker cannot
 * read that in time, from the other member. While it waits, it takes frames.
 */
final class MemberLookup {
  private static final long FRESH = Nanos.SECOND;
  private static final long SLICE = 100 * Nanos.MILLISECOND;

  /** How long the list of members is waited for, and then not asked. */
  private static final long PATIENCE = 500 * Nanos.MILLISECOND;

  private static final long RETRY = 5 * Nanos.SECOND;
  private static final Duration INTRODUCTION = Duration.ofSeconds(2);
  private static final int MAX_REMEMBERED = 4096;

  private record Known(Optional<Member> member, long at) {}

  private final Store store;
  private final MemberPort port;
  private final Consumer<Frame> received;
  private final Map<String, Known> known = new HashMap<>();
  private long notBefore = Long.MIN_VALUE;

  /**
   * A look-up that knows nobody.
   *
   * @param received takes the frames that come meanwhile
   */
  MemberLookup(Store store, MemberPort port, Consumer<Frame> received) {
    this.store = store;
    this.port = port;
    this.received = received;
  }

  /**
   * A member as it was within the last second; empty where there is none of that name.
   *
   * @throws IOException when neither the broker nor the member tells
   */
  Optional<Member> lately(String name) throws IOException {
    long now = port.link().now();
    Known last = known.get(name);
    if (last == null || now - last.at() > FRESH) {
      last = new Known(listed(name), now);
      if (known.size() >= MAX_REMEMBERED) {
        known.clear();
      }
      known.put(name, last);
    }
    return last.member();
  }

  private Optional<Member> listed(String name) throws IOException {
    if (port.link().now() < notBefore) {
      return Optional.of(introduced(name));
    }
    CompletableFuture<Optional<byte[]>> listed = store.ask(bus -> bus.value(name));
    long giveUpAt = port.link().now() + PATIENCE;
    if (!await(listed, giveUpAt) || listed.isCompletedExceptionally()) {
      notBefore = port.link().now() + RETRY;
      return Optional.of(introduced(name));
    }
    return Store.get(listed).flatMap(value -> Members.read(name, value));
  }

  /** The member as it tells of itself. Only it serves the subject with its name. */
  private Member introduced(String name) throws IOException {
    CompletableFuture<byte[]> answer =
        store
            .bus()
            .request(
                Subjects.heard(name), Messages.bytes(HeardQuestion.introduction()), INTRODUCTION);
    await(answer, Long.MAX_VALUE);
    return Members.read(name, answer.exceptionally(failed -> new byte[0]).join())
        .orElseThrow(
            () -> new IOException("the broker cannot list members, and " + name + " is silent"));
  }

  /** Waits for an answer. Returns whether it came in time. */
  private boolean await(CompletableFuture<?> answer, long until) throws LinkException {
    // This gives nothing more to wait for: it only wakes whoever waits for the answer.
    var unused = answer.whenComplete((came, failure) -> port.wake());
    long now = port.link().now();
    while (!answer.isDone() && now < until) {
      port.link().receive(Math.min(until, now + SLICE)).ifPresent(received);
      now = port.link().now();
    }
    return answer.isDone();
  }
}
