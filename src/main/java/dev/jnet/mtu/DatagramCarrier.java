package dev.jnet.mtu;

import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.wire.IcmpError;

/** UDP datagrams: to a port that answers, or to a closed one, whose host says that it is. */
final class DatagramCarrier implements Carrier {
  private static final int PORT_UNREACHABLE_V4 = 3;
  private static final int PORT_UNREACHABLE_V6 = 4;

  private final MtuQuestion question;
  private final Probes probes;
  private final int port;

  /**
   * Datagrams to one port.
   *
   * @param port 1 to 65535; 0 for ports that are probably closed
   */
  DatagramCarrier(MtuQuestion question, Probes probes, int port) {
    this.question = question;
    this.probes = probes;
    this.port = port;
  }

  @Override
  public Probe probe(int size, int hopLimit) {
    return port == 0 ? probes.datagram(size, hopLimit) : probes.datagram(size, hopLimit, port);
  }

  @Override
  public boolean arrived(Reply reply) {
    if (reply instanceof Reply.Datagram) {
      return true;
    }
    return reply instanceof Reply.Failed failed
        && failed.packet().source().equals(question.target())
        && failed.error().kind() == IcmpError.Kind.UNREACHABLE
        && failed.error().code()
            == (question.version() == 4 ? PORT_UNREACHABLE_V4 : PORT_UNREACHABLE_V6);
  }
}
