package dev.jnet.handshake;

import dev.jnet.tcp.TcpState;
import dev.jnet.wire.Tcp;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A segment of a conversation between others, as it was captured.
 *
 * @param at when it was captured, in ns
 * @param byClient whether the side sent it that began the conversation
 * @param from its source address
 * @param hopLimit with which it came by, 0 to 255
 */
public record SeenSegment(long at, boolean byClient, InetAddress from, int hopLimit, Tcp tcp) {
  /**
   * The steps of a conversation, with the states of both sides as the segments show them. The
   * client is "this host".
   *
   * @param segments from the client's first SYN on
   */
  public static List<Step> steps(List<SeenSegment> segments) {
    SideStates client = new SideStates(TcpState.CLOSED);
    List<Step> steps = new ArrayList<>();
    for (SeenSegment each : segments) {
      if (each.byClient) {
        client.sends(each.tcp);
      } else {
        client.receives(each.tcp);
      }
      steps.add(
          new Step(
              each.at,
              true,
              each.byClient,
              each.from,
              each.hopLimit,
              Optional.of(each.tcp),
              Optional.empty(),
              client.state(),
              Optional.empty()));
    }
    return PeerStates.infer(steps);
  }
}
