package dev.jnet.app;

import dev.jnet.link.FrameRefusedException;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.link.pcap.Capture;
import dev.jnet.testnet.FrameProgram;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.Wait;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Arp;
import dev.jnet.wire.EtherType;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Tcp;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Somebody on the client's link who does not see what it sends, and guesses: forged errors, echo
 * replies, segments and neighbors, frames cut short and with wrong lengths, as fast as they go.
 */
final class Attacker implements AutoCloseable {
  /** Different frames, sent over and over. */
  private static final int FRAMES = 8192;

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int QUOTE = 128;
  private static final int SHORTEST_FRAME = 14; // the kernel sends no shorter one
  private static final int LONGEST_FRAME = 1514;

  private final Random random = new Random(8);
  private final List<byte[]> frames = new ArrayList<>();
  private final MacAddress own;
  private final MacAddress victimMac;
  private final FrameProgram program;
  private final AtomicLong sent = new AtomicLong();
  private int next;

  /** Begins to send from a router's first interface about packets between these. */
  Attacker(Host router, Host victim, List<String> sources, List<String> targets) {
    own = MacAddress.parse(router.mac("eth0"));
    victimMac = MacAddress.parse(victim.mac("eth0"));
    while (frames.size() < FRAMES) {
      int pair = random.nextInt(sources.size());
      InetAddress source = Addresses.literal(sources.get(pair));
      frames.add(frame(source, Addresses.literal(targets.get(pair))));
    }
    program = FrameProgram.repeating(router, "attacker", new Capture("less 1", 96), this::flood);
  }

  private byte[] frame(InetAddress victim, InetAddress target) {
    int version = Addresses.version(victim);
    byte[] frame =
        switch (random.nextInt(10)) {
          case 0, 1, 2 ->
              ip(router(version), victim, IpProtocol.icmp(version), expired(victim, target));
          case 3 -> ip(router(version), victim, IpProtocol.icmp(version), tooBig(victim, target));
          case 4 ->
              ip(
                  target,
                  victim,
                  IpProtocol.icmp(version),
                  echo(version).answered().emit(target, victim));
          case 5 ->
              ip(target, victim, IpProtocol.TCP, segment(Tcp.SYN | Tcp.ACK).emit(target, victim));
          case 6 -> ip(target, victim, IpProtocol.TCP, segment(Tcp.RST).emit(target, victim));
          case 7 ->
              ip(target, victim, IpProtocol.TCP, segment(Tcp.RST | Tcp.ACK).emit(target, victim));
          case 8 -> arp();
          default -> noise();
        };
    return random.nextInt(3) == 0 ? spoiled(frame) : frame;
  }

  private byte[] ip(InetAddress from, InetAddress to, int protocol, byte[] payload) {
    IpPacket packet =
        IpPacket.unsplittable(from, to, random.nextInt(65_536), 60, new Payload(protocol, payload));
    int type = packet.version() == 4 ? EtherType.IPV4 : EtherType.IPV6;
    return new Ethernet(victimMac, own, type, packet.emit()).emit();
  }

  private InetAddress router(int version) {
    int number = 1 + random.nextInt(250);
    return Addresses.literal(version == 4 ? "203.0.113." + number : "2001:db8:bad::" + number);
  }

  private IcmpEcho echo(int version) {
    return IcmpEcho.request(version, random.nextInt(65_536), random.nextInt(32), bytes(56));
  }

  private Tcp segment(int flags) {
    int port = 32_768 + random.nextInt(28_232); // where Linux takes its ports from
    return new Tcp(
        80, port, random.nextInt(), random.nextInt(), flags, 65_535, List.of(), bytes(0));
  }

  /** A packet that was never sent, as far as a router quotes it. */
  private byte[] quote(InetAddress victim, InetAddress target) {
    int version = Addresses.version(victim);
    int protocol = random.nextBoolean() ? IpProtocol.TCP : IpProtocol.icmp(version);
    byte[] payload =
        protocol == IpProtocol.TCP
            ? new Tcp(
                    32_768 + random.nextInt(28_232),
                    80,
                    random.nextInt(),
                    0,
                    Tcp.SYN,
                    65_535,
                    List.of(),
                    bytes(0))
                .emit(victim, target)
            : IcmpEcho.request(
                    version,
                    random.nextInt(65_536),
                    random.nextInt(32),
                    bytes(1472 - 20 * (version / 6)))
                .emit(victim, target);
    byte[] packet =
        IpPacket.unsplittable(
                victim, target, random.nextInt(65_536), 1, new Payload(protocol, payload))
            .emit();
    int shortest = (version == 4 ? 20 : 40) + 8;
    return Arrays.copyOf(packet, random.nextBoolean() ? shortest : Math.min(QUOTE, packet.length));
  }

  private byte[] expired(InetAddress victim, InetAddress target) {
    int version = Addresses.version(victim);
    return IcmpError.timeExceeded(version, quote(victim, target)).emit(router(version), victim);
  }

  private byte[] tooBig(InetAddress victim, InetAddress target) {
    int version = Addresses.version(victim);
    long[] claims = {0, 68, 576, 1000, 1280, 1300, 1399, 9000, 0xffff};
    return IcmpError.tooBig(version, claims[random.nextInt(claims.length)], quote(victim, target))
        .emit(router(version), victim);
  }

  /** Somebody whom nobody asks for. */
  private byte[] arp() {
    Inet4Address someone =
        (Inet4Address) Addresses.literal("198.18.0." + (100 + random.nextInt(100)));
    Inet4Address victim = (Inet4Address) Addresses.literal("198.18.0.1");
    Arp answer = new Arp(Arp.REPLY, MacAddress.of(mac()), someone, victimMac, victim);
    return new Ethernet(victimMac, own, EtherType.ARP, answer.emit()).emit();
  }

  private byte[] mac() {
    byte[] mac = bytes(MacAddress.LENGTH);
    mac[0] = 2;
    return mac;
  }

  private byte[] noise() {
    int type =
        random.nextBoolean()
            ? EtherType.IPV4
            : random.nextBoolean() ? EtherType.IPV6 : EtherType.ARP;
    int length = random.nextInt(LONGEST_FRAME - SHORTEST_FRAME + 1);
    return new Ethernet(victimMac, own, type, bytes(length)).emit();
  }

  /** Cut short, made longer, or with wrong numbers in its headers. */
  private byte[] spoiled(byte[] frame) {
    if (random.nextBoolean()) {
      int length = SHORTEST_FRAME + random.nextInt(LONGEST_FRAME - SHORTEST_FRAME + 1);
      return Arrays.copyOf(frame, random.nextBoolean() ? length : Math.min(length, frame.length));
    }
    byte[] spoiled = frame.clone();
    for (int i = 0; i < 3 && frame.length > SHORTEST_FRAME; i++) {
      int at = SHORTEST_FRAME + random.nextInt(Math.min(60, frame.length - SHORTEST_FRAME));
      spoiled[at] = (byte) random.nextInt();
    }
    return spoiled;
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private void flood(Link link) throws LinkException {
    try {
      link.send(frames.get(next));
      sent.incrementAndGet();
    } catch (FrameRefusedException full) {
      Thread.onSpinWait(); // the other end has no room: it is being flooded indeed
    }
    next = (next + 1) % FRAMES;
  }

  /** How many frames have left. */
  long sent() {
    return sent.get();
  }

  /** Waits until so many frames have left. */
  void awaitSent(long frames) {
    Wait.until(PATIENCE, () -> sent() >= frames, () -> sent() + " frames, not " + frames);
  }

  @Override
  public void close() {
    program.close();
  }
}
