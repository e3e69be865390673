package dev.jnet.command.handshake;

import dev.jnet.handshake.HandshakeQuestion;
import dev.jnet.link.FirstHop;
import dev.jnet.options.NetworkOptions;
import dev.jnet.options.OutputOptions;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;

/**
 * How {@code jnet handshake} connects: the same for all targets.
 *
 * @param patience seconds that three SYNs wait for an answer
 * @param halfOpen whether to stop at the SYN-ACK
 * @param kernel whether this machine's kernel is to connect
 * @param absolute whether sequence numbers are shown as they are
 * @param data what is sent; empty for nothing
 */
record HandshakePlan(
    NetworkOptions network,
    OutputOptions output,
    double patience,
    boolean halfOpen,
    boolean kernel,
    boolean absolute,
    byte[] data) {
  /** Three SYNs wait 1, 2 and 4 times the first wait. */
  static final double WAITS = 7;

  /** A frame of several segments that the kernel has joined. */
  static final int SNAP_FOR_DATA = 65_600;

  private static final int SYNS = 3;
  private static final int MAX_REPLY = 1 << 16;

  /** The question about one port; {@code mtu} is what our own side's segments have to fit. */
  HandshakeQuestion question(
      InetAddress target, int port, FirstHop hop, int mtu, int localPort, long seed) {
    long wait = (long) (patience * Nanos.SECOND);
    TcpSettings settings =
        TcpSettings.linux(Addresses.version(target), Math.min(mtu, 65_535))
            .withPatience(Math.max(1, (long) (wait / WAITS)), SYNS, 8);
    return new HandshakeQuestion(
        target,
        new Port(port),
        hop,
        new Port(localPort),
        settings,
        halfOpen,
        data,
        MAX_REPLY,
        Math.min(wait, 2 * Nanos.SECOND),
        seed);
  }
}
