package dev.jnet.handshake;

import dev.jnet.link.FirstHop;
import dev.jnet.tcp.SocketPair;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.unit.Port;
import java.net.InetAddress;

/**
 * What to try on one port.
 *
 * @param target whom to connect to
 * @param port where the target may listen
 * @param hop how packets leave
 * @param localPort a port of ours that this machine's kernel leaves alone
 * @param settings what our side of the connection brings along
 * @param halfOpen whether to stop at the SYN-ACK with a reset: open, closed or filtered is all that
 *     is asked
 * @param data what to send after the handshake; empty for nothing
 * @param mostReply bytes of an answer that we wait for at most, before we close
 * @param patience how long to wait, in ns, for data and for the other side's FIN
 * @param seed of all random fields
 */
public record HandshakeQuestion(
    InetAddress target,
    Port port,
    FirstHop hop,
    Port localPort,
    TcpSettings settings,
    boolean halfOpen,
    byte[] data,
    int mostReply,
    long patience,
    long seed) {

  /** Both ends of the connection. */
  SocketPair ends() {
    return new SocketPair(hop.source(), localPort, target, port);
  }

  /** This question, sent by another first hop. */
  public HandshakeQuestion by(FirstHop other) {
    return new HandshakeQuestion(
        target, port, other, localPort, settings, halfOpen, data, mostReply, patience, seed);
  }

  /** This question about another port. */
  public HandshakeQuestion withPort(Port other) {
    return new HandshakeQuestion(
        target, other, hop, localPort, settings, halfOpen, data, mostReply, patience, seed);
  }
}
