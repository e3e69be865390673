package dev.jnet.mtu;

import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.Udp;
import java.util.Arrays;

/** UDP datagrams: to a port that answers, or to a closed one, whose host says that it is. */
final class DatagramCarrier implements Carrier {
  private static final int PORT_UNREACHABLE_V4 = 3;
  private static final int PORT_UNREACHABLE_V6 = 4;

  /** Octets of data that tell one datagram from all others. */
  private static final int TOKEN = 8;

  private final MtuQuestion question;
  private final Probes probes;
  private final int port;
  private final boolean oneFlow;

  /**
   * Datagrams to one port.
   *
   * @param port 1 to 65535; 0 for ports that are probably closed
   * @param oneFlow whether all are of one flow: then only data that come back tell to which one a
   *     datagram is the answer
   */
  DatagramCarrier(MtuQuestion question, Probes probes, int port, boolean oneFlow) {
    this.oneFlow = oneFlow;
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
    if (reply instanceof Reply.Datagram datagram) {
      return !oneFlow || bringsBack(datagram);
    }
    return reply instanceof Reply.Failed failed
        && failed.packet().source().equals(question.target())
        && failed.error().kind() == IcmpError.Kind.UNREACHABLE
        && failed.error().code()
            == (question.version() == 4 ? PORT_UNREACHABLE_V4 : PORT_UNREACHABLE_V6);
  }

  private static boolean bringsBack(Reply.Datagram datagram) {
    byte[] sent = datagram.probe().packet().payload();
    byte[] back = datagram.udp().payload();
    int length = Math.min(TOKEN, back.length);
    return length == TOKEN && Arrays.equals(sent, Udp.HEADER, Udp.HEADER + length, back, 0, length);
  }
}
