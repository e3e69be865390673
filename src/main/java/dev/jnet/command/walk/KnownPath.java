package dev.jnet.command.walk;

import dev.jnet.network.NetworkPath;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.walk.NextHop;
import dev.jnet.walk.conversation.ConversationSettings;

/**
 * The path to a host, and how its next hop was found.
 *
 * @param path the path, whose link is open
 * @param nextHop the route, and how the hardware address was found
 */
record KnownPath(NetworkPath path, NextHop nextHop) {
  /** Whether packets can be sent: the next hop has answered, or it need not be asked. */
  boolean isOpen() {
    return path.question().isEmpty();
  }

  /**
   * The settings of this side of a connection to the host.
   *
   * @param patience the longest time in which nothing happens, in ns
   */
  TcpSettings settings(long patience) {
    return ConversationSettings.of(path.target(), path.hop().mtu(), patience);
  }
}
