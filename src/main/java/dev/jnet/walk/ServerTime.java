package dev.jnet.walk;

import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.conversation.Segment;
import dev.jnet.wire.Tcp;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How the wait for the first byte of an answer divides between the network and the server.
 *
 * @param roundTrip ns from the SYN to its answer, which a server's kernel gives at once: the
 *     network's share
 * @param own ns that the first byte of the answer took longer than that: the server's share; empty
 *     where no answer came, or the request had to be sent again
 */
public record ServerTime(long roundTrip, OptionalLong own) {
  /** The times of a leg; empty where no connection was made. */
  public static Optional<ServerTime> of(Leg leg) {
    Optional<ConversationResult> open = leg.conversed().filter(ConversationResult::isOpen);
    if (open.isEmpty() || open.get().roundTrip() <= 0) {
      return Optional.empty();
    }
    long roundTrip = open.get().roundTrip();
    long firstByte = leg.split().firstByte();
    boolean known = firstByte > 0 && !hasRepeats(open.get());
    return Optional.of(
        new ServerTime(
            roundTrip,
            known ? OptionalLong.of(Math.max(0, firstByte - roundTrip)) : OptionalLong.empty()));
  }

  /** Whether this host had to send data twice. */
  private static boolean hasRepeats(ConversationResult conversed) {
    Set<Long> sent = new HashSet<>();
    for (Segment segment : conversed.segments()) {
      Optional<Tcp> tcp = segment.tcp().filter(each -> each.payload().length > 0);
      if (segment.outgoing() && tcp.isPresent() && !sent.add(tcp.get().sequence())) {
        return true;
      }
    }
    return false;
  }
}
