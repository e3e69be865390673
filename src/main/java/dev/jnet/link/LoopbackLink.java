package dev.jnet.link;

import java.util.Optional;
import org.pcap4j.core.PcapHandle.PcapDirection;

/**
 * The loopback interface, where what is sent arrives at once.
 *
 * <p>It is captured once a frame, as it arrives. What was sent through this link is handed out as
 * outgoing, and not again as incoming: an answer to it, which this host sends to itself as well, is
 * incoming. The kernel drops IPv4 packets that are injected here, but not IPv6 packets: IPv4 leaves
 * by a raw IP socket.
 */
final class LoopbackLink implements Link {
  private static final int IPV4_HEADER = 20;

  private final PcapPort port;
  private final RawIpv4Socket socket;
  private final Poller poller;
  private final LinkClock clock = new LinkClock();
  private final SentFrames sent = new SentFrames(true);

  private LoopbackLink(PcapPort port, RawIpv4Socket socket) {
    this.port = port;
    this.socket = socket;
    this.poller = new Poller(port.descriptor());
  }

  static LoopbackLink open(String name, Capture capture) throws LinkException {
    PcapPort port = PcapPort.open(name, capture);
    try {
      port.filter(PcapDirection.INOUT, capture.filter());
      return new LoopbackLink(port, RawIpv4Socket.open(name));
    } catch (LinkException | RuntimeException | Error e) {
      port.close();
      throw e;
    }
  }

  @Override
  public LinkType type() {
    return port.type();
  }

  @Override
  public long now() {
    return clock.now();
  }

  @Override
  public void send(byte[] frame) throws LinkException {
    sent.add(frame, clock.now());
    try {
      if (SentFrames.isIpv4(frame) && frame.length >= type().headerLength() + IPV4_HEADER) {
        socket.send(frame, type().headerLength());
      } else {
        port.inject(frame);
      }
    } catch (LinkException e) {
      sent.withdrawLast();
      throw e;
    }
  }

  @Override
  public Optional<Frame> receive(long deadline) throws LinkException {
    PcapPort.Captured captured = port.next();
    while (captured == null) {
      if (!poller.readable(clock.now(), deadline)) {
        return Optional.empty();
      }
      if (poller.isBroken(0)) {
        port.check();
      }
      captured = port.next();
    }
    byte[] ours = sent.take(captured.octets(), captured.length(), clock.now());
    return Optional.of(
        new Frame(
            type(),
            ours == null ? captured.octets() : ours,
            captured.length(),
            clock.at(captured.stamp()),
            ours != null));
  }

  @Override
  public void close() {
    socket.close();
    port.close();
  }
}
