package dev.jnet.link.witness;

import dev.jnet.host.Libc;
import dev.jnet.host.SocketFilter;
import dev.jnet.link.Poller;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IpProtocol;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;

/**
 * Raw sockets that get what comes back to a probe, if this machine's packet filter lets it in. One
 * is for the probe's protocol, and one for ICMP, which may be the same.
 */
final class HearingSockets implements AutoCloseable {
  private static final int LONGEST = 256;
  private static final int IPV4_LONGEST_HEADER = 60;

  /** How many packets of other programs are skipped. */
  private static final int MAX_FOREIGN = 4096;

  /** How long a message may take from the wire to a socket, in ns. */
  private static final long ON_ITS_WAY = 5 * Nanos.MILLISECOND;

  private final int version;
  private final int protocol;
  private final int answers;
  private final int reports;
  private final Set<ReturnKind> heard = EnumSet.noneOf(ReturnKind.class);
  private ProbedFlow flow;

  /**
   * Opens the sockets. This needs CAP_NET_RAW; using them does not.
   *
   * @param protocol the number of the probes' protocol in the IP header
   */
  HearingSockets(InetAddress target, int protocol) {
    this.version = Addresses.version(target);
    this.protocol = protocol;
    int icmp = IpProtocol.icmp(version);
    this.answers = RawSocket.open(target, protocol);
    this.reports = protocol == icmp || answers < 0 ? answers : RawSocket.open(target, icmp);
  }

  /** Whether the kernel gave no sockets. */
  boolean isDeaf() {
    return reports < 0;
  }

  /**
   * From now on hears what comes back to a flow.
   *
   * @param port of this machine, from which the flow comes; what is for others is not kept
   */
  void listenTo(ProbedFlow probed, int port) {
    flow = probed;
    if (answers != reports) {
      SocketFilter.toPort(version == 6, port).attach(answers);
      readUntil(ReturnKind.ANSWER, answers, protocol); // takes out what came before
    }
  }

  /** Whether something has come so far. It reads no more than it takes to know that. */
  boolean hears(ReturnKind kind) {
    if (flow != null && !heard.contains(kind)) {
      boolean answer = kind == ReturnKind.ANSWER;
      readUntil(kind, answer ? answers : reports, answer ? protocol : IpProtocol.icmp(version));
    }
    return heard.contains(kind);
  }

  /** Whether something has come, or comes within a time that any packet takes to a socket. */
  boolean hearsSoon(ReturnKind kind) {
    int descriptor = kind == ReturnKind.ANSWER ? answers : reports;
    return hears(kind) || (new Poller(descriptor).readable(0, ON_ITS_WAY) && hears(kind));
  }

  /** Reads what came, at most until something of a kind is among it. */
  private void readUntil(ReturnKind kind, int descriptor, int of) {
    byte[] buffer = new byte[LONGEST];
    for (int i = 0; i < MAX_FOREIGN && !heard.contains(kind); i++) {
      int length = Libc.recvfrom(descriptor, buffer, Libc.MSG_DONTWAIT, null);
      if (length < 0) {
        return;
      }
      ByteBuffer packet = ByteBuffer.wrap(buffer, 0, Math.min(length, buffer.length));
      // IPv4 comes with its header, IPv6 without
      int header = (packet.get(0) & 0xf) * Integer.BYTES;
      int start = version == 6 ? 0 : Math.min(IPV4_LONGEST_HEADER, header);
      heard.add(flow.arrival(packet, start, of));
    }
  }

  @Override
  public void close() {
    RawSocket.close(answers);
    if (reports != answers) {
      RawSocket.close(reports);
    }
  }
}
