package dev.jnet.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jnet.tcp.TcpSettings.Buffers;
import dev.jnet.tcp.TcpSettings.Retries;
import dev.jnet.tcp.TcpSettings.SynOffer;
import dev.jnet.unit.Nanos;
import org.junit.jupiter.api.Test;

/** The ranges of {@link TcpSettings}, and what each of its changes leaves alone. */
class TcpSettingsTest {
  private static final TcpSettings LINUX = TcpSettings.linux(4, 1500);

  @Test
  void linuxOffersTheMssOfItsInterface() {
    assertEquals(new SynOffer(1460, 7, true, true), LINUX.syn());
    assertEquals(1460, LINUX.sendMss());
    assertEquals(536, LINUX.defaultMss());
    assertEquals(1440, TcpSettings.linux(6, 1500).syn().mss());
    assertEquals(1220, TcpSettings.linux(6, 1500).defaultMss());
  }

  @Test
  void anotherAnnouncedMssChangesNothingElse() {
    TcpSettings changed = LINUX.withAnnouncedMss(536);

    assertEquals(536, changed.syn().mss());
    assertEquals(LINUX, changed.withAnnouncedMss(1460));
  }

  @Test
  void otherOptionsChangeNothingElse() {
    TcpSettings changed = LINUX.withOptions(-1, false, false);

    assertEquals(new SynOffer(1460, -1, false, false), changed.syn());
    assertEquals(LINUX, changed.withOptions(7, true, true));
  }

  @Test
  void anotherSendMssChangesNothingElse() {
    assertEquals(700, LINUX.withSendMss(700).sendMss());
    assertEquals(LINUX, LINUX.withSendMss(700).withSendMss(1460));
  }

  @Test
  void otherBuffersChangeNothingElse() {
    TcpSettings changed = LINUX.withBuffers(1_000, 2_000);

    assertEquals(new Buffers(1_000, 2_000), changed.buffers());
    assertEquals(LINUX, changed.withBuffers(1 << 16, 1 << 16));
  }

  @Test
  void otherPatienceKeepsTheLeastTimeout() {
    TcpSettings changed = LINUX.withPatience(5, 6, 7);

    assertEquals(new Retries(5, LINUX.retries().leastTimeout(), 6, 7), changed.retries());
    assertEquals(LINUX, changed.withPatience(Nanos.SECOND, 3, 8));
  }

  @Test
  void otherDelaysChangeNothingElse() {
    TcpSettings changed = LINUX.withDelays(3, 4);

    assertEquals(3, changed.ackDelay());
    assertEquals(4, changed.timeWait());
    assertEquals(LINUX, changed.withDelays(0, TcpSettings.LINUX_TIME_WAIT));
  }

  @Test
  void refusesWhatIsOutOfRange() {
    refuses(() -> LINUX.withAnnouncedMss(-1));
    refuses(() -> LINUX.withAnnouncedMss(65_536));
    refuses(() -> LINUX.withSendMss(TcpSettings.MIN_MSS - 1));
    refuses(() -> LINUX.withOptions(15, true, true));
    refuses(() -> LINUX.withBuffers(127, 1)); // by a scale of 7 no window is left
    refuses(() -> LINUX.withBuffers(1_000, 0));
    refuses(() -> LINUX.withPatience(0, 1, 1));
    refuses(() -> LINUX.withPatience(1, 0, 1));
    refuses(() -> LINUX.withPatience(1, 1, 0));
    refuses(() -> LINUX.withDelays(-1, 0));
    refuses(() -> LINUX.withDelays(0, -1));
  }

  private static void refuses(Runnable change) {
    assertThrows(IllegalArgumentException.class, change::run);
  }
}
