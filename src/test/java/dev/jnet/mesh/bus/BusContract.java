package dev.jnet.mesh.bus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every bus does, within this process or on NATS. */
abstract class BusContract {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** A bus whose values live as long as {@link #ttl} says. */
  abstract Bus bus() throws IOException;

  abstract Duration ttl();

  /** Lets time pass on the bus's clock. */
  abstract void pass(Duration time) throws InterruptedException;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<Bus.Kept> read(Bus bus, String subject) throws IOException {
    List<Bus.Kept> kept = new ArrayList<>();
    bus.read(subject, Duration.ofHours(1), kept::add);
    return kept;
  }

  @Test
  void requestIsAnswered() throws Exception {
    try (Bus bus = bus()) {
      bus.serve(
          "t.echo",
          request ->
              request.answer(
                  bytes("<" + new String(request.message(), StandardCharsets.UTF_8) + ">")));
      byte[] answer = bus.request("t.echo", bytes("hello"), PATIENCE).get(10, TimeUnit.SECONDS);
      assertEquals("<hello>", new String(answer, StandardCharsets.UTF_8));
    }
  }

  @Test
  void requestToAllIsAnsweredByAllWhoServeIt() throws Exception {
    try (Bus bus = bus()) {
      bus.serve("t.who", request -> request.answer(bytes("one")));
      bus.serve("t.who", request -> request.answer(bytes("two")));
      bus.serve("t.who", request -> {});
      Set<String> answers = new TreeSet<>();
      bus.requestAll("t.who", bytes("?"), Duration.ofSeconds(1))
          .forEach(each -> answers.add(new String(each, StandardCharsets.UTF_8)));
      assertEquals(Set.of("one", "two"), answers);
      assertEquals(List.of(), bus.requestAll("t.nobody", bytes("?"), Duration.ofMillis(200)));
    }
  }

  @Test
  void requestThatNobodyServesFails() throws Exception {
    try (Bus bus = bus()) {
      ExecutionException failure =
          assertThrows(
              ExecutionException.class,
              () -> bus.request("t.nobody", bytes("x"), PATIENCE).get(10, TimeUnit.SECONDS));
      assertTrue(failure.getCause() instanceof IOException, failure.toString());
    }
  }

  @Test
  void requestThatIsNotAnsweredFailsInTime() throws Exception {
    try (Bus bus = bus()) {
      bus.serve("t.silent", request -> {});
      assertThrows(
          ExecutionException.class,
          () ->
              bus.request("t.silent", bytes("x"), Duration.ofMillis(200))
                  .get(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void publishedMessageReachesThoseWhoWatch() throws Exception {
    BlockingQueue<byte[]> got = new LinkedBlockingQueue<>();
    try (Bus bus = bus()) {
      bus.subscribe("t.news", got::add);
      bus.publish("t.news", bytes("one"));
      bus.publish("t.other", bytes("two"));
      assertArrayEquals(bytes("one"), got.poll(10, TimeUnit.SECONDS));
      assertTrue(got.isEmpty());
    }
  }

  @Test
  void valuesStayUntilTheyAreRemovedOrTooOld() throws Exception {
    try (Bus bus = bus()) {
      bus.put("a", bytes("1"));
      bus.put("b", bytes("2"));
      bus.put("a", bytes("3"));
      assertEquals(Set.of("a", "b"), bus.values().keySet());
      assertEquals("3", new String(bus.values().get("a"), StandardCharsets.UTF_8));
      assertEquals("3", new String(bus.value("a").orElseThrow(), StandardCharsets.UTF_8));
      bus.remove("a");
      assertEquals(Optional.empty(), bus.value("a"));
      assertEquals(Set.of("b"), bus.values().keySet());
      pass(ttl().multipliedBy(2));
      assertEquals(Set.of(), bus.values().keySet());
    }
  }

  @Test
  void appendedMessagesAreReadInTheirOrder() throws Exception {
    try (Bus bus = bus()) {
      for (int i = 0; i < 20; i++) {
        bus.append("jnet.mesh.result.a", bytes("a" + i));
        bus.append("jnet.mesh.result.b", bytes("b" + i));
      }
      List<Bus.Kept> read = read(bus, "jnet.mesh.result.a");
      assertEquals(20, read.size());
      for (int i = 0; i < 20; i++) {
        assertEquals("a" + i, new String(read.get(i).message(), StandardCharsets.UTF_8));
        assertEquals("jnet.mesh.result.a", read.get(i).subject());
        assertTrue(i == 0 || read.get(i - 1).at() <= read.get(i).at());
      }
      assertEquals(40, read(bus, "jnet.mesh.result.>").size());
      assertEquals(List.of(), read(bus, "jnet.mesh.result.c"));
    }
  }
}
