package dev.jnet.walk.conversation;

import dev.jnet.link.FirstHop;
import dev.jnet.tcp.SocketPair;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.unit.Port;
import java.net.InetAddress;

/**
 * A connection to open, and to talk over.
 *
 * @param target whom to connect to
 * @param port where the target listens
 * @param hop how packets leave
 * @param localPort a port of ours that this machine's kernel leaves alone
 * @param settings what our side of the connection brings along
 * @param patience how long we wait for something new before we give up, in ns
 * @param time how long it may take in all, in ns, whatever comes
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
