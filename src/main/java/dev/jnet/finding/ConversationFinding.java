package dev.jnet.finding;

import java.net.InetAddress;

/** What follows about a conversation between others, from a capture. */
public sealed interface ConversationFinding extends Finding {
  /**
   * Segments were sent again.
   *
   * @param repeated how many
   * @param segments of both sides in all
   */
  record SegmentsRepeated(long repeated, long segments, Grounds grounds)
      implements ConversationFinding {
    /** The share of segments that were sent again, in percent. */
    public double percent() {
      return 100.0 * repeated / segments;
    }
  }

  /**
   * A side's program did not take what came, so that its window closed.
   *
   * @param receiver whose window it was
   * @param times segments that said so
   */
  record WindowClosed(InetAddress receiver, long times, Grounds grounds)
      implements ConversationFinding {}

  /**
   * A router reported that packets of the conversation are too big.
   *
   * @param router who says so
   * @param mtu bytes that it claims to carry; 0 where it names none
   */
  record PacketTooBig(InetAddress router, long mtu, Grounds grounds)
      implements ConversationFinding {}

  /** The client itself ended the conversation with a reset: no fault of the path or the server. */
  record ResetByClient(long bytes, Grounds grounds) implements ConversationFinding {}

  /** A reset came with a hop limit that the side it names as its sender does not use. */
  record ResetByAnother(Grounds grounds) implements ConversationFinding {}
}
