package dev.jnet.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private static final Member MEMBER =
      new Member("berlin", List.of(new Member.Address("192.0.2.1", 33333)), "0.1.0", 1500, 0, 0);
  private static final Order ORDER = new Order("id", 1000, "paris", 4, 1);

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void whatIsWrittenIsReadBack() {
    assertEquals(Optional.of(MEMBER), Messages.member(Messages.bytes(MEMBER)));
    assertEquals(Optional.of(ORDER), Messages.order(Messages.bytes(ORDER)));
    PairResult refused = PairResult.refused(new Direction("a", "b"), 4, "why");
    assertEquals(Optional.of(refused), Messages.result(Messages.bytes(refused)));
    List<Arrival> arrivals = List.of(new Arrival(7, true, 186, 62), new Arrival(8, false, 0, 1));
    assertEquals(
        arrivals,
        Messages.heardAnswer(Messages.bytes(HeardAnswer.of(arrivals, 0))).orElseThrow().unpacked());
  }

  @Test
  void memberWithForgedFieldsIsDropped() {
    String good = new String(Messages.bytes(MEMBER), StandardCharsets.UTF_8);
    for (String bad :
        List.of(
            good.replace("berlin", "a.b"),
            good.replace("berlin", "*"),
            good.replace("192.0.2.1", "www.example.org"),
            good.replace("33333", "0"),
            good.replace("33333", "70000"),
            good.replace("1500", "-1"),
            good.replace("1500", "99999999999999"))) {
      assertFalse(bad.equals(good));
      assertEquals(Optional.empty(), Messages.member(bytes(bad)), bad);
    }
  }

  /** JSON can name half of a character that takes two; no report could show it. */
  @Test
  void textWithHalfOfCharacterIsDropped() {
    PairResult refused = PairResult.refused(new Direction("a", "b"), 4, "WHY");
    String good = new String(Messages.bytes(refused), StandardCharsets.UTF_8);
    assertEquals(Optional.empty(), Messages.result(bytes(good.replace("WHY", "\\udf00"))));
    assertEquals(
        "\ud83d\ude80",
        Messages.result(bytes(good.replace("WHY", "\\ud83d\\ude80"))).orElseThrow().refused());
  }

  @Test
  void orderWithForgedFieldsIsDropped() {
    String good = new String(Messages.bytes(ORDER), StandardCharsets.UTF_8);
    for (String bad :
        List.of(
            good.replace("\"flows\":1", "\"flows\":1000000"),
            good.replace("\"family\":4", "\"family\":5"),
            good.replace("paris", "> "),
            good.replace("\"id\":\"id\"", "\"id\":null"))) {
      assertFalse(bad.equals(good));
      assertEquals(Optional.empty(), Messages.order(bytes(bad)), bad);
    }
  }

  @Test
  void damagedAndRandomMessagesAreReadOrDroppedButNeverThrow() {
    Random random = new Random(3);
    byte[] good = Messages.bytes(MEMBER);
    for (int i = 0; i < 20_000; i++) {
      byte[] bad = good.clone();
      for (int j = 0; j <= random.nextInt(4); j++) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      Messages.member(bad);
      Messages.order(bad);
      Messages.heardAnswer(bad);
      Messages.result(bad);
      byte[] noise = new byte[random.nextInt(100)];
      random.nextBytes(noise);
      assertTrue(Messages.order(noise).isEmpty());
    }
  }

  @Test
  void deeplyNestedAndHugeMessagesAreDropped() {
    assertEquals(Optional.empty(), Messages.order(bytes("[".repeat(100_000))));
    assertEquals(Optional.empty(), Messages.order(bytes("{\"x\":".repeat(50_000))));
    assertEquals(Optional.empty(), Messages.order(new byte[Messages.LONGEST + 1]));
  }
}
