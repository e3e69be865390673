package dev.jnet.link.pcap;

import dev.jnet.link.Frame;
import dev.jnet.link.LinkException;
import dev.jnet.link.OtherInterfaces;
import java.util.Optional;

/**
 * A network interface opened through libpcap.
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
final class PcapLink extends CapturingLink {
  /**
   * How many frames of others are skipped at a time, so that a flood does not delay the deadline.
   */
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

  /*   * Opens both handles at the same time, because the kernel takes some 10 ms for each ring and mostly waits.
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
