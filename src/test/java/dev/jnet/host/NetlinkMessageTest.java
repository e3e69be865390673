package dev.jnet.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NetlinkMessageTest {
  private static final byte[] THREE_BYTES = {1, 2, 3};

  private static List<NetlinkMessage> parse(byte[] bytes) throws HostException {
    return NetlinkMessage.parse(bytes, bytes.length);
  }

  private static NetlinkAnswer sample() {
    return new NetlinkAnswer(16, 2)
        .u32(7)
        .attribute(3, THREE_BYTES)
        .attribute(4, 1500)
        .text(5, "eth0")
        .attribute(3, 9)
        .attribute(0x8006, new NetlinkAnswer(0, 0).attribute(1, 11, 12).inner());
  }

  @Test
  void severalMessagesInADatagram() throws HostException {
    List<NetlinkMessage> messages =
        parse(
            NetlinkAnswer.join(
                sample().bytes(21, 22), new NetlinkAnswer(3, 2).u32(0).bytes(23, 24)));
    assertEquals(2, messages.size());
    assertEquals(16, messages.get(0).type());
    assertEquals(2, messages.get(0).flags());
    assertEquals(21, messages.get(0).sequence());
    assertEquals(22, messages.get(0).portId());
    assertEquals(3, messages.get(1).type());
    assertEquals(0, messages.get(1).errno());
    assertEquals(24, messages.get(1).portId());
  }

  @Test
  void attributes() throws HostException {
    NetlinkAttributes attributes = parse(sample().bytes(1, 1)).get(0).attributes(4);
    assertEquals(5, attributes.count());
    assertArrayEquals(THREE_BYTES, attributes.bytes(3), "the first of two counts");
    assertEquals(1500, attributes.i32(4, -1));
    assertEquals("eth0", attributes.text(5));
    assertEquals(12, attributes.nested(6).i32(1, 1, -1));
    assertEquals(-1, attributes.i32(77, -1));
    assertNull(attributes.bytes(77));
    assertNull(attributes.text(77));
    assertFalse(attributes.has(77));
    assertEquals(0, attributes.nested(77).count());
  }

  @Test
  void attributeShorterThanItsType() throws HostException {
    NetlinkAttributes attributes = parse(sample().bytes(1, 1)).get(0).attributes(4);
    assertThrows(HostException.class, () -> attributes.i32(3, -1));
    assertThrows(HostException.class, () -> attributes.nested(6).i32(1, 2, -1));
    NetlinkAttributes empty =
        parse(new NetlinkAnswer(16, 0).attribute(1, new byte[0]).bytes(1, 1)).get(0).attributes(0);
    assertThrows(HostException.class, () -> empty.u8(1, -1));
  }

  @Test
  void errorNumbers() throws HostException {
    assertEquals(101, parse(FakeKernel.refusal(101).bytes(1, 1)).get(0).errno());
    assertEquals(0, parse(new NetlinkAnswer(3, 2).bytes(1, 1)).get(0).errno());
    for (NetlinkAnswer wrong :
        List.of(
            new NetlinkAnswer(2, 0),
            new NetlinkAnswer(2, 0).u16(1),
            new NetlinkAnswer(2, 0).u32(5),
            new NetlinkAnswer(2, 0).u32(Integer.MIN_VALUE))) {
      NetlinkMessage message = parse(wrong.bytes(1, 1)).get(0);
      assertThrows(HostException.class, message::errno);
    }
  }

  @Test
  void impossibleLengths() {
    byte[] good = sample().bytes(1, 1);
    for (int length : new int[] {0, 1, 15, good.length + 1, Integer.MAX_VALUE, -1, -16}) {
      byte[] bytes = good.clone();
      ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).putInt(0, length);
      assertThrows(HostException.class, () -> parse(bytes), "length " + length);
    }
    for (int length : new int[] {0, 3, 61, 0xffff}) {
      byte[] bytes = good.clone();
      ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).putShort(20, (short) length);
      assertThrows(
          HostException.class, () -> parse(bytes).get(0).attributes(4), "length " + length);
    }
  }

  @Test
  void cutShortAnywhere() {
    byte[] good = sample().bytes(1, 1);
    for (int length = 1; length < good.length; length++) {
      byte[] bytes = Arrays.copyOf(good, length);
      assertThrows(HostException.class, () -> parse(bytes), "cut after " + length);
    }
  }

  @Test
  void fixedPartLongerThanPayload() throws HostException {
    NetlinkMessage message = parse(new NetlinkAnswer(16, 0).u32(0).bytes(1, 1)).get(0);
    assertThrows(HostException.class, () -> message.attributes(16));
  }

  /** Whatever the bytes, there is an answer or the one exception, and no endless loop. */
  @Test
  void hostileBytes() {
    Random random = new Random(20260101);
    byte[] good = NetlinkAnswer.join(sample().bytes(1, 1), sample().bytes(2, 2));
    int parsed = 0;
    int refused = 0;
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes =
          Arrays.copyOf(good, random.nextInt(4) > 0 ? good.length : random.nextInt(good.length));
      for (int flips = random.nextInt(6); flips > 0 && bytes.length > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        for (NetlinkMessage message : parse(bytes)) {
          assertNotNull(message.toString());
          NetlinkAttributes attributes = message.attributes(4);
          attributes.text(5);
          attributes.u8(3, 0);
          attributes.i32(4, 0);
          attributes.nested(6).i32(1, 1, 0);
          parsed++;
        }
      } catch (HostException e) {
        assertTrue(e.getMessage().startsWith("unreadable answer"), e.getMessage());
        refused++;
      }
    }
    assertTrue(parsed > 1000 && refused > 1000, parsed + " parsed, " + refused + " refused");
  }

  @Test
  void requestAsTheKernelWantsIt() {
    byte[] bytes =
        new NetlinkMessage.Request(18, NetlinkMessage.NLM_F_DUMP, 6)
            .u8(0, 10)
            .number(4, 0)
            .attribute(3, THREE_BYTES)
            .attribute(29, 8)
            .bytes(5, 6);
    ByteBuffer expected = ByteBuffer.allocate(40).order(ByteOrder.nativeOrder());
    expected.putInt(40).putShort((short) 18).putShort((short) 0x301).putInt(5).putInt(6);
    expected.put((byte) 10).position(24);
    expected.putShort((short) 7).putShort((short) 3).put(THREE_BYTES).put((byte) 0);
    expected.putShort((short) 8).putShort((short) 29).putInt(8);
    assertArrayEquals(expected.array(), bytes);
  }
}
