package dev.jnet.link.witness;

import dev.jnet.link.ForwardingLink;
import dev.jnet.link.Frame;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.link.LinkType;
import dev.jnet.wire.EtherType;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A link on which this machine's kernel may also send a {@linkplain KernelCopy copy} of the first
 * probe. It notes what is seen on the wire, to be compared with what the kernel's sockets get.
 */
public final class WitnessedLink extends ForwardingLink {
  private static final int ETHERNET = 14;
  private static final int IPV4_PROTOCOL = 9;
  private static final int IPV6_PROTOCOL = 6;
  private static final int IPV6_HEADER = 40;

  private Optional<KernelCopy> copy = Optional.empty();
  private boolean sawTooBig;
  private boolean sawError;

  /** A link for which the kernel sends no copy yet. */
  public WitnessedLink(Link link) {
    super(link);
  }

  /** Sets the copy that the kernel sends before the next first probe; empty for none. */
  public void witness(Optional<KernelCopy> other) {
    if (copy.isPresent()) {
      copy.get().close();
    }
    copy = other;
    sawTooBig = false;
    sawError = false;
  }

  /** The copy that the kernel sends, or has sent. */
  public Optional<KernelCopy> copy() {
    return copy;
  }

  /** Whether a report came that a packet of the flow of the copy was too big. */
  public boolean sawTooBig() {
    return sawTooBig;
  }

  /** Whether another ICMP error came about the flow of the copy, which is one of datagrams. */
  public boolean sawError() {
    return sawError;
  }

  @Override
  public void send(byte[] frame) throws LinkException {
    if (copy.isPresent()) {
      copy.get().precede(new Frame(type(), frame, frame.length, 0, true));
    }
    super.send(frame);
  }

  @Override
  public Optional<Frame> receive(long deadline) throws LinkException {
    Optional<Frame> frame = super.receive(deadline);
    if (copy.isPresent() && frame.isPresent()) {
      FlowReport.Kind kind = reported(frame.get(), copy.get());
      sawTooBig |= kind == FlowReport.Kind.TOO_BIG;
      sawError |= kind == FlowReport.Kind.OTHER;
    }
    return frame;
  }

  private FlowReport.Kind reported(Frame frame, KernelCopy sent) {
    if (frame.outgoing() || frame.otherEntry().isPresent()) {
      return FlowReport.Kind.NONE;
    }
    int from = type() == LinkType.ETHERNET ? ETHERNET : 0;
    ByteBuffer bytes = ByteBuffer.wrap(frame.bytes());
    if (bytes.limit() < from + IPV6_HEADER + 2) {
      return FlowReport.Kind.NONE;
    }
    boolean ethernet = type() == LinkType.ETHERNET;
    int kind = ethernet ? Short.toUnsignedInt(bytes.getShort(from - 2)) : 0;
    int version = bytes.get(from) >> 4 & 0xf;
    if (version == 4 && (!ethernet || kind == EtherType.IPV4)) {
      int icmp = from + (bytes.get(from) & 0xf) * Integer.BYTES;
      return bytes.get(from + IPV4_PROTOCOL) == 1
          ? sent.reported(bytes, icmp)
          : FlowReport.Kind.NONE;
    }
    return version == 6
            && (!ethernet || kind == EtherType.IPV6)
            && bytes.get(from + IPV6_PROTOCOL) == 58
        ? sent.reported(bytes, from + IPV6_HEADER)
        : FlowReport.Kind.NONE;
  }

  @Override
  public void close() throws LinkException {
    witness(Optional.empty());
    super.close();
  }
}
