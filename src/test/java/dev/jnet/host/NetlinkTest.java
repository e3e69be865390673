package dev.jnet.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetlinkTest {
  private static final int MULTI = 2;
  private static final int INTERRUPTED = MULTI | 0x10;

  private static NetlinkMessage.Request question() {
    return new NetlinkMessage.Request(18, 0, 4);
  }

  private static NetlinkAnswer row(int number) {
    return new NetlinkAnswer(16, MULTI).u32(number);
  }

  private static List<Integer> numbers(List<NetlinkMessage> messages) {
    List<Integer> numbers = new ArrayList<>();
    for (NetlinkMessage message : messages) {
      numbers.add(message.payload().getInt(0));
    }
    return numbers;
  }

  @Test
  void oneAnswer() throws Exception {
    FakeKernel kernel = new FakeKernel().answer(row(42));
    try (Netlink netlink = new Netlink(kernel)) {
      assertEquals(42, netlink.ask(question()).payload().getInt(0));
    }
    ByteBuffer asked = ByteBuffer.wrap(kernel.questions().get(0)).order(ByteOrder.nativeOrder());
    assertEquals(FakeKernel.PORT, asked.getInt(12));
  }

  @Test
  void refusal() throws Exception {
    try (Netlink netlink = new Netlink(new FakeKernel().answer(FakeKernel.refusal(19)))) {
      var refused = assertThrows(Netlink.RefusedException.class, () -> netlink.ask(question()));
      assertEquals(19, refused.errno());
    }
  }

  @Test
  void whatWasNotAskedForIsPassedOver() throws Exception {
    FakeKernel kernel =
        new FakeKernel()
            .answer(
                row(1).bytes(-7, FakeKernel.PORT),
                FakeKernel.refusal(1).bytes(-7, FakeKernel.PORT),
                new NetlinkAnswer(1, 0),
                FakeKernel.refusal(0),
                row(5));
    try (Netlink netlink = new Netlink(kernel)) {
      assertEquals(5, netlink.ask(question()).payload().getInt(0));
    }
  }

  @Test
  void anotherSocketsAnswerIsPassedOver() {
    Netlink.Channel channel =
        new Netlink.Channel() {
          private byte[] sent;

          @Override
          public int portId() {
            return 1;
          }

          @Override
          public void send(byte[] datagram) {
            sent = datagram;
          }

          @Override
          public byte[] receive() {
            int sequence = ByteBuffer.wrap(sent).order(ByteOrder.nativeOrder()).getInt(8);
            return row(1).bytes(sequence, 2);
          }

          @Override
          public void close() {}
        };
    try (Netlink netlink = new Netlink(channel)) {
      assertThrows(HostException.class, () -> netlink.ask(question()));
      assertThrows(HostException.class, () -> netlink.dump(question()));
    }
  }

  @Test
  void tableInSeveralParts() throws Exception {
    FakeKernel kernel =
        new FakeKernel().answer(row(1), row(2), new byte[0], row(3), FakeKernel.done(0));
    try (Netlink netlink = new Netlink(kernel)) {
      assertEquals(List.of(1, 2, 3), numbers(netlink.dump(question())));
    }
  }

  @Test
  void tableThatEndsInAnError() throws Exception {
    FakeKernel kernel =
        new FakeKernel().answer(row(1), FakeKernel.done(12)).answer(FakeKernel.refusal(95));
    try (Netlink netlink = new Netlink(kernel)) {
      for (int errno : new int[] {12, 95}) {
        var refused = assertThrows(Netlink.RefusedException.class, () -> netlink.dump(question()));
        assertEquals(errno, refused.errno());
      }
    }
  }

  @Test
  void tableThatChangedIsReadAgain() throws Exception {
    FakeKernel kernel =
        new FakeKernel()
            .answer(row(1), new NetlinkAnswer(16, INTERRUPTED).u32(2), FakeKernel.done(0))
            .answer(row(1), new NetlinkAnswer(3, INTERRUPTED).u32(0))
            .answer(row(7), FakeKernel.done(0));
    try (Netlink netlink = new Netlink(kernel)) {
      assertEquals(List.of(7), numbers(netlink.dump(question())));
    }
  }

  @Test
  void tableThatNeverHoldsStill() throws Exception {
    FakeKernel kernel = new FakeKernel();
    for (int i = 0; i < 50; i++) {
      kernel.answer(new NetlinkAnswer(16, INTERRUPTED).u32(2), FakeKernel.done(0));
    }
    try (Netlink netlink = new Netlink(kernel)) {
      HostException e = assertThrows(HostException.class, () -> netlink.dump(question()));
      assertTrue(e.getMessage().contains("changed"), e.getMessage());
    }
  }
}
