package dev.jnet.report.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.handshake.Remark;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was not captured is not called lost. */
class RemarkWordsTest {
  @ParameterizedTest
  @EnumSource(names = {"SYN_SENT_AGAIN", "SYN_ACK_AGAIN", "SENT_AGAIN"})
  void lossIsOnlyOneReasonWhereFramesWereNotCaptured(Remark remark) {
    String seen = RemarkWords.of(remark, null, true);
    String unseen = RemarkWords.of(remark, null, false);
    assertEquals(seen.replace("was lost", "was lost or not captured"), unseen);
    assertEquals(1, seen.split("was lost", -1).length - 1);
  }
}
