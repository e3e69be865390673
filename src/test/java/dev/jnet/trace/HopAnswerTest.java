package dev.jnet.trace;

import static dev.jnet.trace.ByHand.ROUTER;
import static dev.jnet.trace.ByHand.TARGET;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.link.FrameRefusedException;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.probe.Via;
import dev.jnet.trace.HopAnswer.Kind;
import dev.jnet.unit.Port;
import dev.jnet.wire.Tcp;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HopAnswerTest {
  private static final Via TCP = Via.tcp(new Port(80));

  private static Probe probe(Via via) {
    return new TraceProbes(ByHand.question(via, 30, 3)).probe(0, 4);
  }

  private static Kind kind(Reply reply) {
    return HopAnswer.of(reply, TARGET).orElseThrow().kind();
  }

  @Test
  void echoReplyAndSegmentAreTheTargets() throws Exception {
    assertEquals(Kind.TARGET, kind(ByHand.echo(probe(Via.ICMP))));
    Reply reset = ByHand.segment(probe(TCP), Tcp.RST | Tcp.ACK);
    assertEquals(Kind.TARGET, kind(reset));
    assertEquals("RST ACK", HopAnswer.of(reset, TARGET).orElseThrow().words());
  }

  @Test
  void expiredIsARoutersAnswerEvenFromTheTarget() throws Exception {
    assertEquals(Kind.ROUTER, kind(ByHand.expired(probe(Via.ICMP), ROUTER, 1)));
    assertEquals(Kind.ROUTER, kind(ByHand.expired(probe(Via.ICMP), TARGET, 1)));
  }

  @Test
  void unreachableIsTheTargetsAnswerOrARefusal() throws Exception {
    assertEquals(Kind.TARGET, kind(ByHand.unreachable(probe(Via.ICMP), TARGET, 3, 1)));
    assertEquals(Kind.REFUSAL, kind(ByHand.unreachable(probe(Via.ICMP), ROUTER, 1, 1)));
  }

  @Test
  void tooBigIsAMistakeOfTheRouterWhereTheTtlRanOut() throws Exception {
    assertEquals(Kind.MISTAKEN_ROUTER, kind(ByHand.tooBig(probe(Via.ICMP), ROUTER, 1)));
  }

  @Test
  void tooBigSaysNothingOfAHopWhereTheTtlDidNotRunOut() throws Exception {
    assertEquals(Optional.empty(), HopAnswer.of(ByHand.tooBig(probe(Via.ICMP), ROUTER, 2), TARGET));
  }

  @Test
  void probeThatDidNotLeaveSaysNothingOfAHop() {
    Reply refused =
        new Reply.Refused(
            probe(Via.ICMP), ByHand.timing(0), FrameRefusedException.Reason.NO_BUFFER);
    assertEquals(Optional.empty(), HopAnswer.of(refused, TARGET));
  }

  @Test
  void routersBackAreCountedFromTheNearestUsualTtl() {
    int[] ttls = {64, 60, 65, 128, 129, 255, 0};
    int[] routers = {0, 4, 63, 0, 126, 0, 64};
    for (int i = 0; i < ttls.length; i++) {
      HopAnswer answer = new HopAnswer(ROUTER, Kind.ROUTER, "", 0, ttls[i], List.of(), List.of());
      assertEquals(routers[i], answer.routersBack(), "TTL " + ttls[i]);
    }
  }
}
