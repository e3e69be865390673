package dev.jnet.link;

import dev.jnet.link.pcap.Captured;
import dev.jnet.wire.Arp;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.NeighborAdvertisement;
import dev.jnet.wire.NeighborSolicitation;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Nobody but ourselves: each echo request that is sent, and each question for a neighbour, is
 * answered from here, in a time that passes by itself. What runs on it for the first time is loaded
 * when it runs on a network.
 */
public final class MirrorLink extends CapturingLink {
  private static final MacAddress NOBODY = MacAddress.of(new byte[] {2, 0, 0, 0, 0, 1});

  private final Deque<Captured> captured = new ArrayDeque<>();
  private long now = clock.now();

  /** A mirror at which nothing has been sent yet. */
  public MirrorLink() {
    super(new SentFrames(false));
  }

  @Override
  public LinkType type() {
    return LinkType.ETHERNET;
  }

  @Override
  public long now() {
    return now;
  }

  @Override
  void transmit(byte[] frame) {
    capture(frame);
    byte[] answer = answer(Dissection.ofEthernet(frame));
    if (answer != null) {
      capture(answer);
    }
  }

  private void capture(byte[] frame) {
    now++;
    captured.add(new Captured(frame, frame.length, now));
  }

  @Override
  Optional<Frame> next() {
    Captured first = captured.poll();
    if (first == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Frame(type(), first.bytes(), first.length(), first.stamp(), sentAs(first) != null));
  }

  @Override
  public Optional<Frame> receive(long deadline) {
    Optional<Frame> first = next();
    if (first.isEmpty()) {
      now = Math.max(now, deadline);
    }
    return first;
  }

  private static byte[] answer(Dissection sent) {
    byte[] payload = null;
    if (sent.arp().isPresent() && sent.arp().get().operation() == Arp.REQUEST) {
      payload = answer(sent.arp().get()).emit();
    } else if (sent.transport().isPresent()
        && sent.transport().get() instanceof IcmpEcho echo
        && echo.isRequest()) {
      payload = answer(sent.ip().get(), echo).emit();
    } else if (sent.transport().isPresent()
        && sent.transport().get() instanceof NeighborSolicitation question) {
      payload = answer(sent.ip().get(), question).emit();
    }
    Ethernet header = sent.ethernet().get();
    return payload == null
        ? null
        : new Ethernet(header.source(), NOBODY, header.etherType(), payload).emit();
  }

  private static Arp answer(Arp question) {
    Inet4Address asked = question.targetIp();
    return new Arp(Arp.REPLY, NOBODY, asked, question.senderMac(), question.senderIp());
  }

  private static IpPacket answer(IpPacket packet, NeighborSolicitation question) {
    InetAddress from = question.target();
    InetAddress to = packet.source();
    byte[] answer = NeighborAdvertisement.answer(question.target(), NOBODY).emit(from, to);
    return IpPacket.unsplittable(
        from, to, 0, NeighborAdvertisement.HOP_LIMIT, packet.protocol(), answer);
  }

  private static IpPacket answer(IpPacket request, IcmpEcho echo) {
    InetAddress from = request.destination();
    InetAddress to = request.source();
    byte[] reply = echo.answered().emit(from, to);
    return IpPacket.unsplittable(from, to, 0, request.hopLimit(), request.protocol(), reply);
  }
}
