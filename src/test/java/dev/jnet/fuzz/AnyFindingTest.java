package dev.jnet.fuzz;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the fuzzer of the doctor is given: a kind that could not be made would never be tried. */
class AnyFindingTest {
  @Test
  void findingsOfEachKindAreMade() {
    Random random = new Random(1);
    for (int kind = 0; kind < AnyFinding.kinds(); kind++) {
      for (int tries = 0; tries < 20; tries++) {
        byte[] choices = new byte[200];
        random.nextBytes(choices);
        assertNotNull(AnyFinding.of(kind, new Script(choices)));
      }
    }
  }
}
