package dev.jnet.link.pcap;

import dev.jnet.link.Captured;
import dev.jnet.link.Frame;
import dev.jnet.link.LinkException;
import java.util.Optional;

/**
 * The loopback interface, where what is sent arrives at once.
 *
 * <p>Each frame is captured once, when it arrives. A frame that was sent through this link is
 * returned as outgoing, and not again as incoming. Its answer, which this host sends to itself too,
 * is incoming. The kernel drops IPv4 packets that are injected here, but not IPv6 packets. So IPv4
 * packets are sent by a raw IP socket.
 */
final class LoopbackLink extends CapturingLink {
  private static final int IPV4_HEADER = 20;

  private final PcapPort port;
  private final RawIpv4Socket socket;

  private LoopbackLink(PcapPort port, RawIpv4Socket socket, Optional<WakeUp> wakeUp) {
    super(new SentFrames(true), Optional.empty(), wakeUp, port);
    this.port = port;
    this.socket = socket;
  }

  /** Opens the loopback interface by its name in this network namespace. */
  static LoopbackLink open(String name, Capture capture) throws LinkException {
    PcapPort port = PcapPort.open(name, capture, Pcap.Direction.BOTH);
    try {
      return new LoopbackLink(port, RawIpv4Socket.open(name), capture.wakeUp());
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
    return Optional.of(frame(captured, sentAs(captured)));
  }

  @Override
  public void close() {
    socket.close();
    super.close();
  }
}
