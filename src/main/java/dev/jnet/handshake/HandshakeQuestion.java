package dev.jnet.handshake;

import dev.jnet.link.FirstHop;
import dev.jnet.tcp.TcpSettings;
import java.net.InetAddress;

/**
 * What to try on one port.
 *
 * @param target whom to connect to
 * @param port 1 to 65535
 * @param hop how packets leave
 * @param localPort a port that this machine's kernel leaves alone, 1 to 65535
 * @param settings what our side of the connection brings along
 * @param halfOpen whether to stop at the SYN-ACK with a reset: open, closed or filtered is all that
 *     is asked
 * @param data what to send after the handshake; empty for nothing
 * @param mostReply octets of an answer that are waited for at most, before we close
 * @param patience how long to wait, in ns, for data and for the other side's FIN
 * @param seed of all random fields
 */
public record HandshakeQuestion(
    InetAddress target,
    int port,
    FirstHop hop,
    int localPort,
    TcpSettings settings,
    boolean halfOpen,
    byte[] data,
    int mostReply,
    long patience,
    long seed) {

  /** The same by another first hop. */
  public HandshakeQuestion by(FirstHop other) {
    return new HandshakeQuestion(
        target, port, other, localPort, settings, halfOpen, data, mostReply, patience, seed);
  }

  /** The same on another port. */
  public HandshakeQuestion withPort(int other) {
    return new HandshakeQuestion(
        target, other, hop, localPort, settings, halfOpen, data, mostReply, patience, seed);
  }
}
