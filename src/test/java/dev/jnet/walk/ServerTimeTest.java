package dev.jnet.walk;

import static dev.jnet.report.Samples.ms;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.report.walk.WalkSamples;
import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.conversation.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** How the wait for the first byte divides; the times are those of the walks made by hand. */
class ServerTimeTest {
  private static Leg last(Walk walk) {
    return walk.last().orElseThrow();
  }

  private static Optional<ServerTime> of(Walk walk) {
    return ServerTime.of(last(walk));
  }

  @Test
  void serverThatAnswersAtOnceHasNoTimeOfItsOwn() {
    assertEquals(
        Optional.of(new ServerTime(ms(12), OptionalLong.of(0))), of(WalkSamples.arrived()));
  }

  @Test
  void greetingHasATimeToo() {
    assertEquals(
        Optional.of(new ServerTime(ms(12), OptionalLong.of(ms(1)))), of(WalkSamples.mail()));
  }

  @Test
  void serverThatIsSilentHasNoMeasuredTime() {
    assertEquals(
        Optional.of(new ServerTime(ms(12), OptionalLong.empty())), of(WalkSamples.stalled()));
    assertEquals(
        Optional.of(new ServerTime(ms(12), OptionalLong.empty())),
        of(WalkSamples.expiredCertificate()));
  }

  @Test
  void requestThatWasSentTwiceIsNotTheServersTime() {
    Leg leg = last(WalkSamples.arrived());
    ConversationResult once = leg.conversed().orElseThrow();
    List<Segment> twice = new ArrayList<>();
    for (Segment each : once.segments()) {
      twice.add(each);
      if (each.outgoing() && each.tcp().filter(tcp -> tcp.payload().length > 0).isPresent()) {
        twice.add(each);
      }
    }
    ConversationResult lossy =
        new ConversationResult(
            once.question(),
            once.course(),
            once.refusal(),
            twice,
            once.states(),
            once.options(),
            once.effectiveMss(),
            once.roundTrip(),
            once.times(),
            once.out(),
            once.in(),
            once.stall(),
            once.ending());
    Leg again =
        new Leg(
            leg.url(),
            leg.naming(),
            leg.hop(),
            Optional.of(lossy),
            leg.tls(),
            leg.page(),
            leg.transcript(),
            leg.again());
    assertEquals(OptionalLong.empty(), ServerTime.of(again).orElseThrow().own());
  }

  @Test
  void withoutAConnectionNothingIsMeasured() {
    assertEquals(Optional.empty(), of(WalkSamples.filtered()));
    assertEquals(Optional.empty(), of(WalkSamples.portClosed()));
    assertEquals(Optional.empty(), of(WalkSamples.noSuchName()));
  }
}
