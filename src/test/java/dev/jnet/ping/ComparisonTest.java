package dev.jnet.ping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.ping.PingEvent.Damage;
import dev.jnet.ping.PingQuestion.Schedule;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Via;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.Transport;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private final Probe probe = Pings.count(1).send(0);

  private IcmpEcho sent() throws Exception {
    return (IcmpEcho) Transport.parse(probe.packet());
  }

  private Optional<Damage> damage(byte[] data) throws Exception {
    return Comparison.damage(
        probe,
        new IcmpEcho(
            4, false, sent().identifier(), sent().sequence(), Checksum.State.CORRECT, data));
  }

  @Test
  void equalDataAreNotDamaged() throws Exception {
    assertEquals(Optional.empty(), damage(sent().data()));
  }

  @Test
  void namesTheFirstChangedByte() throws Exception {
    byte[] data = sent().data().clone();
    int before = Byte.toUnsignedInt(data[10]);
    data[10] ^= (byte) 0x80;
    data[20] ^= 1;
    assertEquals(Optional.of(new Damage(10, before, before ^ 0x80)), damage(data));
  }

  @Test
  void namesTheByteWhereDataEndTooEarlyOrTooLate() throws Exception {
    byte[] data = sent().data();
    int next = Byte.toUnsignedInt(data[40]);
    assertEquals(Optional.of(new Damage(40, next, -1)), damage(Arrays.copyOf(data, 40)));
    assertEquals(Optional.of(new Damage(56, -1, 0)), damage(Arrays.copyOf(data, 57)));
    int first = Byte.toUnsignedInt(data[0]);
    assertEquals(Optional.of(new Damage(0, first, -1)), damage(new byte[0]));
  }

  @Test
  void onlyTheNumberAfterTheSynsAcknowledgesIt() throws Exception {
    Pings pings = new Pings(Via.parse("tcp:443"), new Schedule(0, 1, false, 0, 1, 1));
    Probe syn = pings.send(0);
    long sequence = ((Tcp) Transport.parse(syn.packet())).sequence();
    assertTrue(Comparison.acknowledges(segment(sequence + 1), syn));
    assertFalse(Comparison.acknowledges(segment(sequence), syn));
    assertFalse(Comparison.acknowledges(segment(sequence + 2), syn));
    assertFalse(Comparison.acknowledges(segment(sequence + 1), probe), "an echo is no SYN");
  }

  private static Tcp segment(long acknowledgment) {
    return new Tcp(
        443, 61_000, 0, acknowledgment & 0xffff_ffffL, Tcp.ACK, 0, List.of(), new byte[0]);
  }
}
