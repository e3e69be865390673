package dev.jnet.command.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.jnet.mesh.bus.Bus;
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
  private final List<String> complaints = new ArrayList<>();
  private final ResultKeeper keeper = new ResultKeeper(bus, "results.rome", complaints::add);
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
    assertEquals(List.of(), complaints);
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
    assertEquals(List.of("results are not kept: insufficient storage"), complaints);
    isFull = false;
    keeper.keepWaiting(10 * Nanos.SECOND);
    assertEquals(List.of("1"), kept, "one at a time, as each may take long");
    keeper.keepWaiting(10 * Nanos.SECOND);
    assertEquals(List.of("1", "2"), kept);
    isFull = true;
    keep(3, 11 * Nanos.SECOND);
    assertEquals(2, complaints.size(), "it is news again");
  }

  @Test
  void last256ResultsWaitInTheirOrder() {
    isFull = true;
    for (int i = 0; i < 300; i++) {
      keep(i, 0);
    }
    isFull = false;
    for (int i = 0; i < 300; i++) {
      keeper.keepWaiting(5 * Nanos.SECOND);
    }
    assertEquals(256, kept.size());
    assertEquals("44", kept.get(0));
    assertEquals("299", kept.get(255));
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
}
