package dev.jnet.neighbor;

import dev.jnet.probe.Reply;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.MacAddress;

/**
 * One answer to a question for a neighbour.
 *
 * @param number which of the questions it came after, from 1
 * @param mac the hardware address that the message tells
 * @param ethernet the frame that brought it
 * @param timing when it came
 */
public record NeighborAnswer(int number, MacAddress mac, Ethernet ethernet, Reply.Timing timing) {
  static NeighborAnswer of(int number, Reply.Neighbor reply) {
    return new NeighborAnswer(number, reply.mac(), reply.ethernet(), reply.timing());
  }

  /** Whether it came to the asker alone, as RFC 826 and RFC 4861 have it. */
  public boolean isUnicast() {
    return !ethernet.destination().isGroup();
  }

  /** Whether another station than the one it tells of sent the frame: a proxy, or a forgery. */
  public boolean isFromElsewhere() {
    return !ethernet.source().equals(mac);
  }
}
