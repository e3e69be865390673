package dev.jnet.command.walk;

import dev.jnet.network.NetworkPath;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.walk.NextHop;
import dev.jnet.walk.conversation.ConversationSettings;

/**
 * The path to a host, and how its next hop was found.
 *
 * @param path with the link open
 * @param nextHop the route, and how the hardware address was found, for the report
 */
record KnownPath(NetworkPath path, NextHop nextHop) {
  /** Whether packets can be sent: the next hop has answered, or nobody has to. */
  boolean isOpen() {
    return path.question().isEmpty();
  }

  /**
   * What our side of a connection to the host brings along.
   *
   * @param patience how long nothing may happen, in ns
   */
  TcpSettings settings(long patience) {
    return ConversationSettings.of(path.target(), path.hop().mtu(), patience);
  }
}
