package dev.jnet.report.walk;

import dev.jnet.walk.conversation.ConversationResult;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses which segments of a connection are drawn. If there are very many, those in the middle are
 * left out.
 */
final class Rungs {
  /**
   * A segment that is drawn.
   *
   * @param index its index among the segments that were kept
   * @param hidden how many segments in front of it are not drawn
   */
  record Rung(int index, long hidden) {}

  private Rungs() {}

  /** At most so many segments of a range: the first and the last ones. */
  static List<Rung> of(ConversationResult conversed, int from, int to, int most) {
    int headEnd = to - from <= most ? to : from + most / 2;
    int tailStart = to - from <= most ? to : to - most / 2;
    List<Rung> rungs = new ArrayList<>();
    long hidden = 0;
    for (int i = from; i < to; i++) {
      hidden += i == from ? 0 : conversed.segments().get(i).leftOut();
      if (i >= headEnd && i < tailStart) {
        hidden++;
      } else {
        rungs.add(new Rung(i, hidden));
        hidden = 0;
      }
    }
    return rungs;
  }
}
