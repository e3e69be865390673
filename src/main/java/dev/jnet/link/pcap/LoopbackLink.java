package dev.jnet.link.pcap;

import dev.jnet.link.Frame;
import dev.jnet.link.LinkException;
import java.util.Optional;

/**
 * The loopback interface, where what is sent arrives at once.
 *
 * <p>It is captured once a frame, as it arrives. What was sent through this link is handed out as
 * outgoing, and not again as incoming: an answer to it, which this host sends to itself as well, is
 * incoming. The kernel drops IPv4 packets that are injected here, but not IPv6 packets: IPv4 leaves
 * by a raw IP socket.
 */
final class LoopbackLink extends CapturingLink {
  private static final int IPV4_HEADER = 20;

  private final PcapPort port;
  private final RawIpv4Socket socket;

  private LoopbackLink(PcapPort port, RawIpv4Socket socket) {
    super(new SentFrames(true), Optional.empty(), port);
    this.port = port;
    this.socket = socket;
  }

  /** Opens the interface, under its name in this network namespace. */
  static LoopbackLink open(String name, Capture capture) throws LinkException {
    PcapPort port = PcapPort.open(name, capture, Pcap.Direction.BOTH);
    try {
      return new LoopbackLink(port, RawIpv4Socket.open(name));
    } catch (LinkException e) {
      port.close();
      throw e;
    }
  }

  @Override
  void transmit(byte[] frame) throws LinkException {
    int header = type().headerLength();
    if (SentFrames.isIpv4(frame) && frame.length >= header + IPV4_HEADER) {
      socket.send(frame, header);
    } else {
      port.inject(frame);
    }
  }

  @Override
  Optional<Frame> next() throws LinkException {
    Captured captured = port.next();
    if (captured == null) {
      return Optional.empty();
    }
    byte[] ours = sentAs(captured);
    return Optional.of(frame(captured, ours));
  }

  @Override
  public void close() {
    socket.close();
    super.close();
  }
}
