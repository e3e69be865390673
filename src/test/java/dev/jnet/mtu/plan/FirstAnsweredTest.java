package dev.jnet.mtu.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.mtu.HandMadeReplies;
import dev.jnet.mtu.MtuResult.Failure;
import dev.jnet.mtu.MtuResult.Status;
import dev.jnet.mtu.MtuSearch;
import dev.jnet.probe.Probe;
import dev.jnet.unit.Nanos;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Which kinds of probes search when, and which result counts. */
class FirstAnsweredTest {
  private static final long MS = Nanos.MILLISECOND;

  private final HandMadeReplies replies = new HandMadeReplies(4);

  private final List<PuppetSearch> begun = new ArrayList<>();

  private FirstAnswered kinds(int count) {
    List<Supplier<MtuSearch>> kinds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      kinds.add(
          () -> {
            begun.add(new PuppetSearch());
            return begun.get(begun.size() - 1);
          });
    }
    return new FirstAnswered(kinds);
  }

  @Test
  void firstKindIsAloneFor400Milliseconds() {
    FirstAnswered search = kinds(3);
    assertEquals(Long.MIN_VALUE, search.wakeAt());
    search.next(0);
    assertEquals(400 * MS, search.wakeAt());
    search.next(400 * MS - 1);
    assertEquals(1, begun.size());
    search.next(400 * MS);
    assertEquals(2, begun.size(), "the last kind waits for those in between");
    assertEquals(550 * MS, search.wakeAt());
    search.next(550 * MS);
    assertEquals(3, begun.size());
  }

  @Test
  void othersBeginAtOnceWhenTheFirstKindFails() {
    FirstAnswered search = kinds(3);
    search.next(0);
    begun.get(0).done = true;
    search.next(10 * MS);
    assertEquals(2, begun.size());
    begun.get(1).done = true;
    search.next(20 * MS);
    assertEquals(3, begun.size(), "nobody is left in between");
    assertFalse(search.done());
    begun.get(2).done = true;
    assertTrue(search.done());
  }

  @Test
  void kindThatIsAnsweredFirstIsChosenAndTheOthersAreAbandoned() {
    FirstAnswered search = kinds(3);
    search.next(0);
    search.next(400 * MS);
    begun.get(1).answered = true;
    begun.get(1).lower = 1400;
    search.next(410 * MS);
    assertTrue(begun.get(0).abandoned);
    assertFalse(begun.get(1).abandoned);
    search.next(900 * MS);
    assertEquals(2, begun.size(), "the last kind is not needed");
    begun.get(1).done = true;
    assertTrue(search.done());
    assertEquals(1, search.result().kind());
    assertEquals(1400, search.result().result().lower());
  }

  @Test
  void preferredKindIsChosenWhenTwoWereAnswered() {
    FirstAnswered search = kinds(3);
    search.next(0);
    search.next(400 * MS);
    begun.get(0).answered = true;
    begun.get(1).answered = true;
    search.next(410 * MS);
    assertFalse(begun.get(0).abandoned);
    assertTrue(begun.get(1).abandoned);
  }

  @Test
  void laterKindsBeginAgainWhenTheChosenKindFails() {
    FirstAnswered search = kinds(2);
    search.next(0);
    begun.get(0).answered = true;
    search.next(10 * MS);
    begun.get(0).done = true;
    assertFalse(search.done(), "it was answered, but found nothing");
    search.next(20 * MS);
    search.next(170 * MS);
    assertEquals(2, begun.size());
    begun.get(1).answered = true;
    begun.get(1).lower = 1300;
    search.next(180 * MS);
    begun.get(1).done = true;
    assertTrue(search.done());
    assertEquals(1, search.result().kind());
  }

  @Test
  void searchIsOverWhenTheLastKindFails() {
    FirstAnswered search = kinds(1);
    search.next(0);
    begun.get(0).answered = true;
    search.next(10 * MS);
    begun.get(0).done = true;
    assertTrue(search.done());
    assertEquals(Status.NO_REPLY, search.result().result().status());
  }

  @Test
  void replyGoesToTheSearchWhoseProbeItIs() {
    FirstAnswered search = kinds(2);
    search.next(0);
    search.next(400 * MS);
    search.next(550 * MS);
    Probe probe = replies.echoRequest();
    begun.get(1).next = Optional.of(probe);
    assertEquals(Optional.of(probe), search.next(560 * MS));
    search.accept(replies.echoed(probe));
    search.accept(replies.echoed(replies.echoRequest()));
    assertEquals(0, begun.get(0).accepted.size());
    assertEquals(1, begun.get(1).accepted.size(), "a stranger's reply goes to nobody");
  }

  @Test
  void abandonedSearchStillSendsItsReset() {
    FirstAnswered search = kinds(2);
    search.next(0);
    search.next(400 * MS);
    search.next(550 * MS);
    begun.get(0).answered = true;
    search.next(560 * MS);
    Probe reset = replies.echoRequest();
    begun.get(1).next = Optional.of(reset);
    assertEquals(Optional.of(reset), search.next(570 * MS));
  }

  @Test
  void withoutAnAnswerTheResultIsThatOfTheKindThatKnowsMost() {
    FirstAnswered search = kinds(3);
    search.next(0);
    search.next(400 * MS);
    search.next(550 * MS);
    assertEquals(0, search.result().kind(), "all are silent");
    begun.get(2).failure = Optional.of(new Failure(replies.router(1), "host unreachable"));
    assertEquals(2, search.result().kind(), "a reason");
    begun.get(1).lower = 1400;
    assertEquals(1, search.result().kind(), "a router's claim");
  }
}
