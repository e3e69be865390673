package dev.jnet.neighbor;

import dev.jnet.probe.Reply;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.MacAddress;

/**
 * One answer to the question for a neighbor's hardware address.
 *
 * @param number of the question that it answers, from 1
 * @param mac the hardware address that the message names
 * @param ethernet the frame that brought it
 * @param timing when it came
 */
public record NeighborAnswer(int number, MacAddress mac, Ethernet ethernet, Reply.Timing timing) {
  static NeighborAnswer of(int number, Reply.Neighbor reply) {
    return new NeighborAnswer(number, reply.mac(), reply.ethernet(), reply.timing());
  }

  /** Whether the answer was sent to the asker alone, as RFC 826 and RFC 4861 require. */
  public boolean isUnicast() {
    return !ethernet.destination().isGroup();
  }

  /** Whether another station sent the frame than the one that it names: a proxy, or a forger. */
  public boolean isFromElsewhere() {
    return !ethernet.source().equals(mac);
  }
}
