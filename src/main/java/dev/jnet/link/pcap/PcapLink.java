package dev.jnet.link.pcap;

import dev.jnet.link.Frame;
import dev.jnet.link.LinkException;
import dev.jnet.link.OtherInterfaces;
import java.util.Optional;

/**
 * A network interface opened through libpcap.
 *
 * <p>Two handles, for two reasons. A handle does not capture what it sends itself, so another one
 * has to see our frames leave. And libpcap does not tell which way a frame went: so one handle
 * takes only what comes in, and sends; the other takes only what goes out. Of the latter the frames
 * that were sent through this link are handed on, as the arrays that were sent; those of the kernel
 * and of other programs are dropped, unless the link watches.
 *
 * <p>What comes in by other interfaces may be taken, too: see {@link OtherInterfaces}.
 *
 * <p>All streams are merged by the kernel's stamps: a frame is handed out before its answer.
 */
final class PcapLink extends CapturingLink {
  /** Others' frames passed over at a time: their flood must not keep us from our deadline. */
  private static final int MAX_FOREIGN = 1024;

  private final PcapPort incoming;
  private final PcapPort outgoing;
  private final boolean watching;
  private Frame in;
  private Frame out;

  private PcapLink(
      PcapPort incoming, PcapPort outgoing, Optional<OtherInterfaces> others, boolean watching) {
    super(new SentFrames(false), others, incoming, outgoing);
    this.watching = watching;
    this.incoming = incoming;
    this.outgoing = outgoing;
  }

  /**
   * Opens both handles at once: each ring takes the kernel some 10 ms, most of which it waits.
   *
   * @throws LinkException when one cannot be opened
   */
  static PcapLink open(String name, Capture capture) throws LinkException {
    PortOpening outgoing = new PortOpening(name, capture.ofSent(), Pcap.Direction.OUT);
    outgoing.start();
    PcapPort incoming = null;
    Optional<OtherInterfaces> others = Optional.empty();
    try {
      incoming = PcapPort.open(name, capture, Pcap.Direction.IN);
      if (capture.receiver().isPresent()) {
        others = OtherInterfaces.open(name, incoming.type(), capture.receiver().get());
      }
      return new PcapLink(incoming, outgoing.port(), others, capture.watching());
    } catch (LinkException | LinkageError e) {
      outgoing.abandon();
      others.ifPresent(OtherInterfaces::close);
      if (incoming != null) {
        incoming.close();
      }
      throw e;
    }
  }

  @Override
  void transmit(byte[] frame) throws LinkException {
    incoming.inject(frame);
  }

  /** The earlier of both streams' next frames. What comes in is read first: see below. */
  @Override
  Optional<Frame> next() throws LinkException {
    if (in == null) {
      in = nextIncoming();
    }
    // An answer is there only when its question has left: what is not seen now came later. (While
    // none of ours is on its way, the other handle has to be emptied, but not for each frame.)
    if (out == null && (in == null || hasUnseen() || watching)) {
      out = nextOutgoing();
      if (watching && in == null && out != null) {
        in = nextIncoming(); // the kernel's answer may have overtaken our reading of the question
      }
    }
    boolean oursFirst = in == null || (out != null && out.at() <= in.at());
    Frame first = oursFirst ? out : in;
    if (oursFirst) {
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
      byte[] ours = sentAs(captured);
      if (ours != null) {
        return frame(captured, ours);
      }
      if (watching) {
        return foreign(captured);
      }
    }
    return null;
  }
}
