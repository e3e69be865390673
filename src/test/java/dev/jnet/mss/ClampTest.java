package dev.jnet.mss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.mss.MssResult.Clamp;
import dev.jnet.mss.MssResult.Hop;
import dev.jnet.wire.Addresses;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Where the MSS option changed, by what routers quote of it. */
class ClampTest {
  private static final OptionalInt SENT = OptionalInt.of(1460);

  private static Hop hop(int number, int mss, boolean complete) {
    return new Hop(
        number,
        Addresses.literal("192.0.2." + number),
        mss == 0 ? OptionalInt.empty() : OptionalInt.of(mss),
        complete);
  }

  @Test
  void noQuoteShowsNoClamp() {
    assertEquals(Optional.empty(), Clamp.find(SENT, List.of()));
  }

  @Test
  void unchangedQuotesShowNoClamp() {
    assertEquals(
        Optional.empty(), Clamp.find(SENT, List.of(hop(1, 1460, true), hop(2, 1460, false))));
  }

  @Test
  void clampIsBetweenTheLastUnchangedAndTheFirstChangedQuote() {
    Hop last = hop(2, 1460, true);
    Hop first = hop(4, 1412, true);
    assertEquals(
        Optional.of(new Clamp(Optional.of(last), first, OptionalInt.of(1412))),
        Clamp.find(SENT, List.of(hop(1, 1460, true), last, first, hop(5, 1380, true))));
  }

  @Test
  void firstRouterMayAlreadyQuoteTheChange() {
    Hop first = hop(1, 1412, true);
    assertEquals(
        Optional.of(new Clamp(Optional.empty(), first, OptionalInt.of(1412))),
        Clamp.find(SENT, List.of(first)));
  }

  @Test
  void missingOptionCountsOnlyInACompleteQuote() {
    Hop cut = hop(2, 0, false);
    Hop whole = hop(3, 0, true);
    assertEquals(Optional.empty(), Clamp.find(SENT, List.of(hop(1, 1460, true), cut)));
    assertEquals(
        Optional.of(new Clamp(Optional.of(hop(1, 1460, true)), whole, OptionalInt.empty())),
        Clamp.find(SENT, List.of(hop(1, 1460, true), cut, whole)));
  }

  @Test
  void optionThatWasAddedIsAChange() {
    Hop hop = hop(1, 1460, true);
    assertEquals(
        Optional.of(new Clamp(Optional.empty(), hop, OptionalInt.of(1460))),
        Clamp.find(OptionalInt.empty(), List.of(hop)));
  }
}
