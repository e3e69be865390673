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
    "INCOMPLETE, false, false",
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

  /** One question was lost three times: what the other one says is not all. */
  @Test
  void isIncompleteWhereOneQuestionWasNotAnswered() {
    Lookup.Query lost =
        new Lookup.Query(4, new byte[12], List.of(), Optional.empty(), Optional.empty(), false);
    assertEquals(Lookup.Outcome.INCOMPLETE, lookup(lost, empty(0, "NOERROR")).outcome());
    assertEquals("no answer about A records", lookup(lost, empty(0, "NOERROR")).unanswered());
    assertEquals(Lookup.Outcome.NO_SUCH_NAME, lookup(lost, empty(3, "NXDOMAIN")).outcome());
    Lookup all = lookup(empty(0, "NOERROR"), empty(0, "NOERROR"));
    assertEquals(Lookup.Outcome.NO_ADDRESS, all.outcome());
  }

  private static Lookup lookup(Lookup.Query... queries) {
    return new Lookup(
        "www.lab.test", Addresses.literal("192.0.2.53"), List.of(queries), Optional.empty(), 0);
  }

  private static Lookup.Query empty(int code, String word) {
    DnsMessage message =
        new DnsMessage(
            30, 1, true, false, false, true, code, word, "www.lab.test", "AAAA", List.of(), 18);
    return new Lookup.Query(
        6, new byte[12], List.of(), Optional.empty(), Optional.of(message), false);
  }
}
