package dev.jnet.handshake;

import dev.jnet.link.FirstHop;
import dev.jnet.tcp.SocketPair;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.unit.Nanos;
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
 * @param patience how long to wait, in ns, for something new and for the other side's FIN
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

  /** How long a connection may take to close once we have, however little time is left; in ns. */
  private static final long MIN_CLOSING = Nanos.SECOND;

  /**
   * How long our SYNs wait together, in ns: each twice as long as the one before. So long may the
   * exchange of data take, too, counted from the first SYN.
   */
  long time() {
    int firstTimeouts = (1 << settings.retries().synTries()) - 1;
    return firstTimeouts * settings.retries().firstTimeout();
  }

  /**
   * When an exchange of data ends, whatever comes. In ns on the link's clock.
   *
   * @param startedAt when the first SYN left
   * @param quietSince when something new came last
   */
  long exchangeEndsAt(long startedAt, long quietSince) {
    return Math.min(startedAt + time(), quietSince + patience);
  }

  /**
   * When we stop waiting for the other side's FIN, whatever comes. In ns on the link's clock.
   *
   * @param startedAt when the first SYN left
   * @param closedAt when we closed our half
   */
  long closingEndsAt(long startedAt, long closedAt) {
    long latest = Math.max(startedAt + time(), closedAt + MIN_CLOSING);
    return Math.min(latest, closedAt + patience);
  }

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
