package dev.jnet.mesh.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Results wait for a broker that is away, or that has no room for them. */
class ResultKeeperTest {
  private final Bus bus = mock(Bus.class);
  private final List<String> kept = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();
  private final ResultKeeper keeper =
      new ResultKeeper(Store.atOnce(bus), "results.rome", notices::add);
  private boolean isFull;
  private int tries;

  @BeforeEach
  void brokerTakesResults() throws IOException {
    when(bus.trouble()).thenReturn(Optional.empty());
    doAnswer(
            call -> {
              tries++;
              if (isFull) {
                throw new IOException("insufficient storage");
              }
              return kept.add(new String(call.<byte[]>getArgument(1), StandardCharsets.UTF_8));
            })
        .when(bus)
        .append(anyString(), any());
  }

  private void keep(int result, long now) {
    keeper.keep(Integer.toString(result).getBytes(StandardCharsets.UTF_8), now);
  }

  @Test
  void resultIsKeptAtOnce() {
    keep(1, 0);
    assertEquals(List.of("1"), kept);
    keeper.finish();
    assertEquals(List.of(), notices);
  }

  @Test
  void fullDiskIsToldOnceAndTriedAgainAfterFiveSeconds() {
    isFull = true;
    keep(1, 0);
    keep(2, Nanos.SECOND);
    keeper.keepWaiting(5 * Nanos.SECOND - 1);
    assertEquals(1, tries);
    keeper.keepWaiting(5 * Nanos.SECOND);
    assertEquals(2, tries);
    assertEquals(List.of("results are not kept: insufficient storage"), notices);
    isFull = false;
    keeper.keepWaiting(10 * Nanos.SECOND);
    assertEquals(List.of("1", "2"), kept);
    assertEquals("results are kept again", notices.get(1));
    isFull = true;
    keep(3, 11 * Nanos.SECOND);
    assertEquals(3, notices.size(), "it is news again");
  }

  @Test
  void last256ResultsWaitInTheirOrderAndTheOthersAreCounted() {
    isFull = true;
    for (int i = 0; i < 300; i++) {
      keep(i, i * 100L * Nanos.MILLISECOND); // the oldest is tried again every five seconds
    }
    isFull = false;
    keeper.keepWaiting(60 * Nanos.SECOND);
    assertEquals(256, kept.size());
    assertEquals("44", kept.get(0));
    assertEquals("299", kept.get(255));
    assertEquals("results are kept again; 44 results of this time are lost", notices.get(1));
  }

  @Test
  void whatIsLostIsToldAtTheEnd() {
    isFull = true;
    keep(1, 0);
    keeper.finish();
    assertEquals("1 result of this time is lost", notices.get(1));
  }

  @Test
  void nothingIsTriedWhileTheBrokerIsAway() {
    when(bus.trouble()).thenReturn(Optional.of("the broker is away"));
    keep(1, 0);
    assertEquals(0, tries);
    when(bus.trouble()).thenReturn(Optional.empty());
    keeper.keepWaiting(1);
    assertEquals(List.of("1"), kept);
  }

  /** A broker whose disk is full need not answer at all. */
  @Test
  void nobodyWaitsForABrokerThatIsSilent() {
    List<Runnable> asked = new ArrayList<>();
    ResultKeeper patient =
        new ResultKeeper(new Store(bus, asked::add), "results.rome", notices::add);
    for (int i = 0; i < 300; i++) {
      patient.keep(Integer.toString(i).getBytes(StandardCharsets.UTF_8), i);
    }
    assertEquals(1, asked.size(), "one question at a time");
    while (!asked.isEmpty()) {
      asked.remove(0).run();
      patient.keepWaiting(1000);
    }
    assertEquals(257, kept.size(), "the one under way, and 256 that waited");
    assertEquals(List.of("0", "44"), kept.subList(0, 2));
    patient.finish();
    assertEquals(List.of("43 results of this time are lost"), notices);
  }
}
