package dev.jnet.walk.conversation;

/**
 * What passed on a conversation, one way. A frame that the kernel has joined from several segments
 * counts as those: data ÷ MSS.
 *
 * @param segments on the wire
 * @param captured frames that were seen, joined ones as one
 * @param payload bytes of data, those that passed twice counted twice
 * @param repeated of these, bytes that had been there before
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

  /** Both together. */
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
