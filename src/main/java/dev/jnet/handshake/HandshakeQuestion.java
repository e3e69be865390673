package dev.jnet.handshake;

import dev.jnet.link.FirstHop;
import dev.jnet.tcp.SocketPair;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import java.net.InetAddress;

/**
 * The question of a handshake: what to try on one port.
 *
 * @param target the address to connect to
 * @param port of the target, open or not
 * @param hop how packets leave
 * @param localPort a port on which this machine's kernel answers nothing
 * @param settings this host's TCP settings: its MSS, its window, its retries
 * @param halfOpen whether to reset the connection after the SYN-ACK, because only the status of the
 *     port is asked for
 * @param data what to send after the handshake; empty for nothing
 * @param mostReply the most bytes of a reply to wait for before closing
 * @param patience how long to wait for something new, and for the other side's FIN, in ns
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

  /**
   * How long the other side may take to close after this host, however little time is left, in ns.
   */
  private static final long MIN_CLOSING = Nanos.SECOND;

  /**
   * How long all SYNs together wait for an answer, in ns. Each waits twice as long as the one
   * before. The exchange of data may take this long too, counted from the first SYN.
   */
  long time() {
    int firstTimeouts = (1 << settings.retries().synTries()) - 1;
    return firstTimeouts * settings.retries().firstTimeout();
  }

  /**
   * When the exchange of data ends at the latest, in ns on the link's clock.
   *
   * @param startedAt when the first SYN left
   * @param quietSince when something new last arrived
   */
  long exchangeEndsAt(long startedAt, long quietSince) {
    return Math.min(startedAt + time(), quietSince + patience);
  }

  /**
   * When the wait for the other side's FIN ends at the latest, in ns on the link's clock.
   *
   * @param startedAt when the first SYN left
   * @param closedAt when this host sent its FIN
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
