package dev.jnet.network;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jnet.host.Interface;
import dev.jnet.host.Route;
import dev.jnet.link.Frame;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.link.LinkType;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What ends a run, and what does not, when the network changes under it. */
class ChangeDetectingLinkTest {
  private static final Interface ETH0 = Kernel.ethernet("eth0", 1500, "10.0.0.1/24");
  private static final byte[] IPV4_FRAME = frame(0x0800);
  private static final byte[] ARP_FRAME = frame(0x0806);

  private final Kernel kernel = new Kernel();
  private final QuietLink quiet = new QuietLink();
  private Route route = Kernel.route("192.0.2.1", ETH0, "10.0.0.9", "10.0.0.1");
  private boolean isUp = true;

  private static byte[] frame(int etherType) {
    byte[] frame = new byte[60];
    frame[12] = (byte) (etherType >> 8);
    frame[13] = (byte) etherType;
    return frame;
  }

  private ChangeDetectingLink link(boolean mtuMatters) {
    kernel.interfaces = List.of(ETH0);
    ChangeDetectingLink link =
        new ChangeDetectingLink(quiet, ETH0, mtuMatters, kernel, this::requireUp);
    link.follow(route, target -> route);
    return link;
  }

  private void requireUp(String name) throws LinkException {
    if (!isUp) {
      throw new LinkException(name + " is down");
    }
  }

  /** A second goes by, in which a frame may come. */
  private void second(ChangeDetectingLink link, byte[] frame) throws LinkException {
    quiet.now += Nanos.SECOND;
    quiet.next = Optional.ofNullable(frame).map(bytes -> quiet.frame(bytes));
    link.receive(quiet.now);
  }

  private void assertEnds(String message, ChangeDetectingLink link, byte[] frame) {
    LinkException e = assertThrows(LinkException.class, () -> second(link, frame));
    assertEquals(message, e.getMessage());
  }

  @Test
  void passesFramesOnWhereNothingHasChanged() {
    ChangeDetectingLink link = link(true);
    assertDoesNotThrow(() -> second(link, IPV4_FRAME));
    assertDoesNotThrow(() -> second(link, null));
  }

  @Test
  void looksOnceASecondAndNoMoreOften() throws LinkException {
    ChangeDetectingLink link = link(true);
    isUp = false;
    quiet.now += Nanos.SECOND - 1;
    link.receive(quiet.now);
    quiet.now += 1;
    assertThrows(LinkException.class, () -> link.receive(quiet.now));
  }

  @Test
  void endsWhenTheInterfaceIsDown() {
    ChangeDetectingLink link = link(true);
    isUp = false;
    assertEnds("eth0 is down", link, null);
  }

  @Test
  void endsWhenTheMtuChangesWhereThatMatters() {
    ChangeDetectingLink link = link(true);
    kernel.interfaces = List.of(Kernel.ethernet("eth0", 1400, "10.0.0.1/24"));
    assertEnds(
        "the MTU of eth0 was changed from 1500 to 1400 during the run: ask again", link, null);
  }

  @Test
  void goesOnWhenTheMtuChangesWhereThatDoesNotMatter() {
    ChangeDetectingLink link = link(false);
    kernel.interfaces = List.of(Kernel.ethernet("eth0", 1400, "10.0.0.1/24"));
    assertDoesNotThrow(() -> second(link, null));
  }

  @Test
  void endsWhenTheSourceAddressIsTakenAway() {
    ChangeDetectingLink link = link(true);
    kernel.interfaces = List.of(Kernel.ethernet("eth0", 1500));
    assertEnds(
        "10.0.0.1 was taken from eth0 during the run: whoever answers to it is not heard; ask"
            + " again",
        link,
        null);
  }

  @Test
  void goesOnWhenAnotherInterfaceHasTheSourceAddressNow() {
    ChangeDetectingLink link = link(true);
    kernel.interfaces =
        List.of(Kernel.ethernet("eth0", 1500), Kernel.ethernet("eth1", 1500, "10.0.0.1/24"));
    assertDoesNotThrow(() -> second(link, null));
  }

  @Test
  void endsWhenTheRouteLeavesByAnotherInterface() {
    ChangeDetectingLink link = link(true);
    route = Kernel.route("192.0.2.1", Kernel.tunnel(), null, "10.8.0.1");
    assertEnds(
        "the route to 192.0.2.1 has changed during the run: it leaves by tun0 now, not by eth0;"
            + " ask again",
        link,
        IPV4_FRAME);
  }

  @Test
  void endsWhenTheNextHopChangesAndNothingAnswers() {
    ChangeDetectingLink link = link(true);
    route = Kernel.route("192.0.2.1", ETH0, "10.0.0.8", "10.0.0.1");
    assertEnds(
        "the route to 192.0.2.1 has changed during the run: its next hop is 10.0.0.8 now, not"
            + " 10.0.0.9; ask again",
        link,
        ARP_FRAME);
  }

  @Test
  void goesOnWhenTheNextHopChangesAndAnswersStillCome() {
    ChangeDetectingLink link = link(true);
    route = Kernel.route("192.0.2.1", ETH0, "10.0.0.8", "10.0.0.1");
    assertDoesNotThrow(() -> second(link, IPV4_FRAME));
  }

  @Test
  void saysWhatHasChangedWhereAFrameIsRefused() {
    ChangeDetectingLink link = link(true);
    quiet.refusal = new LinkException("refused");
    assertEquals(
        "refused", assertThrows(LinkException.class, () -> link.send(IPV4_FRAME)).getMessage());
    isUp = false;
    assertEquals(
        "eth0 is down",
        assertThrows(LinkException.class, () -> link.send(IPV4_FRAME)).getMessage());
  }

  @Test
  void looksAtTheFirstSixteenRoutesOfMany() {
    ChangeDetectingLink link = link(true);
    for (int i = 1; i < 17; i++) {
      String target = "192.0.2." + (i + 1);
      Route other = Kernel.route(target, ETH0, null, "10.0.0.1");
      int number = i;
      link.follow(
          other,
          address -> {
            assertEquals(Addresses.literal(target), address);
            return number < 16 ? other : Kernel.route(target, Kernel.tunnel(), null, "10.8.0.1");
          });
    }
    assertDoesNotThrow(() -> second(link, IPV4_FRAME));
  }

  /** A link on which time passes when the test says so. */
  private static final class QuietLink implements Link {
    long now = 1_700_000_000 * Nanos.SECOND;
    Optional<Frame> next = Optional.empty();
    LinkException refusal;

    Frame frame(byte[] bytes) {
      return new Frame(LinkType.ETHERNET, bytes, bytes.length, now, false);
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
    public void send(byte[] frame) throws LinkException {
      if (refusal != null) {
        throw refusal;
      }
    }

    @Override
    public Optional<Frame> receive(long deadline) {
      Optional<Frame> frame = next;
      next = Optional.empty();
      return frame;
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
