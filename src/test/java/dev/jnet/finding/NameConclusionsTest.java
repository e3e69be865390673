package dev.jnet.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.finding.NameFinding.NameServerAnswered;
import dev.jnet.finding.NameFinding.NameServerFailed;
import dev.jnet.finding.NameFinding.NameServerSilent;
import dev.jnet.finding.Observation.Came;
import dev.jnet.unit.Nanos;
import dev.jnet.walk.dns.DnsMessage;
import dev.jnet.walk.dns.DnsRecord;
import dev.jnet.walk.dns.Lookup;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameConclusionsTest {
  private static final String NAME = "www.lab.test";
  private static final InetAddress SERVER = Addresses.literal("192.0.2.53");
  private static final InetAddress ADDRESS = Addresses.literal("198.51.100.80");
  private static final Optional<String> NO_ERROR = Optional.empty();

  private static Lookup lookup(Optional<DnsMessage> answer, Optional<String> refusal) {
    Lookup.Query query =
        new Lookup.Query(4, new byte[12], List.of(), Optional.empty(), answer, false);
    return new Lookup(NAME, SERVER, List.of(query), refusal, 0);
  }

  private static Optional<DnsMessage> answer(int code, String word, boolean truncated) {
    List<DnsRecord> records =
        code == DnsMessage.NOERROR
            ? List.of(new DnsRecord(NAME, "A", 60, "198.51.100.80", Optional.of(ADDRESS)))
            : List.of();
    return Optional.of(
        new DnsMessage(70, 1, true, false, truncated, true, code, word, NAME, "A", records, 20));
  }

  private static List<Finding> ofServer(Lookup lookup, boolean byTcp) {
    return NameConclusions.ofServer(lookup, Nanos.MILLISECOND, byTcp);
  }

  private static List<String> codes(List<Finding> findings) {
    return findings.stream().map(Finding::code).toList();
  }

  @Test
  void slowLookUpIsSaidBeforeWhatItFound() {
    List<Finding> slow = NameConclusions.found(NAME, List.of(ADDRESS), Nanos.SECOND + 1);
    assertEquals(List.of("name-slow", "name-found"), codes(slow));
    List<Finding> quick = NameConclusions.found(NAME, List.of(ADDRESS), Nanos.SECOND);
    assertEquals(List.of("name-found"), codes(quick));
  }

  @Test
  void addressesOfAServerAreItsWords() {
    List<Finding> findings =
        ofServer(lookup(answer(DnsMessage.NOERROR, "NOERROR", false), NO_ERROR), true);
    NameServerAnswered answered = assertInstanceOf(NameServerAnswered.class, findings.get(0));
    assertEquals(1, findings.size());
    assertEquals("198.51.100.80", answered.words());
    assertFalse(answered.truncated());
    assertEquals(Optional.of(SERVER), answered.grounds().evidence().get(0).from());
  }

  @Test
  void truncatedAnswerIsAnAnswer() {
    NameServerAnswered answered =
        assertInstanceOf(
            NameServerAnswered.class,
            ofServer(lookup(answer(DnsMessage.NOERROR, "NOERROR", true), NO_ERROR), true).get(0));
    assertTrue(answered.truncated());
  }

  /** A server that says "no such name" works. */
  @ParameterizedTest
  @CsvSource({"3, NXDOMAIN, name-server-answered", "2, SERVFAIL, name-server-failed"})
  void codeOfTheAnswerTellsAnAnswerFromAFailure(int code, String word, String finding) {
    List<Finding> findings = ofServer(lookup(answer(code, word, false), NO_ERROR), true);
    assertEquals(List.of(finding), codes(findings));
    String words =
        findings.get(0) instanceof NameServerFailed failed
            ? failed.words()
            : ((NameServerAnswered) findings.get(0)).words();
    assertEquals(word, words);
  }

  @Test
  void icmpErrorIsAFailureInItsOwnWords() {
    NameServerFailed failed =
        assertInstanceOf(
            NameServerFailed.class,
            ofServer(lookup(Optional.empty(), Optional.of("port unreachable")), true).get(0));
    assertEquals("port unreachable", failed.words());
  }

  @Test
  void silenceByUdpIsAllThatIsSaid() {
    List<Finding> findings = ofServer(lookup(Optional.empty(), NO_ERROR), false);
    assertEquals(1, findings.size());
    NameServerSilent silent = assertInstanceOf(NameServerSilent.class, findings.get(0));
    assertFalse(silent.overTcp());
    assertEquals(Came.NOTHING, silent.grounds().evidence().get(0).came());
  }

  @Test
  void silenceByTcpComesAfterTheAnswerByUdp() {
    List<Finding> findings =
        ofServer(lookup(answer(DnsMessage.NOERROR, "NOERROR", false), NO_ERROR), false);
    assertEquals(List.of("name-server-answered", "name-server-silent"), codes(findings));
    assertTrue(((NameServerSilent) findings.get(1)).overTcp());
  }
}
