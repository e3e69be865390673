package dev.jnet.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.link.Frame;
import dev.jnet.link.FrameRefusedException;
import dev.jnet.link.Link;
import dev.jnet.link.LinkContract;
import dev.jnet.link.LinkException;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LabLinkTest {
  @Nested
  class OverIpv4 extends LinkContract {
    @Override
    protected void onGround(Check check) throws Exception {
      LabLinkTest.onGround("198.51.100.80", check);
    }
  }

  @Nested
  class OverIpv6 extends LinkContract {
    @Override
    protected void onGround(Check check) throws Exception {
      LabLinkTest.onGround("2001:db8:80::80", check);
    }
  }

  @Nested
  class ToANeighbor extends LinkContract {
    @Override
    protected void onGround(Check check) throws Exception {
      LabLinkTest.onGround("192.168.1.5", check);
    }
  }

  @Nested
  class ToItself extends LinkContract {
    @Override
    protected void onGround(Check check) throws Exception {
      LabLinkTest.onGround("127.0.0.1", check);
    }
  }

  private static void onGround(String target, LinkContract.Check check) throws Exception {
    Lab lab = Lab.open("home", 1);
    InetAddress address = Addresses.literal(target);
    try (Link link = lab.link()) {
      check.on(link, lab.firstHop(address), address);
    }
  }

  @Test
  void clockJumpsToTheNextEvent() throws LinkException {
    Practice practice = Practice.of(Nets.path(1500).set(Setting.DELAY, 60_000_000_000L));
    practice.link.send(
        practice
            .lab
            .firstHop(practice.address("target", 4))
            .frame(practice.echo(practice.address("target", 4), 100, 64)));
    List<Frame> frames = Practice.frames(practice.link, 1_000_000_000_000L);
    assertEquals(2, frames.size());
    assertEquals(0, frames.get(0).at());
    // 1 ms and a minute there, a minute and 1 ms back
    assertEquals(2 * 60_001_000_000L, frames.get(1).at());
    assertEquals(1_000_000_000_000L, practice.link.now());
  }

  @Test
  void waitEndsAtTheDeadline() throws LinkException {
    try (Link link = Lab.open("home", 1).link()) {
      assertTrue(link.receive(5_000).isEmpty());
      assertEquals(5_000, link.now());
      assertTrue(link.receive(4_000).isEmpty());
      assertEquals(5_000, link.now());
    }
  }

  @Test
  void frameThatIsTooLongIsRefusedAsByTheKernel() throws LinkException {
    try (Link link = Lab.open("home", 1).link()) {
      byte[] plain = new byte[1514];
      plain[5] = 1;
      byte[] tagged = Arrays.copyOf(plain, 1518);
      tagged[12] = (byte) 0x81;
      byte[] loopback = new byte[14 + 65536];
      link.send(plain);
      link.send(tagged);
      link.send(loopback);
      for (byte[] longer : List.of(plain, tagged, loopback)) {
        FrameRefusedException refused =
            assertThrows(
                FrameRefusedException.class,
                () -> link.send(Arrays.copyOf(longer, longer.length + 1)));
        assertEquals(FrameRefusedException.Reason.TOO_LARGE, refused.reason());
      }
      assertEquals(3, Practice.frames(link, 1_000_000_000).size());
    }
  }

  @Test
  void bytesWithoutAnEthernetHeaderAreRefused() {
    LinkException e =
        assertThrows(LinkException.class, () -> Lab.open("home", 1).link().send(new byte[13]));
    assertEquals("a frame of 13 bytes has no Ethernet header", e.getMessage());
  }

  @Test
  void closedLinkReportsThatItIsClosed() throws LinkException {
    Link link = Lab.open("home", 1).link();
    link.close();
    assertThrows(LinkException.class, () -> link.send(new byte[60]));
    assertThrows(LinkException.class, () -> link.receive(1));
  }
}
