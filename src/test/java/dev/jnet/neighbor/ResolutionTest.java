package dev.jnet.neighbor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.probe.Pace;
import dev.jnet.probe.Prober;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Arp;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.EtherType;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.NeighborAdvertisement;
import dev.jnet.wire.NeighborSolicitation;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResolutionTest {
  private static final MacAddress MINE = MacAddress.parse("02:00:00:00:00:01");
  private static final MacAddress THEIRS = MacAddress.parse("02:00:00:00:00:02");
  private static final Inet4Address HERE = (Inet4Address) Addresses.literal("192.0.2.1");
  private static final Inet4Address THERE = (Inet4Address) Addresses.literal("192.0.2.9");
  private static final Inet6Address HERE6 = (Inet6Address) Addresses.literal("2001:db8::1");
  private static final Inet6Address THERE6 = (Inet6Address) Addresses.literal("2001:db8::9");

  @Test
  void arpIsAskedByBroadcastAndTheFirstAnswerEndsIt() throws Exception {
    ScriptedLink link =
        new ScriptedLink(
            (l, sent) -> l.arrive(3 * Nanos.MILLISECOND, reply(sent.arp().get(), THERE, HERE)));
    ResolutionResult resolved = resolve(link, HERE, THERE);
    assertEquals(Optional.of(THEIRS), resolved.mac());
    assertEquals(1, resolved.asked());
    NeighborAnswer answer = resolved.answers().get(0);
    assertEquals(3 * Nanos.MILLISECOND, answer.timing().roundTrip());
    assertTrue(answer.timing().exact());
    assertTrue(answer.isUnicast());
    assertFalse(answer.isFromElsewhere());
    Dissection question = link.sent.get(0);
    assertEquals(MacAddress.BROADCAST, question.ethernet().get().destination());
    assertEquals(new Arp(Arp.REQUEST, MINE, HERE, MacAddress.ZERO, THERE), question.arp().get());
    assertEquals(
        3 * Nanos.MILLISECOND, link.now() - link.start, "nothing is waited for behind the answer");
  }

  @Test
  void silenceIsAskedThreeTimesAndGivenUpAfterTwoSeconds() throws Exception {
    ScriptedLink link = new ScriptedLink((l, sent) -> {});
    ResolutionResult resolved = resolve(link, HERE, THERE);
    assertEquals(Optional.empty(), resolved.mac());
    assertEquals(3, resolved.asked());
    assertEquals(List.of(0L, 200 * Nanos.MILLISECOND, 1000 * Nanos.MILLISECOND), link.sentAt);
    assertEquals(2000 * Nanos.MILLISECOND, link.now() - link.start);
  }

  @Test
  void lostQuestionIsAskedAgain() throws Exception {
    ScriptedLink link =
        new ScriptedLink(
            (l, sent) -> {
              if (l.sent.size() == 2) {
                l.arrive(Nanos.MILLISECOND, reply(sent.arp().get(), THERE, HERE));
              }
            });
    ResolutionResult resolved = resolve(link, HERE, THERE);
    assertEquals(Optional.of(THEIRS), resolved.mac());
    assertEquals(2, resolved.asked());
    assertEquals(Nanos.MILLISECOND, resolved.answers().get(0).timing().roundTrip());
  }

  @Test
  void arpThatDoesNotFitTheQuestionIsNotBelieved() throws Exception {
    Inet4Address other = (Inet4Address) Addresses.literal("192.0.2.10");
    ScriptedLink link =
        new ScriptedLink(
            (l, sent) -> {
              l.arrive(Nanos.MILLISECOND, reply(sent.arp().get(), other, HERE));
              l.arrive(Nanos.MILLISECOND, reply(sent.arp().get(), THERE, other));
              // a question of the target's for somebody else, not an answer
              Arp request = new Arp(Arp.REQUEST, THEIRS, THERE, MacAddress.ZERO, HERE);
              l.arrive(
                  Nanos.MILLISECOND,
                  new Ethernet(MacAddress.BROADCAST, THEIRS, EtherType.ARP, request.emit()));
              // the right words in a RARP frame
              Arp right = new Arp(Arp.REPLY, THEIRS, THERE, MINE, HERE);
              l.arrive(Nanos.MILLISECOND, new Ethernet(MINE, THEIRS, EtherType.RARP, right.emit()));
            });
    Prober prober = new Prober(link, Pace.unlimited(), () -> false);
    ResolutionResult resolved =
        prober.run(
            new Resolution(new NeighborQuestion("eth0", HERE, MINE, THERE)),
            link.now() + 5000 * Nanos.MILLISECOND);
    assertEquals(Optional.empty(), resolved.mac());
    assertEquals(6, prober.tally().unmatched(), "two wrong replies to each of three questions");
  }

  @Test
  void allWhoAnswerInAMomentAreHeardAndTwoAreAConflict() throws Exception {
    ScriptedLink link =
        new ScriptedLink(
            (l, sent) -> {
              l.arrive(Nanos.MILLISECOND, Stations.reply(THEIRS, sent));
              l.arrive(40 * Nanos.MILLISECOND, Stations.reply(Stations.OTHERS, sent));
              l.arrive(400 * Nanos.MILLISECOND, Stations.reply(MINE, sent));
            });
    ResolutionResult resolved = resolve(link, Patience.ALL_ANSWERS);
    assertTrue(resolved.isConflict());
    assertEquals(List.of(THEIRS, Stations.OTHERS), resolved.macs());
    assertEquals(1, resolved.asked());
    assertEquals(140 * Nanos.MILLISECOND, link.now() - link.start, "100 ms behind the last answer");
  }

  @Test
  void countIsAskedToItsEndAndAnswersAreNumbered() throws Exception {
    ScriptedLink link =
        new ScriptedLink(
            (l, sent) -> {
              if (l.sent.size() != 2) {
                l.arrive(5 * Nanos.MILLISECOND, Stations.reply(THEIRS, sent));
              }
            });
    ResolutionResult resolved =
        resolve(
            link,
            new Patience(
                4, 300 * Nanos.MILLISECOND, 1000 * Nanos.MILLISECOND, 50 * Nanos.MILLISECOND));
    assertEquals(4, resolved.asked());
    assertEquals(3, resolved.answered());
    assertEquals(
        List.of(1, 3, 4), resolved.answers().stream().map(NeighborAnswer::number).toList());
    assertEquals(
        List.of(0L, 300 * Nanos.MILLISECOND, 600 * Nanos.MILLISECOND, 900 * Nanos.MILLISECOND),
        link.sentAt);
    assertEquals(955 * Nanos.MILLISECOND, link.now() - link.start);
    assertFalse(resolved.isConflict());
  }

  @Test
  void lastQuestionOfCountIsWaitedForWhenUnanswered() throws Exception {
    ScriptedLink link =
        new ScriptedLink(
            (l, sent) -> {
              if (l.sent.size() == 1) {
                l.arrive(5 * Nanos.MILLISECOND, Stations.reply(THEIRS, sent));
              }
            });
    ResolutionResult resolved =
        resolve(
            link,
            new Patience(
                2, 300 * Nanos.MILLISECOND, 700 * Nanos.MILLISECOND, 50 * Nanos.MILLISECOND));
    assertEquals(1, resolved.answered());
    assertEquals(1000 * Nanos.MILLISECOND, link.now() - link.start);
  }

  @Test
  void replyWithPriorityTagAndByAnotherStationIsBelievedAndShown() throws Exception {
    MacAddress proxy = MacAddress.parse("02:00:00:00:00:03");
    ScriptedLink link =
        new ScriptedLink(
            (l, sent) -> {
              Arp answer = new Arp(Arp.REPLY, THEIRS, THERE, MINE, HERE);
              l.arrive(
                  Nanos.MILLISECOND,
                  new Ethernet(
                      MacAddress.BROADCAST, proxy, List.of(0), EtherType.ARP, answer.emit()));
            });
    NeighborAnswer answer = resolve(link, HERE, THERE).answers().get(0);
    assertEquals(THEIRS, answer.mac());
    assertTrue(answer.isFromElsewhere());
    assertFalse(answer.isUnicast());
    assertEquals(List.of(0), answer.ethernet().vlans());
  }

  /** The kernel gives such a frame to nobody on this link. */
  @Test
  void replyOfAnotherVlanIsNoReplyAndIsShown() throws Exception {
    ScriptedLink link =
        new ScriptedLink(
            (l, sent) -> {
              Arp answer = new Arp(Arp.REPLY, THEIRS, THERE, MINE, HERE);
              l.arrive(
                  Nanos.MILLISECOND,
                  new Ethernet(MINE, THEIRS, List.of(7), EtherType.ARP, answer.emit()));
            });
    ResolutionResult resolved = resolve(link, HERE, THERE);
    assertEquals(List.of(), resolved.answers());
    assertEquals(1, resolved.otherVlans().size(), "each station once");
    assertEquals(THEIRS, resolved.otherVlans().get(0).mac());
    assertEquals(List.of(7), resolved.otherVlans().get(0).ethernet().vlans());
  }

  @Test
  void solicitationGoesToTheGroupAndItsAdvertisementIsBelieved() throws Exception {
    ScriptedLink link =
        new ScriptedLink(
            (l, sent) ->
                l.arrive(2 * Nanos.MILLISECOND, advertisement(255, THERE6, HERE6, THERE6, true)));
    ResolutionResult resolved = resolve(link, HERE6, THERE6);
    assertEquals(Optional.of(THEIRS), resolved.mac());
    assertEquals(2 * Nanos.MILLISECOND, resolved.answers().get(0).timing().roundTrip());
    Dissection question = link.sent.get(0);
    assertEquals("33:33:ff:00:00:09", question.ethernet().get().destination().toString());
    assertEquals(255, question.ip().get().hopLimit());
    assertEquals("ff02::1:ff00:9", Addresses.text(question.ip().get().destination()));
    assertEquals(new NeighborSolicitation(THERE6, Optional.of(MINE)), question.transport().get());
  }

  @Test
  void advertisementWithoutOptionIsOfTheFramesSource() throws Exception {
    ScriptedLink link =
        new ScriptedLink(
            (l, sent) ->
                l.arrive(Nanos.MILLISECOND, advertisement(255, THERE6, HERE6, THERE6, false)));
    assertEquals(Optional.of(THEIRS), resolve(link, HERE6, THERE6).mac());
  }

  @Test
  void advertisementsOfOthersOrFromBehindRouterAreNotBelieved() throws Exception {
    Inet6Address other = (Inet6Address) Addresses.literal("2001:db8::10");
    ScriptedLink link =
        new ScriptedLink(
            (l, sent) -> {
              l.arrive(Nanos.MILLISECOND, advertisement(254, THERE6, HERE6, THERE6, true));
              l.arrive(Nanos.MILLISECOND, advertisement(255, THERE6, HERE6, other, true));
              l.arrive(Nanos.MILLISECOND, advertisement(255, THERE6, other, THERE6, true));
            });
    assertEquals(Optional.empty(), resolve(link, HERE6, THERE6).mac());
  }

  @Test
  void questionFromTheUnspecifiedAddressIsAnsweredAtTheGroupOfAll() throws Exception {
    Inet6Address nobody = (Inet6Address) Addresses.literal("::");
    Inet6Address all = (Inet6Address) Addresses.literal("ff02::1");
    ScriptedLink link =
        new ScriptedLink(
            (l, sent) -> {
              NeighborAdvertisement answer =
                  new NeighborAdvertisement(
                      THERE6, false, false, true, Optional.of(THEIRS), Checksum.State.CORRECT);
              l.arrive(Nanos.MILLISECOND, frame(255, THERE6, all, answer));
            });
    ResolutionResult resolved = resolve(link, nobody, THERE6);
    assertEquals(Optional.of(THEIRS), resolved.mac());
    assertEquals(
        new NeighborSolicitation(THERE6, Optional.empty()), link.sent.get(0).transport().get());
  }

  @Test
  void addressesThatDoNotGoTogetherAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new NeighborQuestion("eth0", HERE, MINE, THERE6));
    for (String none : List.of("224.0.0.1", "0.0.0.0")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new NeighborQuestion("eth0", HERE, MINE, Addresses.literal(none)));
    }
  }

  private static ResolutionResult resolve(ScriptedLink link, InetAddress source, InetAddress target)
      throws Exception {
    Resolution resolution = new Resolution(new NeighborQuestion("eth0", source, MINE, target));
    return new Prober(link, Pace.unlimited(), () -> false)
        .run(resolution, link.now() + 5000 * Nanos.MILLISECOND);
  }

  private static ResolutionResult resolve(ScriptedLink link, Patience patience) throws Exception {
    return new Prober(link, Pace.unlimited(), () -> false)
        .run(
            new Resolution(new NeighborQuestion("eth0", HERE, MINE, THERE), patience),
            link.now() + 60_000 * Nanos.MILLISECOND);
  }

  private static Ethernet reply(Arp request, Inet4Address sender, Inet4Address to) {
    Arp reply = new Arp(Arp.REPLY, THEIRS, sender, request.senderMac(), to);
    return new Ethernet(request.senderMac(), THEIRS, EtherType.ARP, reply.emit());
  }

  private static Ethernet advertisement(
      int hopLimit, Inet6Address from, Inet6Address to, Inet6Address target, boolean withOption) {
    return frame(
        hopLimit,
        from,
        to,
        new NeighborAdvertisement(
            target,
            false,
            true,
            true,
            withOption ? Optional.of(THEIRS) : Optional.empty(),
            Checksum.State.CORRECT));
  }

  private static Ethernet frame(
      int hopLimit, Inet6Address from, Inet6Address to, NeighborAdvertisement answer) {
    Ipv6 packet = new Ipv6(from, to, hopLimit, IpProtocol.ICMPV6, answer.emit(from, to));
    return new Ethernet(MINE, THEIRS, EtherType.IPV6, packet.emit());
  }
}
