package dev.jnet.trace;

import static dev.jnet.trace.ByHand.ROUTER;
import static dev.jnet.trace.ByHand.TARGET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.probe.Via;
import dev.jnet.trace.TraceResult.Status;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Tcp;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AutoTraceTest {
  /** Replies to a probe; null where there is silence. */
  private interface Network {
    Reply reply(Probe probe) throws MalformedPacketException;
  }

  private final AutoTrace trace = new AutoTrace(ByHand.question(Via.ICMP, 3, 1));
  private int sent;

  /** Runs the trace until it is done; all replies come before the next probe leaves. */
  private TraceResult run(Network network) throws MalformedPacketException {
    long now = 0;
    for (int step = 0; step < 1000 && !trace.done(); step++) {
      Optional<Probe> probe = trace.next(now);
      if (probe.isPresent()) {
        sent++;
        Reply reply = network.reply(probe.get());
        if (reply != null) {
          trace.accept(reply);
        }
      } else {
        now = Math.max(now, Math.min(trace.wakeAt(), now + 50 * Nanos.MILLISECOND));
      }
    }
    assertTrue(trace.done());
    return trace.result();
  }

  private static boolean isEcho(Probe probe) {
    return probe.packet().protocol() == IpProtocol.ICMP;
  }

  @Test
  void usesOnlyEchoesWhereTheTargetAnswersThem() throws Exception {
    TraceResult result =
        run(
            probe ->
                probe.packet().hopLimit() < 2
                    ? ByHand.expired(probe, ROUTER, 1)
                    : ByHand.echo(probe));
    assertEquals(Status.REACHED, result.status());
    assertEquals(Via.ICMP, result.via());
    assertEquals(sent, result.probes());
  }

  @Test
  void tracesAgainWithThePortThatAnswered() throws Exception {
    TraceResult result =
        run(
            probe -> {
              if (probe.packet().hopLimit() < 2) {
                return ByHand.expired(probe, ROUTER, 1);
              }
              boolean web = !isEcho(probe) && probe.packet().protocol() == IpProtocol.TCP;
              return web ? ByHand.segment(probe, Tcp.RST | Tcp.ACK) : null;
            });
    assertEquals(Status.REACHED, result.status());
    assertEquals(Via.tcp(new Port(443)), result.via());
    assertEquals(2, result.hops().size());
    assertEquals(sent, result.probes(), "echoes, knocks and SYNs are all counted");
  }

  @Test
  void keepsWhatTheEchoesFoundWhereNoPortAnswers() throws Exception {
    TraceResult result =
        run(probe -> probe.packet().hopLimit() < 2 ? ByHand.expired(probe, ROUTER, 1) : null);
    assertEquals(Status.SILENT, result.status());
    assertEquals(Via.ICMP, result.via());
    assertEquals(1, result.hops().size());
    assertEquals(sent, result.probes());
  }

  @Test
  void triesNoPortsWhereTheLargestTtlIsTooSmall() throws Exception {
    TraceResult result =
        run(
            probe -> {
              assertTrue(isEcho(probe));
              return ByHand.expired(probe, ROUTER, 1);
            });
    assertFalse(result.reached());
    assertEquals(3, result.hops().size());
  }

  @Test
  void triesPortsWhereARouterRefusesEchoes() throws Exception {
    TraceResult result =
        run(
            probe ->
                isEcho(probe)
                    ? ByHand.unreachable(probe, ROUTER, 13, probe.packet().hopLimit())
                    : ByHand.unreachable(probe, TARGET, 3, 1));
    assertEquals(Status.REACHED, result.status());
    assertEquals(Via.tcp(new Port(443)), result.via());
  }
}
