package dev.jnet.walk.dns;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.wire.Addresses;
import dev.jnet.wire.MalformedPacketException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** DNS over TCP: messages behind their lengths, whatever the segments that bring them. */
class DnsTalkTest {
  private static final String NAME = "www.lab.test";
  private static final byte[] A = DnsMessages.query(7, NAME, 4);
  private static final byte[] AAAA = DnsMessages.query(8, NAME, 6);

  private final DnsTalk talk = new DnsTalk(List.of(A, AAAA));

  private static byte[] framed(byte[]... messages) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] message : messages) {
      bytes.write(message.length >>> 8);
      bytes.write(message.length);
      bytes.writeBytes(message);
    }
    return bytes.toByteArray();
  }

  /** An answer without records: the query with the bit that says so. */
  private static byte[] answer(byte[] query) {
    byte[] answer = query.clone();
    answer[2] |= (byte) 0x80;
    return answer;
  }

  @Test
  void eachQueryIsSentOnceBehindItsLength() {
    assertArrayEquals(framed(A), talk.outgoing(0));
    assertArrayEquals(framed(AAAA), talk.outgoing(0));
    assertEquals(0, talk.outgoing(0).length);
  }

  @Test
  void answersAreTheSameHoweverTheyAreCut() {
    byte[] all = framed(answer(A), answer(AAAA));
    for (int cut = 0; cut <= all.length; cut++) {
      DnsTalk each = new DnsTalk(List.of(A, AAAA));
      each.incoming(Arrays.copyOf(all, cut), 0);
      assertEquals(cut == all.length, each.finished(), cut + " bytes");
      each.incoming(Arrays.copyOfRange(all, cut, all.length), 0);
      assertEquals(2, each.steps());
      assertTrue(each.finished());
      assertFalse(each.failed());
    }
  }

  @Test
  void otherSidesEndIsTheEnd() {
    talk.incoming(framed(answer(A)), 0);
    assertFalse(talk.finished());
    talk.ended(0);
    assertTrue(talk.finished());
  }

  @Test
  void whatIsNotDnsBreaksTheTalk() {
    talk.incoming(framed(new byte[] {1, 2, 3}), 0);
    assertTrue(talk.failed());
    talk.incoming(framed(answer(A)), 0);
    assertEquals(0, talk.steps(), "nothing after it is believed");
  }

  @Test
  void moreAnswersThanQueriesAreIgnored() {
    talk.incoming(framed(answer(A), answer(AAAA), answer(A)), 0);
    assertEquals(2, talk.steps());
  }

  private static Lookup lookup() throws MalformedPacketException {
    byte[] truncated = answer(A);
    truncated[2] |= 0x02; // TC
    return new Lookup(
        NAME,
        Addresses.literal("192.0.2.53"),
        List.of(query(4, A, Optional.of(DnsMessages.parse(truncated))), query(6, AAAA)),
        Optional.empty(),
        0);
  }

  private static Lookup.Query query(int version, byte[] message) {
    return query(version, message, Optional.empty());
  }

  private static Lookup.Query query(int version, byte[] message, Optional<DnsMessage> answer) {
    return new Lookup.Query(version, message, List.of(), Optional.empty(), answer, false);
  }

  @Test
  void wholeAnswerTakesThePlaceOfTheTruncatedOne() throws MalformedPacketException {
    DnsTalk one = new DnsTalk(List.of(A));
    one.incoming(framed(answer(A)), 0);
    Lookup completed = one.complete(lookup());
    assertEquals(List.of(), completed.truncated());
    assertTrue(completed.queries().get(0).overTcp());
    assertEquals(lookup().queries().get(1), completed.queries().get(1));
  }

  @Test
  void answerToAnotherQuestionTakesNoPlace() throws MalformedPacketException {
    for (byte[] other : List.of(DnsMessages.query(9, NAME, 4), DnsMessages.query(7, NAME, 6))) {
      DnsTalk one = new DnsTalk(List.of(A));
      one.incoming(framed(answer(other)), 0);
      assertEquals(1, one.complete(lookup()).truncated().size());
    }
  }
}
