package dev.jnet.walk.conversation;

import dev.jnet.link.FirstHop;
import dev.jnet.tcp.SocketPair;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.unit.Port;
import java.net.InetAddress;

/**
 * The question of a conversation: which connection to open, and how.
 *
 * @param target the address to connect to
 * @param port of the target
 * @param hop how packets leave
 * @param localPort a port on which this machine's kernel answers nothing
 * @param settings this host's TCP settings: its MSS, its buffers, its retries
 * @param patience how long to wait for something new before giving up, in ns
 * @param time how long the whole conversation may take, in ns
 * @param seed of all random fields
 */
public record ConversationQuestion(
    InetAddress target,
    Port port,
    FirstHop hop,
    Port localPort,
    TcpSettings settings,
    long patience,
    long time,
    long seed) {
  /** Both ends of the connection. */
  SocketPair ends() {
    return new SocketPair(hop.source(), localPort, target, port);
  }
}
