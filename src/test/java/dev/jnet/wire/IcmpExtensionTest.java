package dev.jnet.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.wire.IcmpExtension.InterfaceInformation;
import dev.jnet.wire.IcmpExtension.LabelStack;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IcmpExtensionTest {
  /** The structure around objects, with a right checksum. */
  private static byte[] structure(byte[]... objects) {
    int length = 4;
    for (byte[] object : objects) {
      length += object.length;
    }
    WireWriter out = new WireWriter(length).u8(0x20).u8(0).u16(0);
    for (byte[] object : objects) {
      out.bytes(object);
    }
    byte[] bytes = out.soFar();
    return out.patch16(2, Checksum.of(bytes)).done();
  }

  private static byte[] object(int classNumber, int type, byte[] bytes) {
    return new WireWriter(4 + bytes.length)
        .u16(4 + bytes.length)
        .u8(classNumber)
        .u8(type)
        .bytes(bytes)
        .done();
  }

  private static final byte[] LABELS =
      object(1, 1, new WireWriter(8).u32(0x123454fcL).u32(0x00010b01L).done());

  @Test
  void readsALabelStack() {
    assertEquals(
        List.of(
            new LabelStack(
                List.of(
                    new LabelStack.Label(0x12345, 2, false, 0xfc),
                    new LabelStack.Label(16, 5, true, 1)))),
        IcmpExtension.parse(structure(LABELS)));
  }

  @Test
  void readsAnInterfaceWithAllItsParts() {
    byte[] name = "eth0".getBytes(StandardCharsets.US_ASCII);
    byte[] bytes =
        new WireWriter(24)
            .u32(7)
            .u16(1)
            .u16(0)
            .bytes(new byte[] {(byte) 192, 0, 2, 1})
            .u8(8)
            .bytes(name)
            .bytes(new byte[3])
            .u32(1500)
            .done();
    InterfaceInformation info =
        (InterfaceInformation) IcmpExtension.parse(structure(object(2, 0x0f, bytes))).get(0);
    assertEquals(InterfaceInformation.Role.INCOMING, info.role());
    assertEquals(7, info.index().orElseThrow());
    assertEquals("192.0.2.1", Addresses.text(info.address().orElseThrow()));
    assertEquals("eth0", info.name().orElseThrow());
    assertEquals(1500, info.mtu().orElseThrow());
  }

  @Test
  void readsRolesAndMissingParts() {
    for (InterfaceInformation.Role role : InterfaceInformation.Role.values()) {
      int type = Arrays.asList(InterfaceInformation.Role.values()).indexOf(role) << 6;
      InterfaceInformation info =
          (InterfaceInformation)
              IcmpExtension.parse(structure(object(2, type, new byte[0]))).get(0);
      assertEquals(role, info.role());
      assertTrue(info.index().isEmpty() && info.name().isEmpty() && info.mtu().isEmpty());
    }
  }

  @Test
  void replacesControlCharactersInAName() {
    byte[] bytes = new WireWriter(8).u8(8).bytes(new byte[] {27, '[', 'J', 7, 'a', -1, 0}).done();
    InterfaceInformation info =
        (InterfaceInformation) IcmpExtension.parse(structure(object(2, 2, bytes))).get(0);
    assertEquals("?[J?a?", info.name().orElseThrow());
  }

  @Test
  void objectThatIsCutShortEndsTheList() {
    byte[] cut = new WireWriter(4).u16(200).u8(1).u8(1).done();
    byte[] tooShort = new WireWriter(4).u16(3).u8(1).u8(1).done();
    for (byte[] bad : new byte[][] {cut, tooShort, object(2, 4, new byte[] {0, 9, 0, 0, 1})}) {
      assertEquals(1, IcmpExtension.parse(structure(LABELS, bad, LABELS)).size());
    }
  }

  @Test
  void readsNothingWithoutTheRightChecksumAndVersion() {
    byte[] wrong = structure(LABELS);
    wrong[9] ^= 1;
    assertEquals(List.of(), IcmpExtension.parse(wrong));
    byte[] version = structure(LABELS);
    version[0] = 0x10;
    assertEquals(List.of(), IcmpExtension.parse(version));
    assertEquals(List.of(), IcmpExtension.parse(new byte[0]));
    assertEquals(List.of(), IcmpExtension.parse(new byte[] {0x20, 0}));
  }

  @Test
  void anyBytesAreParsedWithoutAnError() {
    Random random = new Random(1);
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = new byte[random.nextInt(80)];
      random.nextBytes(bytes);
      byte[] all = i % 2 == 0 ? structure(bytes) : bytes;
      List<IcmpExtension> objects = IcmpExtension.parse(all);
      assertTrue(objects.size() <= IcmpExtension.MAX);
      assertTrue(objects.toString().length() >= 2);
    }
  }
}
