package dev.jnet.walk.conversation;

/**
 * What passed in one direction of a conversation. A frame that the kernel joined from several
 * segments counts as these segments: its data divided by the MSS.
 *
 * @param segments on the wire
 * @param captured frames that were seen; a joined frame counts once
 * @param payload bytes of data; bytes that passed twice count twice
 * @param repeated how many of these bytes had passed before
 * @param ipBytes bytes of the IP packets
 * @param wireBytes bytes of the frames on the wire: header, padding, FCS, preamble and gap
 * @param largestPayload the most data in one segment
 * @param largestPacket bytes of the largest IP packet
 * @param acknowledging segments that acknowledged data which no earlier one had
 */
public record Traffic(
    long segments,
    long captured,
    long payload,
    long repeated,
    long ipBytes,
    long wireBytes,
    int largestPayload,
    int largestPacket,
    long acknowledging) {
  /** Nothing passed. */
  public static final Traffic NONE = new Traffic(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** The sums of both. */
  public Traffic plus(Traffic other) {
    return new Traffic(
        segments + other.segments,
        captured + other.captured,
        payload + other.payload,
        repeated + other.repeated,
        ipBytes + other.ipBytes,
        wireBytes + other.wireBytes,
        Math.max(largestPayload, other.largestPayload),
        Math.max(largestPacket, other.largestPacket),
        acknowledging + other.acknowledging);
  }
}
