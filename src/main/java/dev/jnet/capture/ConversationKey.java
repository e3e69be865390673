package dev.jnet.capture;

import dev.jnet.wire.IpPacket;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Both ends of a conversation, whichever side sends. Of tens of thousands of them hardly one is in
 * the processor's cache, so that a key keeps addresses as numbers: two are compared at one place in
 * memory.
 *
 * @param version of IP, 4 or 6
 * @param high the first half of the address of the side with the lower port; of equal ports, of the
 *     side with the lower address
 * @param low the second half; the whole address in IPv4
 * @param otherHigh as {@code high}, of the other side
 * @param otherLow as {@code low}, of the other side
 * @param ports the side's, and the other side's in the lower 16 bits
 */
record ConversationKey(int version, long high, long low, long otherHigh, long otherLow, int ports) {
  /** 2^32 divided by the golden ratio: products with it are far apart. */
  private static final int SPREADING = 0x9e3779b1;

  /** The key of the conversation that a packet with these ports is of. */
  static ConversationKey of(IpPacket packet, int sourcePort, int destinationPort) {
    long high = high(packet.source());
    long low = low(packet.source());
    long otherHigh = high(packet.destination());
    long otherLow = low(packet.destination());
    int order = Integer.compare(sourcePort, destinationPort);
    order = order == 0 ? Long.compareUnsigned(high, otherHigh) : order;
    order = order == 0 ? Long.compareUnsigned(low, otherLow) : order;
    int version = packet.version();
    return order <= 0
        ? new ConversationKey(
            version, high, low, otherHigh, otherLow, sourcePort << Short.SIZE | destinationPort)
        : new ConversationKey(
            version, otherHigh, otherLow, high, low, destinationPort << Short.SIZE | sourcePort);
  }

  private static long high(InetAddress address) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    return bytes.remaining() == Integer.BYTES ? 0 : bytes.getLong();
  }

  private static long low(InetAddress address) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    return bytes.remaining() == Integer.BYTES ? bytes.getInt() : bytes.getLong(Long.BYTES);
  }

  /** Spread also where neighboring addresses use neighboring ports, other than a record's own. */
  @Override
  public int hashCode() {
    return ports * SPREADING ^ Long.hashCode(high ^ low) ^ Long.hashCode(otherHigh ^ otherLow);
  }
}
