package dev.jnet.report.trace;

import dev.jnet.report.trace.TraceNodes.Node;
import dev.jnet.trace.HopAnswer;
import java.util.List;

/**
 * Where everything stands in the picture of a trace, in pixels: a row for each node, and columns.
 *
 * @param parted whether flows part, so that there is a lane for each of them
 * @param who the left end of the addresses
 * @param times the left end of the round trips
 * @param missing the middle of the missing answers
 * @param pipe the middle of the path's MTUs
 * @param width of the whole picture
 * @param rows at least one
 * @param full the round trip at the right end of its column, in ns
 */
record TraceSvgLayout(
    boolean parted, int who, int times, int missing, int pipe, int width, int rows, long full) {
  static final int TOP = 100;
  static final int ROW = 34;
  static final int LEFT = 24;
  static final int NUMBER = 46;
  static final int TIMES_WIDTH = 300;
  static final int PIPE_WIDTH = 110;
  private static final int BOTTOM = 82;
  private static final int LANE = 18;
  private static final int WHO_WIDTH = 330;
  private static final int MISSING_WIDTH = 110;
  private static final int GAP = 24;

  /** A layout for the nodes of each place. {@code pipes} tells whether MTUs are shown. */
  static TraceSvgLayout of(List<List<Node>> places, boolean pipes) {
    int lanes = 1;
    int rows = 0;
    long longest = 1;
    for (List<Node> nodes : places) {
      lanes = Math.max(lanes, nodes.size());
      rows += nodes.size();
      for (Node node : nodes) {
        for (HopAnswer answer : node.answers()) {
          longest = Math.max(longest, answer.roundTrip());
        }
      }
    }
    boolean parted = lanes > 1;
    int who = NUMBER + GAP / 2 + (parted ? lanes * LANE : 0);
    int times = who + WHO_WIDTH;
    int missing = times + TIMES_WIDTH + MISSING_WIDTH / 2;
    int pipe = missing + MISSING_WIDTH / 2 + PIPE_WIDTH / 2;
    int right = pipes ? pipe + PIPE_WIDTH / 2 : missing + MISSING_WIDTH / 2;
    return new TraceSvgLayout(
        parted, who, times, missing, pipe, right + LEFT, Math.max(1, rows), roundUp(longest));
  }

  /**
   * The next number of the form 1, 2, 4 or 8 times a power of ten, because four ticks divide these
   * well.
   */
  private static long roundUp(long ns) {
    for (long power = 1; ; power *= 10) {
      for (int step : new int[] {1, 2, 4, 8}) {
        if (step * power >= ns) {
          return step * power;
        }
      }
    }
  }

  int height() {
    return bottom() + BOTTOM;
  }

  /** Below the last row. */
  int bottom() {
    return TOP + rows * ROW;
  }

  /** The middle of a lane. */
  int lane(int lane) {
    return NUMBER + GAP / 2 + lane * LANE;
  }

  /** The middle of a row. */
  int middle(int row) {
    return TOP + row * ROW + ROW / 2;
  }

  /** Where a round trip in ns stands in its column. */
  int x(long roundTrip) {
    return times + (int) (TIMES_WIDTH * roundTrip / full);
  }
}
