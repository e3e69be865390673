package dev.jnet.link;

import dev.jnet.wire.IpPacket;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * Joins the fragments of a packet that is to be sent through a socket. The kernel takes only the
 * whole packet, and fragments it again (RFC 791 section 2.3, RFC 8200 section 4.5).
 */
final class FragmentJoiner {
  private final ByteArrayOutputStream payload = new ByteArrayOutputStream();
  private byte[] first;
  private IpPacket head;

  /**
   * A packet whose fragments have all been handed over.
   *
   * @param first the frame of the first fragment
   */
  record JoinedPacket(IpPacket packet, byte[] first) {}

  /**
   * Takes the next fragment. A fragment with offset 0 begins another packet.
   *
   * @return the packet, if this is its last fragment
   * @throws LinkException when a fragment before this one is missing
   */
  Optional<JoinedPacket> add(byte[] frame, IpPacket fragment) throws LinkException {
    if (fragment.fragmentOffset() == 0) {
      payload.reset();
      first = frame;
      head = fragment;
    }
    if (head == null || payload.size() != fragment.fragmentOffset()) {
      throw new LinkException("a piece of a packet without those before it");
    }
    payload.writeBytes(fragment.payload());
    if (fragment.moreFragments()) {
      return Optional.empty();
    }
    JoinedPacket joined = new JoinedPacket(head.joined(payload.toByteArray()), first);
    head = null;
    return Optional.of(joined);
  }
}
