package dev.jnet.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.doctor.Remedy.Place;
import dev.jnet.finding.ApplicationFinding.HttpError;
import dev.jnet.finding.ApplicationFinding.TlsFailed;
import dev.jnet.finding.Grounds;
import dev.jnet.walk.tls.TlsSession;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Remedies of the causes that show only when an application is spoken. */
class ApplicationRemediesTest {
  private static final Examination FOUR = SizeRemediesTest.examination(4, 2);
  private static final Examination SIX = SizeRemediesTest.examination(6, 2);

  private static List<Place> places(List<Remedy> remedies) {
    return remedies.stream().map(Remedy::place).toList();
  }

  private static String commands(List<Remedy> remedies, int index) {
    return String.join(" ", remedies.get(index).commands());
  }

  @ParameterizedTest
  @CsvSource({
    "EXPIRED, it has expired",
    "NAME_MISMATCH, it is for other names",
    "UNKNOWN_AUTHORITY, no authority that this machine trusts has signed it",
    "INVALID_CHAIN, words"
  })
  void certificateIsShownHereAndReplacedByTheOperator(TlsSession.Kind kind, String reason) {
    List<Remedy> remedies =
        ApplicationRemedies.certificate(
            FOUR, List.of(new TlsFailed(kind, "words", "issuer", Grounds.seen())));
    assertEquals(List.of(Place.HERE, Place.OPERATOR), places(remedies));
    assertEquals(
        "openssl s_client -connect 192.0.2.80:443 -servername www.example.org </dev/null"
            + " | openssl x509 -noout -issuer -dates -ext subjectAltName",
        commands(remedies, 0));
    String mail = commands(remedies, 1);
    assertTrue(mail.contains("at 192.0.2.80:443 is refused, because " + reason + "."), mail);
  }

  @Test
  void endpointOfAnIpv6AddressHasBrackets() {
    assertEquals(
        "jnet walk -q -6 --pcap reset.pcap https://www.example.org:443/ "
            + "jnet read --flow 1 reset.pcap",
        commands(ApplicationRemedies.reset(SIX, List.of()), 0));
    String tls = commands(ApplicationRemedies.refusedTls(SIX, List.of()), 0);
    assertTrue(tls.startsWith("openssl s_client -connect [2001:db8::80]:443 "), tls);
    assertTrue(tls.endsWith(" -state </dev/null"), tls);
  }

  @Test
  void certificateOfTheFutureMayBeThisMachinesClock() {
    List<Remedy> remedies = ApplicationRemedies.clock(FOUR, List.of());
    assertEquals(List.of(Place.HERE, Place.OPERATOR), places(remedies));
    assertEquals("date -u", commands(remedies, 0));
  }

  @Test
  void errorOfTheServerIsNotTheNetworks() {
    List<Remedy> remedies =
        ApplicationRemedies.serverError(
            FOUR, List.of(new HttpError(503, "Service Unavailable", Grounds.seen())));
    assertEquals(List.of(Place.OPERATOR), places(remedies));
    assertEquals(
        "The server www.example.org at 192.0.2.80:443 answers requests with status 503.",
        commands(remedies, 0));
  }
}
