package dev.jnet.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.neighbor.Patience;
import dev.jnet.neighbor.Question;
import dev.jnet.neighbor.Resolution;
import dev.jnet.neighbor.Resolved;
import dev.jnet.ping.PingDiagnosis;
import dev.jnet.ping.PingQuestion;
import dev.jnet.ping.PingResult;
import dev.jnet.probe.Pace;
import dev.jnet.probe.Prober;
import dev.jnet.probe.Via;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mirror answers what it is asked, and lets time pass where there is no answer. */
class MirrorLinkTest {
  private static final MacAddress MAC = MacAddress.parse("02:00:00:00:00:02");

  private final MirrorLink mirror = new MirrorLink();
  private final Prober prober = new Prober(mirror, Pace.unlimited(), () -> false);

  private PingResult ping(String source, String target, Via via) throws LinkException {
    InetAddress from = Addresses.literal(source);
    InetAddress to = Addresses.literal(target);
    FirstHop hop = new FirstHop("x", LinkType.ETHERNET, 1500, from, MAC, to, MacAddress.ZERO);
    PingQuestion question =
        new PingQuestion(
            to,
            hop,
            via,
            PingQuestion.Shape.USUAL,
            new PingQuestion.Schedule(1, Nanos.SECOND, false, 0, Nanos.SECOND, Nanos.SECOND),
            1);
    return prober.run(new PingDiagnosis(question), Long.MAX_VALUE);
  }

  @ParameterizedTest
  @CsvSource({"192.0.2.1, 192.0.2.2", "2001:db8::1, 2001:db8::2"})
  void echoRequestsAreAnswered(String source, String target) throws LinkException {
    long before = mirror.now();
    assertEquals(1, ping(source, target, Via.ICMP).received());
    assertTrue(mirror.now() - before < Nanos.SECOND);
  }

  @ParameterizedTest
  @CsvSource({"192.0.2.1, 192.0.2.2", "2001:db8::1, 2001:db8::2"})
  void whatIsNotAnsweredTakesItsTimeAtOnce(String source, String target) throws LinkException {
    long before = mirror.now();
    assertEquals(0, ping(source, target, Via.parse("udp:7")).received());
    assertTrue(mirror.now() - before >= Nanos.SECOND);
  }

  @ParameterizedTest
  @CsvSource({"192.0.2.1, 192.0.2.2", "2001:db8::1, 2001:db8::2"})
  void neighboursAreFound(String source, String target) throws LinkException {
    Question question =
        new Question("x", Addresses.literal(source), MAC, Addresses.literal(target));
    Resolved resolved = prober.run(new Resolution(question, Patience.FIRST_ANSWER), Long.MAX_VALUE);
    assertEquals(1, resolved.macs().size());
  }
}
