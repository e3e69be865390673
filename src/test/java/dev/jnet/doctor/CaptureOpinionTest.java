package dev.jnet.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.capture.CaptureSummary;
import dev.jnet.capture.CapturedLookup;
import dev.jnet.wire.Addresses;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureOpinionTest {
  private static CaptureOpinion of(CapturedLookup... lookups) {
    return CaptureOpinion.of(
        new CaptureSummary(2, 0, 0, 0, List.of(), List.of(), List.of(lookups), List.of(), 0, 0));
  }

  private static CapturedLookup answered(int responseCode) {
    return new CapturedLookup("www.example", Addresses.literal("192.0.2.53"), responseCode, 9_000);
  }

  /** The name server did its part: it says that there is no such name. */
  @Test
  void nameThatDoesNotExistIsARemark() {
    CaptureOpinion opinion = of(answered(3));
    assertEquals(Verdict.OK, opinion.verdict());
    assertEquals("name-unknown", opinion.others().get(0).code());
    assertEquals(Cause.Weight.REMARK, opinion.others().get(0).weight());
  }

  @ParameterizedTest
  @CsvSource({"2", "5"})
  void nameServerThatFailsIsBroken(int responseCode) {
    assertEquals(Verdict.BROKEN, of(answered(3), answered(responseCode)).verdict());
  }
}
