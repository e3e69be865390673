package dev.jnet.link.witness;

import dev.jnet.link.ForwardingLink;
import dev.jnet.link.Frame;
import dev.jnet.link.FrameRefusedException;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.link.LinkType;
import dev.jnet.wire.EtherType;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
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

  /** Of one target each. A copy that is sent is of use only until the next one is prepared. */
  private final List<KernelCopy> copies = new ArrayList<>();

  private int refused;

  /** A link for which the kernel sends no copy yet. */
  public WitnessedLink(Link link) {
    super(link);
  }

  /**
   * Adds a copy that the kernel sends before the first probe to its target; empty for none. Those
   * for other targets are kept as long as they are not sent.
   */
  public void witness(InetAddress target, Optional<KernelCopy> copy) {
    for (int i = copies.size() - 1; i >= 0; i--) {
      KernelCopy each = copies.get(i);
      if (each.probe().isPresent() || each.isFor(target)) {
        copies.remove(i).close();
      }
    }
    if (copy.isPresent()) {
      copies.add(copy.get());
    }
  }

  /** The copy that the kernel sends, or has sent, to a target. */
  public Optional<KernelCopy> copyFor(InetAddress target) {
    for (KernelCopy each : copies) {
      if (each.isFor(target)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  @Override
  public void send(byte[] frame) throws LinkException {
    for (int i = 0; i < copies.size(); i++) {
      copies.get(i).precede(new Frame(type(), frame, frame.length, 0, true));
    }
    try {
      super.send(frame);
      refused = 0;
    } catch (FrameRefusedException e) {
      refused += e.reason() == FrameRefusedException.Reason.NO_BUFFER ? 1 : 0;
      throw e;
    }
  }

  /** How many frames the interface did not take for lack of room (ENOBUFS) since it took one. */
  public int refused() {
    return refused;
  }

  @Override
  public Optional<Frame> receive(long deadline) throws LinkException {
    Optional<Frame> frame = super.receive(deadline);
    if (frame.isPresent() && !frame.get().outgoing() && !isDropped(frame.get())) {
      for (int i = 0; i < copies.size(); i++) {
        show(frame.get(), copies.get(i));
      }
    }
    return frame;
  }

  /** Whether the kernel's reverse path filter drops it. */
  private static boolean isDropped(Frame frame) {
    return frame.otherEntry().isPresent() && frame.otherEntry().get().dropped();
  }

  private void show(Frame frame, KernelCopy copy) {
    boolean ethernet = type() == LinkType.ETHERNET;
    int from = ethernet ? ETHERNET : 0;
    ByteBuffer bytes = ByteBuffer.wrap(frame.bytes());
    if (bytes.limit() < from + IPV6_HEADER + 2) {
      return;
    }
    int version = bytes.get(from) >> 4 & 0xf;
    int etherType = version == 6 ? EtherType.IPV6 : EtherType.IPV4;
    if (!copy.isVersion(version)
        || (ethernet && Short.toUnsignedInt(bytes.getShort(from - 2)) != etherType)) {
      return;
    }
    if (version == 6) {
      copy.sees(bytes, from + IPV6_HEADER, bytes.get(from + IPV6_PROTOCOL) & 0xff);
    } else {
      int header = (bytes.get(from) & 0xf) * Integer.BYTES;
      copy.sees(bytes, from + header, bytes.get(from + IPV4_PROTOCOL) & 0xff);
    }
  }

  @Override
  public void close() throws LinkException {
    for (KernelCopy each : copies) {
      each.close();
    }
    super.close();
  }
}
