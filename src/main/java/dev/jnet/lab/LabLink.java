package dev.jnet.lab;

import dev.jnet.link.Frame;
import dev.jnet.link.FrameRefusedException;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.link.LinkType;
import dev.jnet.wire.Ethernet;
import java.util.Optional;

/**
 * The client's end of the practice network. Its clock begins at 0 and jumps to the next event. So a
 * wait of a minute takes only as long as the work in it.
 */
final class LabLink implements Link {
  /** The MTU of Linux's loopback interface in bytes. */
  static final int LOOPBACK_MTU = 65536;

  private static final int TAG_TYPE_OFFSET = 12;

  private final SimulatedNetwork network;
  private final Timeline timeline;
  private final int mtu;
  private boolean closed;

  LabLink(SimulatedNetwork network, int mtu) {
    this.network = network;
    this.timeline = network.timeline();
    this.mtu = mtu;
  }

  @Override
  public LinkType type() {
    return LinkType.ETHERNET;
  }

  @Override
  public long now() {
    return timeline.now();
  }

  @Override
  public void send(byte[] frame) throws LinkException {
    checkOpen();
    if (frame.length < Ethernet.HEADER) {
      throw new LinkException("a frame of " + frame.length + " bytes has no Ethernet header");
    }
    int most = (isLoopback(frame) ? LOOPBACK_MTU : mtu) + headers(frame);
    if (frame.length > most) {
      throw new FrameRefusedException(
          FrameRefusedException.Reason.TOO_LARGE,
          "a frame of " + frame.length + " bytes is too long: at most " + most);
    }
    network.client().send(frame);
  }

  /** The length of a frame's headers in bytes. A frame with a VLAN tag may be longer by the tag. */
  private static int headers(byte[] frame) {
    boolean tagged = frame[TAG_TYPE_OFFSET] == (byte) 0x81 && frame[TAG_TYPE_OFFSET + 1] == 0;
    return Ethernet.HEADER + (tagged ? Ethernet.VLAN_TAG : 0);
  }

  /** Whether a frame is for loopback: both its addresses are zero. */
  private static boolean isLoopback(byte[] frame) {
    for (int i = 0; i < TAG_TYPE_OFFSET; i++) {
      if (frame[i] != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Optional<Frame> receive(long deadline) throws LinkException {
    checkOpen();
    Optional<Frame> frame = network.client().nextFrame();
    while (frame.isEmpty() && timeline.step(deadline)) {
      frame = network.client().nextFrame();
    }
    if (frame.isEmpty()) {
      timeline.passUntil(deadline);
    }
    return frame;
  }

  private void checkOpen() throws LinkException {
    if (closed) {
      throw new LinkException("the link is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
