package dev.jnet.finding;

import java.net.InetAddress;
import java.util.List;

/** What follows from many small probes to one target, and from the replies to them. */
public sealed interface ProbeFinding extends Finding {
  /**
   * SYNs or datagrams were answered, as the target's or a port's state requires.
   *
   * @param roundTrip the median round trip, in ns
   */
  record ProbesAnswered(long roundTrip, Grounds grounds) implements ProbeFinding {}

  /**
   * Some SYNs or datagrams were answered, and others were not.
   *
   * @param sent probes
   * @param received how many of them were answered; at least one
   */
  record ProbesLost(long sent, long received, Grounds grounds) implements ProbeFinding {}

  /** What some replies have in common, which an ordinary reply has not. */
  sealed interface OddReplies extends ProbeFinding {
    /** How many replies it is about, at least one. */
    long count();
  }

  /** Replies to probes that had been answered before. */
  record RepliesRepeated(long count, Grounds grounds) implements OddReplies {}

  /** Replies with a wrong checksum. */
  record RepliesDamaged(long count, Grounds grounds) implements OddReplies {}

  /** Replies that came after the reply to a later probe. */
  record RepliesReordered(long count, Grounds grounds) implements OddReplies {}

  /**
   * Replies that took long.
   *
   * @param after the time in ns from which on a reply is late
   */
  record RepliesLate(long count, long after, Grounds grounds) implements OddReplies {}

  /** Replies with a right checksum, and with other data than the probe had. */
  record RepliesChanged(long count, Grounds grounds) implements OddReplies {}

  /**
   * Replies with another hop limit than the reply before: the return path changed, or several hosts
   * answer.
   *
   * @param hopLimits all hop limits that came, each once
   */
  record HopLimitsDiffer(long count, List<Integer> hopLimits, Grounds grounds)
      implements OddReplies {
    /** Copies the list. */
    public HopLimitsDiffer {
      hopLimits = List.copyOf(hopLimits);
    }
  }

  /**
   * Stations of a group answered: of a multicast group, or all on the link.
   *
   * @param group the address that was asked
   * @param stations the addresses that answered, at least one
   */
  record GroupAnswered(InetAddress group, List<InetAddress> stations, Grounds grounds)
      implements ProbeFinding {
    /** Copies the list. */
    public GroupAnswered {
      stations = List.copyOf(stations);
    }
  }
}
