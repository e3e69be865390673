package dev.jnet.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class SeedSequenceTest {
  @Test
  void sameSeedGivesTheSameSequence() {
    assertEquals(new SeedSequence(7).next(), new SeedSequence(7).next());
    assertNotEquals(new SeedSequence(7).next(), new SeedSequence(8).next());
  }

  @Test
  void givesAnotherSeedEachTime() {
    SeedSequence seeds = new SeedSequence(7);
    assertNotEquals(seeds.next(), seeds.next());
  }
}
