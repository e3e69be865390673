package dev.jnet.probe;

import dev.jnet.link.FrameRefusedException;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.Udp;

/**
 * What came back for a probe, or what happened to it. There is no object for silence: only time
 * passes.
 */
public sealed interface Reply {
  /** The probe that this is about. */
  Probe probe();

  /** When the reply came, and how long after the probe. */
  Timing timing();

  /**
   * When a reply came.
   *
   * @param at when the kernel saw the reply, in ns on the link's clock
   * @param roundTrip the time since the probe left, in ns; from kernel stamps of both frames when
   *     {@code exact}
   * @param exact whether the kernel's stamp of the leaving probe was seen
   * @param duplicate whether an earlier reply has answered the same probe
   */
  record Timing(long at, long roundTrip, boolean exact, boolean duplicate) {}

  /**
   * The target echoed the probe, or a station of the group that was asked did.
   *
   * @param packet the packet with the reply, possibly only its first fragment
   * @param intact whether the data came back as it was sent, as far as it was captured
   */
  record Echoed(Probe probe, Timing timing, IpPacket packet, IcmpEcho echo, boolean intact)
      implements Reply {
    /** Whether the answer came from another address than the one that was asked. */
    public boolean isFromAnother() {
      return !packet.source().equals(probe.flow().remote());
    }
  }

  /** A router on the path or the target reports with an ICMP error what happened to the probe. */
  record Failed(Probe probe, Timing timing, IpPacket packet, IpPacket quoted, IcmpError error)
      implements Reply {}

  /** A UDP datagram came back on the probe's ports. */
  record Datagram(Probe probe, Timing timing, IpPacket packet, Udp udp) implements Reply {}

  /**
   * A TCP segment came on the probe's connection. The probe is the last one whose end it
   * acknowledges. If there is none, it is the last one of the connection.
   */
  record Segment(Probe probe, Timing timing, IpPacket packet, Tcp tcp) implements Reply {}

  /**
   * A neighbor reported the hardware address for the address in the question. A server answered a
   * RARP question with the protocol address.
   *
   * @param ethernet the frame with the answer: it shows which station really sent it, and whether
   *     it came by unicast
   * @param mac the hardware address in the message. It may differ from the frame's source, as when
   *     a proxy or a forger answers
   */
  record Neighbor(Probe probe, Timing timing, Ethernet ethernet, MacAddress mac) implements Reply {
    /** Whether the answer was sent to this station alone. */
    public boolean isUnicast() {
      return !ethernet.destination().isGroup();
    }
  }

  /** The probe never left, because the link did not accept the frame. */
  record Refused(Probe probe, Timing timing, FrameRefusedException.Reason reason)
      implements Reply {}
}
