package dev.jnet.wire;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever bytes arrive: a dissection, or the one exception, and nothing else. */
class HostileBytesTest {
  private static final int MUTATIONS = 20_000;

  private static final byte[] QUOTE =
      IpPacket.unsplittable(
              Samples.IPV4_HERE,
              Samples.IPV4_THERE,
              7,
              64,
              new Payload(
                  IpProtocol.UDP,
                  new Udp(4000, 33_434, new byte[100]).emit(Samples.IPV4_HERE, Samples.IPV4_THERE)))
          .emit();

  private static List<byte[]> frames() {
    List<byte[]> frames = new ArrayList<>();
    frames.add(Samples.frame(4, IcmpEcho.request(4, 1, 2, new byte[32])));
    frames.add(Samples.frame(6, IcmpEcho.request(6, 1, 2, new byte[32])));
    frames.add(Samples.frame(4, new Udp(53, 4000, new byte[20])));
    frames.add(Samples.frame(6, new Udp(53, 4000, new byte[20])));
    frames.add(Samples.frame(4, IcmpError.tooBig(4, 1400, QUOTE)));
    frames.add(Samples.frame(4, IcmpError.timeExceeded(4, QUOTE)));
    frames.add(
        Samples.frame(
            6, IcmpError.unreachable(6, 4, Samples.packet(6, new Udp(1, 2, QUOTE)).emit())));
    frames.add(
        new Ethernet(
                MacAddress.BROADCAST,
                Samples.MAC,
                EtherType.ARP,
                new Arp(
                        Arp.REQUEST,
                        Samples.MAC,
                        Samples.IPV4_HERE,
                        MacAddress.ZERO,
                        Samples.IPV4_THERE)
                    .emit())
            .emit());
    return frames;
  }

  @Test
  void everyPrefixOfEveryFrameIsDissectedWithoutAnError() {
    for (byte[] frame : frames()) {
      for (int length = 0; length <= frame.length; length++) {
        look(Arrays.copyOf(frame, length));
      }
    }
  }

  @Test
  void frameWithAnyChangedByteIsDissectedWithoutAnError() {
    Random random = new Random(826);
    List<byte[]> frames = frames();
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] frame = frames.get(i % frames.size()).clone();
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        frame[random.nextInt(frame.length)] = (byte) random.nextInt(256);
      }
      look(frame);
    }
  }

  @Test
  void noiseIsDissectedWithoutAnError() {
    Random random = new Random(791);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      look(noise);
    }
  }

  /** Takes it apart both ways, and asks everything that can be asked of the parts. */
  private static void look(byte[] bytes) {
    for (Dissection parts : List.of(Dissection.ofEthernet(bytes), Dissection.ofIp(bytes))) {
      assertNotNull(parts.toString());
      assertTrue(
          parts.trouble().isPresent() || parts.ip().isPresent() == parts.transport().isPresent());
      parts.ip().ifPresent(packet -> assertTrue(packet.payload().length <= bytes.length));
      if (parts.transport().isPresent() && parts.transport().get() instanceof IcmpError error) {
        assertNotNull(error.inWords());
        try {
          assertNotNull(Dissection.ofIp(error.quoted().payload()).toString());
        } catch (MalformedPacketException whatAQuoteMayBe) {
          assertNotNull(whatAQuoteMayBe.getMessage());
        }
      }
    }
  }
}
