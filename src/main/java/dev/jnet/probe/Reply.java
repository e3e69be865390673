package dev.jnet.probe;

import dev.jnet.link.FrameRefusedException;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.Udp;

/** What came back for a probe, or became of it. Silence has no object: it is time that passed. */
public sealed interface Reply {
  /** The probe that this is about. */
  Probe probe();

  /** When, and after how long. */
  Timing timing();

  /**
   * When a reply came.
   *
   * @param at ns on the link's clock, when the kernel saw the reply
   * @param roundTrip ns since the probe left; by kernel stamps of both frames where {@code exact}
   * @param exact whether the kernel's stamp of the leaving probe was seen
   * @param duplicate whether an earlier reply answered the same probe already
   */
  record Timing(long at, long roundTrip, boolean exact, boolean duplicate) {}

  /**
   * The target echoed the probe.
   *
   * @param packet the packet that brought it, possibly the first fragment of it
   * @param intact whether the data came back as they were sent, as far as they were captured
   */
  record Echoed(Probe probe, Timing timing, IpPacket packet, IcmpEcho echo, boolean intact)
      implements Reply {}

  /** Somebody on the path, or the target, says with an ICMP error what became of the probe. */
  record Failed(Probe probe, Timing timing, IpPacket packet, IpPacket quoted, IcmpError error)
      implements Reply {}

  /** A UDP datagram came back on the probe's ports. */
  record Datagram(Probe probe, Timing timing, IpPacket packet, Udp udp) implements Reply {}

  /**
   * A TCP segment came on the probe's connection. The probe is the last one that it acknowledges
   * exactly; otherwise simply the last one of the connection.
   */
  record Segment(Probe probe, Timing timing, IpPacket packet, Tcp tcp) implements Reply {}

  /**
   * A neighbour said at which hardware address the address asked for is; to a RARP question, a
   * server said which address it is.
   *
   * @param ethernet the frame that brought it: who really sent it, and whether it came by unicast
   * @param mac the hardware address that the message tells, which need not be the frame's source: a
   *     proxy's and a forger's are different
   */
  record Neighbor(Probe probe, Timing timing, Ethernet ethernet, MacAddress mac) implements Reply {
    /** Whether it came to this station alone. */
    public boolean isUnicast() {
      return !ethernet.destination().isGroup();
    }
  }

  /** The probe never left: the link did not take the frame. */
  record Refused(Probe probe, Timing timing, FrameRefusedException.Reason reason)
      implements Reply {}
}
