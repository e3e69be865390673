package dev.jnet.finding;

import java.net.InetAddress;
import java.util.Optional;

/** What follows about the TCP segments of a connection. Sizes are bytes. */
public sealed interface SegmentFinding extends Finding {
  /**
   * Full segments to the other side fit the path.
   *
   * @param mss that decides on their size
   * @param lowered whether it is as low as the path needs, and lower than this machine's link needs
   */
  record SegmentsFit(int mss, boolean lowered, Grounds grounds) implements SegmentFinding {}

  /**
   * The path would carry larger segments to the other side.
   *
   * @param mss that decides on their size
   * @param room what the path carries, as an MSS
   */
  record SegmentsSmall(int mss, int room, Grounds grounds) implements SegmentFinding {}

  /**
   * Full segments to the other side are larger than the path carries.
   *
   * @param mss that decides on their size
   * @param room what the path carries, as an MSS
   * @param reported whether a router reports the packets that it drops
   * @param reporter the router; empty when it is unknown
   */
  record SegmentsTooLarge(
      int mss, int room, boolean reported, Optional<InetAddress> reporter, Grounds grounds)
      implements SegmentFinding {}

  /**
   * A connection stalled because large segments are dropped in one direction.
   *
   * @param there whether on the path to the server, and not on the path to this machine
   * @param passed bytes of the largest packet that arrived; that of a bare acknowledgment where no
   *     data did
   * @param lost bytes of the largest packet that was sent, or that the other side may send
   */
  record LargeSegmentsLost(boolean there, int passed, int lost, Grounds grounds)
      implements SegmentFinding {}

  /** The path to this machine was not tried with large segments. */
  record DownloadUntested(Grounds grounds) implements SegmentFinding {}

  /**
   * What was asked for arrived whole, or as much of it as is read.
   *
   * @param largest bytes of data in the largest segment
   * @param filling whether it was enough for a segment as large as this machine's link takes
   */
  record DownloadArrived(int largest, boolean filling, Grounds grounds) implements SegmentFinding {}

  /**
   * What was asked for did not arrive whole, and nothing more came.
   *
   * @param bytes of data that arrived in order
   * @param gap whether later segments arrived while earlier ones are missing
   */
  record DownloadStalled(int bytes, boolean gap, Grounds grounds) implements SegmentFinding {}
}
