package dev.jnet.walk.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.wire.Addresses;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookupTest {
  @ParameterizedTest
  @CsvSource({
    "FOUND, true, false",
    "NO_ADDRESS, true, true",
    "NO_SUCH_NAME, true, true",
    "REFUSED, false, false",
    "SILENT, false, false"
  })
  void tellsWhomAndWhatToAskNext(Lookup.Outcome outcome, boolean told, boolean otherForm) {
    assertEquals(told, outcome.isTold());
    assertEquals(otherForm, outcome.mayBeKnownInAnotherForm());
  }

  @Test
  void isSilentAndWholeWithoutAnswers() {
    Lookup.Query query =
        new Lookup.Query(4, new byte[12], List.of(), Optional.empty(), Optional.empty(), false);
    Lookup lookup =
        new Lookup(
            "www.lab.test", Addresses.literal("192.0.2.53"), List.of(query), Optional.empty(), 0);
    assertEquals(Lookup.Outcome.SILENT, lookup.outcome());
    assertEquals(List.of(), lookup.truncated());
    assertFalse(lookup.outcome().isTold());
    assertTrue(lookup.addresses().isEmpty());
  }
}
