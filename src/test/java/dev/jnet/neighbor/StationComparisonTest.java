package dev.jnet.neighbor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.link.LinkException;
import dev.jnet.probe.Pace;
import dev.jnet.probe.Prober;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.EtherType;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Transport;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether two stations that answer for one address are one machine. */
class StationComparisonTest {
  private static final MacAddress MINE = MacAddress.parse("02:00:00:00:00:01");
  private static final MacAddress ONE = MacAddress.parse("02:00:00:00:00:0a");
  private static final MacAddress OTHER = MacAddress.parse("02:00:00:00:00:0b");

  /** The stations echo; a function says which of them sends the reply to a request to a station. */
  private static List<StationComparison.Answer> compare(
      String here, String there, UnaryOperator<MacAddress> replyFrom) throws LinkException {
    ScriptedLink link = new ScriptedLink((l, sent) -> echo(l, sent, replyFrom));
    NeighborQuestion question =
        new NeighborQuestion("eth0", Addresses.literal(here), MINE, Addresses.literal(there));
    StationComparison comparison = new StationComparison(question, List.of(ONE, OTHER), 1);
    return new Prober(link, Pace.unlimited(), () -> false).run(comparison, Nanos.FOREVER);
  }

  private static void echo(
      ScriptedLink link, Dissection sent, UnaryOperator<MacAddress> replyFrom) {
    MacAddress from = replyFrom.apply(sent.ethernet().orElseThrow().destination());
    if (from == null) {
      return;
    }
    IpPacket request = sent.ip().orElseThrow();
    assertEquals(1, request.hopLimit(), "a router must not pass it on to the other station");
    InetAddress there = request.destination();
    Transport reply = ((IcmpEcho) sent.transport().orElseThrow()).answered();
    byte[] packet =
        IpPacket.unsplittable(
                there,
                request.source(),
                1,
                64,
                new Payload(reply.protocol(), reply.emit(there, request.source())))
            .emit();
    int etherType = request.version() == 4 ? EtherType.IPV4 : EtherType.IPV6;
    link.arrive(Nanos.MILLISECOND, new Ethernet(MINE, from, etherType, packet));
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1 192.0.2.9", "2001:db8::1 2001:db8::9"})
  void replyByTheOtherInterfaceShowsOneMachine(String addresses) throws LinkException {
    String[] both = addresses.split(" ", -1);
    List<StationComparison.Answer> answers = compare(both[0], both[1], asked -> ONE);
    assertEquals(
        Set.of(new StationComparison.Answer(ONE, ONE), new StationComparison.Answer(OTHER, ONE)),
        Set.copyOf(answers));
    assertTrue(answers.stream().anyMatch(StationComparison.Answer::isByAnother));
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1 192.0.2.9", "2001:db8::1 2001:db8::9"})
  void machinesThatAnswerForThemselvesAreNotShownToBeOne(String addresses) throws LinkException {
    String[] both = addresses.split(" ", -1);
    List<StationComparison.Answer> answers = compare(both[0], both[1], asked -> asked);
    assertEquals(2, answers.size());
    assertFalse(answers.get(0).isByAnother() || answers.get(1).isByAnother());
  }

  @ParameterizedTest
  @ValueSource(strings = "192.0.2.1 192.0.2.9")
  void silentStationsAreNotWaitedForLong(String addresses) throws LinkException {
    String[] both = addresses.split(" ", -1);
    assertEquals(List.of(), compare(both[0], both[1], asked -> null));
  }
}
