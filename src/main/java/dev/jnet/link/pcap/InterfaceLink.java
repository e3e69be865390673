package dev.jnet.link.pcap;

import dev.jnet.link.CapturePort;
import dev.jnet.link.Captured;
import dev.jnet.link.Frame;
import dev.jnet.link.LinkException;
import dev.jnet.link.LinkType;
import dev.jnet.link.OtherInterfaces;
import dev.jnet.link.PacketSocket;
import java.util.Optional;

/**
 * A network interface opened for capturing and sending.
 *
 * <p>It uses two handles, for two reasons. A handle does not capture the frames that it sends, so
 * another one has to see them leave. And libpcap does not tell whether a frame came in or went out.
 * So one handle sends, and captures only what comes in; the other captures only what goes out. Of
 * the latter, the frames that were sent through this link are returned as the arrays that were
 * sent. Those of the kernel and of other programs are dropped, unless the link watches.
 *
 * <p>Packets that come in by other interfaces may be returned, too: see {@link OtherInterfaces}.
 *
 * <p>All of them are merged by the kernel's stamps, so that a frame is returned before its answer.
 */
final class InterfaceLink extends CapturingLink {
  /**
   * How many frames of others are skipped at a time, so that a flood does not delay the deadline.
   */
  private static final int MAX_FOREIGN = 1024;

  private final CapturePort incoming;
  private final CapturePort outgoing;
  private final boolean watching;
  private Frame in;
  private Frame out;

  private InterfaceLink(
      CapturePort incoming,
      CapturePort outgoing,
      Optional<OtherInterfaces> others,
      Capture capture) {
    super(new SentFrames(false), others, capture.wakeUp(), incoming, outgoing);
    this.watching = capture.watching();
    this.incoming = incoming;
    this.outgoing = outgoing;
  }

  /**
   * Opens two handles of libpcap at the same time, because the kernel takes some 12 ms for each
   * ring and mostly waits.
   *
   * @throws LinkException when one cannot be opened
   */
  static InterfaceLink onRings(String name, Capture capture) throws LinkException {
    PortOpening outgoing = new PortOpening(name, capture.ofSent(), Pcap.Direction.OUT);
    outgoing.start();
    CapturePort incoming = null;
    Optional<OtherInterfaces> others = Optional.empty();
    try {
      incoming = PcapPort.open(name, capture, Pcap.Direction.IN);
      others = others(name, incoming.type(), capture);
      return new InterfaceLink(incoming, outgoing.port(), others, capture);
    } catch (LinkException | LinkageError e) {
      outgoing.abandon();
      others.ifPresent(OtherInterfaces::close);
      if (incoming != null) {
        incoming.close();
      }
      throw e;
    }
  }

  /**
   * Opens two sockets, for a capture of few frames.
   *
   * @param name of an interface that is up
   * @return empty where the kernel does not filter for sockets
   * @throws LinkException when one cannot be opened
   */
  static Optional<InterfaceLink> onSockets(String name, LinkType type, Capture capture)
      throws LinkException {
    Optional<PacketSocket> incoming = socket(name, type, capture, false);
    if (incoming.isEmpty()) {
      return Optional.empty();
    }
    Optional<PacketSocket> outgoing = Optional.empty();
    try {
      outgoing = socket(name, type, capture, true);
    } finally {
      if (outgoing.isEmpty()) {
        incoming.get().close();
      }
    }
    return outgoing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new InterfaceLink(
                incoming.get(), outgoing.get(), others(name, type, capture), capture));
  }

  private static Optional<PacketSocket> socket(
      String name, LinkType type, Capture capture, boolean outgoing) throws LinkException {
    return PacketSocket.open(name, type, capture.oneWay(type, outgoing), capture.queue());
  }

  private static Optional<OtherInterfaces> others(String name, LinkType type, Capture capture) {
    return capture.receiver().isPresent()
        ? OtherInterfaces.open(name, type, capture.receiver().get())
        : Optional.empty();
  }

  @Override
  void transmit(byte[] frame) throws LinkException {
    incoming.inject(frame);
  }

  /**
   * The earlier one of the next incoming and the next outgoing frame. Incoming ones are read first.
   */
  @Override
  Optional<Frame> next() throws LinkException {
    if (in == null) {
      in = nextIncoming();
    }
    // When an answer is there, its probe has left, so it is found among the outgoing frames. While
    // no sent frame is awaited, the outgoing frames have to be emptied, but not for each incoming
    // one.
    if (out == null && (in == null || hasUnseen() || watching)) {
      out = nextOutgoing();
      if (watching && in == null && out != null) {
        in = nextIncoming(); // an answer to it may have come since incoming frames were read
      }
    }
    boolean outFirst = in == null || (out != null && out.at() <= in.at());
    Frame first = outFirst ? out : in;
    if (outFirst) {
      out = null;
    } else {
      in = null;
    }
    return Optional.ofNullable(first);
  }

  private Frame nextIncoming() throws LinkException {
    Captured captured = incoming.next();
    return captured == null ? nextElsewhere().orElse(null) : frame(captured, null);
  }

  private Frame nextOutgoing() throws LinkException {
    for (int i = 0; i < MAX_FOREIGN; i++) {
      Captured captured = outgoing.next();
      if (captured == null) {
        return null;
      }
      byte[] sentAs = sentAs(captured);
      if (sentAs != null) {
        return frame(captured, sentAs);
      }
      if (watching) {
        return foreign(captured);
      }
    }
    return null;
  }
}
