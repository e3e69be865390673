package dev.jnet.neighbor;

import static dev.jnet.neighbor.Stations.HERE;
import static dev.jnet.neighbor.Stations.MINE;
import static dev.jnet.neighbor.Stations.NOBODY;
import static dev.jnet.neighbor.Stations.OTHERS;
import static dev.jnet.neighbor.Stations.THEIRS;
import static dev.jnet.neighbor.Stations.THERE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.probe.Pace;
import dev.jnet.probe.Prober;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Arp;
import dev.jnet.wire.EtherType;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.MacAddress;
import java.net.Inet4Address;
import org.junit.jupiter.api.Test;

class ReverseResolutionTest {
  @Test
  void serverTellsTheAddressOfHardwareAddress() throws Exception {
    ScriptedLink link =
        new ScriptedLink((l, sent) -> l.arrive(Nanos.MILLISECOND, answer(THEIRS, OTHERS, HERE)));
    ReverseResolutionResult resolved = resolve(link, OTHERS);
    assertEquals(1, resolved.asked());
    assertEquals(HERE, resolved.answers().get(0).address());
    assertEquals(THEIRS, resolved.answers().get(0).server());
    assertEquals(THERE, resolved.answers().get(0).serverAddress());
    assertEquals(Nanos.MILLISECOND, resolved.answers().get(0).timing().roundTrip());
    assertFalse(resolved.isConflict());
    Ethernet frame = link.sent.get(0).ethernet().get();
    assertEquals(EtherType.RARP, frame.etherType());
    assertEquals(MacAddress.BROADCAST, frame.destination());
    assertEquals(
        new Arp(Arp.REVERSE_REQUEST, MINE, NOBODY, OTHERS, NOBODY), link.sent.get(0).arp().get());
  }

  @Test
  void silenceHasNoAnswerAndIsGivenUpAfterThreeQuestions() throws Exception {
    ScriptedLink link = new ScriptedLink((l, sent) -> {});
    ReverseResolutionResult resolved = resolve(link, MINE);
    assertTrue(resolved.answers().isEmpty());
    assertEquals(3, resolved.asked());
    assertEquals(3000 * Nanos.MILLISECOND, link.now() - link.start);
  }

  @Test
  void answerAboutAnotherStationIsNotBelieved() throws Exception {
    ScriptedLink link =
        new ScriptedLink((l, sent) -> l.arrive(Nanos.MILLISECOND, answer(THEIRS, MINE, HERE)));
    assertTrue(resolve(link, OTHERS).answers().isEmpty());
  }

  @Test
  void serversThatDisagreeAreBothShown() throws Exception {
    ScriptedLink link =
        new ScriptedLink(
            (l, sent) -> {
              l.arrive(Nanos.MILLISECOND, answer(THEIRS, MINE, HERE));
              l.arrive(90 * Nanos.MILLISECOND, answer(OTHERS, MINE, THERE));
            });
    ReverseResolutionResult resolved = resolve(link, MINE);
    assertEquals(2, resolved.answers().size());
    assertTrue(resolved.isConflict());
  }

  private static ReverseResolutionResult resolve(ScriptedLink link, MacAddress target)
      throws Exception {
    return new Prober(link, Pace.unlimited(), () -> false)
        .run(new ReverseResolution("eth0", MINE, target), link.now() + 60_000 * Nanos.MILLISECOND);
  }

  private static Ethernet answer(MacAddress server, MacAddress target, Inet4Address address) {
    Arp reply = new Arp(Arp.REVERSE_REPLY, server, THERE, target, address);
    return new Ethernet(MINE, server, EtherType.RARP, reply.emit());
  }
}
