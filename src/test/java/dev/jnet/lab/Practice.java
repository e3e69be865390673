package dev.jnet.lab;

import dev.jnet.link.FirstHop;
import dev.jnet.link.Frame;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Pace;
import dev.jnet.probe.Prober;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.Icmp;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Transport;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** A client on a practice network: sends packets, or runs diagnoses, and tells what came of it. */
public final class Practice {
  /** The client's link. */
  public final Link link;

  final Lab lab;
  private int sequence;

  /** The client of this network. */
  public Practice(Lab lab) {
    this.lab = lab;
    this.link = lab.link();
  }

  static Practice of(TopologyBuilder builder) {
    return new Practice(Lab.of(builder.build(), 1));
  }

  /** The first address of an IP version that a host's name has here. */
  public InetAddress address(String host, int version) {
    for (InetAddress address : lab.resolve(host)) {
      if (Addresses.version(address) == version) {
        return address;
      }
    }
    throw new IllegalArgumentException(host);
  }

  /** Runs a diagnosis to its end, for at most an hour, with no limit on its rate. */
  public <R> R run(Diagnosis<R> diagnosis) throws LinkException {
    return run(link, diagnosis);
  }

  /** Runs a diagnosis to its end on a link, for at most an hour, with no limit on its rate. */
  public static <R> R run(Link link, Diagnosis<R> diagnosis) throws LinkException {
    return new Prober(link, Pace.unlimited(), () -> false)
        .run(diagnosis, link.now() + 3600 * Nanos.SECOND);
  }

  /** What comes back within a minute for an echo request that is so many bytes long. */
  List<Dissection> ping(String host, int version, int bytes, int ttl) throws LinkException {
    return send(echo(address(host, version), bytes, ttl));
  }

  IpPacket echo(InetAddress target, int bytes, int ttl) throws LinkException {
    int version = Addresses.version(target);
    InetAddress source = lab.firstHop(target).source();
    int headers = (version == 4 ? 20 : 40) + Icmp.HEADER;
    byte[] data = new byte[bytes - headers];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (i + bytes);
    }
    byte[] payload = IcmpEcho.request(version, 0x1ab, sequence++, data).emit(source, target);
    return IpPacket.unsplittable(
        source, target, sequence, ttl, new Payload(IpProtocol.icmp(version), payload));
  }

  List<Dissection> send(IpPacket packet) throws LinkException {
    FirstHop hop = lab.firstHop(packet.destination());
    link.send(hop.frame(packet));
    return received();
  }

  List<Dissection> received() throws LinkException {
    List<Dissection> received = new ArrayList<>();
    for (Frame frame : frames(link, link.now() + 60 * Nanos.SECOND)) {
      if (!frame.outgoing()) {
        received.add(frame.dissect());
      }
    }
    return received;
  }

  static List<Frame> frames(Link link, long until) throws LinkException {
    List<Frame> frames = new ArrayList<>();
    while (link.now() < until) {
      link.receive(until).ifPresent(frames::add);
    }
    return frames;
  }

  static boolean isEchoReply(List<Dissection> received) {
    return received.stream()
        .map(d -> d.transport().orElseThrow())
        .anyMatch(t -> t instanceof IcmpEcho echo && !echo.isRequest());
  }

  static IcmpError error(List<Dissection> received) {
    for (Dissection dissection : received) {
      Transport transport = dissection.transport().orElseThrow();
      if (transport instanceof IcmpError error) {
        return error;
      }
    }
    throw new AssertionError("no ICMP error in " + received);
  }
}
