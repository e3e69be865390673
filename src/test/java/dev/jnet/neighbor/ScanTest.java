package dev.jnet.neighbor;

import static dev.jnet.neighbor.Stations.HERE;
import static dev.jnet.neighbor.Stations.MINE;
import static dev.jnet.neighbor.Stations.OTHERS;
import static dev.jnet.neighbor.Stations.THEIRS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.probe.Pace;
import dev.jnet.probe.Prober;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Dissection;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScanTest {
  private final List<ScanFinding> heard = new ArrayList<>();
  private int left = -1;
  private long wait = Scan.SHORTEST_WAIT;

  @Test
  void asksForEveryOtherAddressAndTwiceForSilentOnes() throws Exception {
    ScriptedLink link =
        answering(Map.of("192.0.2.9", Nanos.MILLISECOND, "192.0.2.200", 2 * Nanos.MILLISECOND));
    ScanResult scanned = scan(link, "192.0.2.0/24");
    assertEquals(253, scanned.addresses(), "network, broadcast and our own address left out");
    assertEquals(253 + 251, scanned.sent());
    assertTrue(scanned.complete());
    assertEquals(
        List.of("192.0.2.9", "192.0.2.200"),
        scanned.found().stream().map(each -> Addresses.text(each.address())).toList());
    assertEquals(scanned.found(), heard, "each is told as it is found");
    for (Dissection sent : link.sent) {
      assertFalse(sent.arp().get().targetIp().equals(HERE));
    }
    assertEquals(0, left);
  }

  @Test
  void waitAdaptsToTheSlowestAnswer() throws Exception {
    ScanResult quick = scan(answering(Map.of("192.0.2.9", Nanos.MILLISECOND)), "192.0.2.0/24");
    assertTrue(
        quick.took() < 160 * Nanos.MILLISECOND,
        "25 ms of asking and 50 ms of waiting, twice: " + quick.took());
    ScanResult slow = scan(answering(Map.of("192.0.2.9", 120 * Nanos.MILLISECOND)), "192.0.2.0/24");
    assertEquals(1, slow.found().size());
    assertTrue(
        slow.took() > 480 * Nanos.MILLISECOND, "four times the slowest answer: " + slow.took());
  }

  @Test
  void longerWaitFindsStationsThatSleep() throws Exception {
    Map<String, Long> delays =
        Map.of("192.0.2.9", Nanos.MILLISECOND, "192.0.2.66", 300 * Nanos.MILLISECOND);
    assertEquals(1, scan(answering(delays), "192.0.2.0/24").found().size());
    wait = 400 * Nanos.MILLISECOND;
    ScanResult patient = scan(answering(delays), "192.0.2.0/24");
    assertEquals(2, patient.found().size());
    assertEquals(
        1000 * Nanos.MILLISECOND, patient.waited(), "and now by the slowest, up to a second");
  }

  @Test
  void secondQuestionFindsAStationThatMissedTheFirst() throws Exception {
    Map<Inet4Address, Integer> asked = new HashMap<>();
    Random random = new Random(826);
    ScriptedLink link =
        new ScriptedLink(
            (l, sent) -> {
              int times = asked.merge(sent.arp().get().targetIp(), 1, Integer::sum);
              if (times == 2 || random.nextBoolean()) {
                l.arrive(Nanos.MILLISECOND, Stations.reply(THEIRS, sent));
              }
            });
    ScanResult scanned = scan(link, "192.0.2.0/24");
    assertEquals(253, scanned.found().size());
    assertTrue(
        scanned.found().stream().anyMatch(each -> each.answers().get(0).number() == 2),
        "some by the second question");
  }

  @Test
  void twoStationsWithOneAddressAreADuplicate() throws Exception {
    ScriptedLink link =
        new ScriptedLink(
            (l, sent) -> {
              if (sent.arp().get().targetIp().equals(Stations.THERE)) {
                l.arrive(Nanos.MILLISECOND, Stations.reply(THEIRS, sent));
                l.arrive(2 * Nanos.MILLISECOND, Stations.reply(OTHERS, sent));
                l.arrive(3 * Nanos.MILLISECOND, Stations.reply(THEIRS, sent));
              }
            });
    ScanResult scanned = scan(link, "192.0.2.9-10");
    assertEquals(1, scanned.duplicates());
    ScanFinding duplicate = scanned.found().get(0);
    assertEquals(THEIRS, duplicate.mac());
    assertEquals(
        List.of(THEIRS, OTHERS), duplicate.answers().stream().map(NeighborAnswer::mac).toList());
    assertEquals(2, heard.size(), "told when found, and when it turned out to be two");
  }

  @Test
  void secondRoundOfLargeRangeNeedsNoPause() throws Exception {
    ScriptedLink link = answering(Map.of("10.1.200.7", Nanos.MILLISECOND));
    ScanResult scanned = scan(link, "10.1.0.0/16");
    assertEquals(1, scanned.found().size());
    assertEquals(65534, scanned.addresses());
    assertEquals(65534 + 65533, scanned.sent());
    assertTrue(
        scanned.took() < 13_200 * Nanos.MILLISECOND,
        "13.1 s of asking: " + scanned.took() / Nanos.MILLISECOND + " ms");
  }

  @Test
  void rangeWithOnlyThisMachinesAddressEndsAtOnce() throws Exception {
    ScanResult scanned = scan(answering(Map.of()), "192.0.2.1");
    assertEquals(0, scanned.addresses());
    assertEquals(0, scanned.sent());
    assertTrue(scanned.complete());
  }

  @Test
  void interruptedScanReportsWhatItFound() throws Exception {
    ScriptedLink link = answering(Map.of("192.0.2.9", Nanos.MILLISECOND));
    Scan scan = scanOf("192.0.2.0/24");
    ScanResult scanned =
        new Prober(link, Pace.of(1000), () -> false).run(scan, link.now() + 50 * Nanos.MILLISECOND);
    assertFalse(scanned.complete());
    assertEquals(1, scanned.found().size());
    assertTrue(scanned.sent() < 60);
  }

  private ScanResult scan(ScriptedLink link, String range) throws Exception {
    return new Prober(link, Pace.of(10_000, 20), () -> false)
        .run(scanOf(range), link.now() + 60_000 * Nanos.MILLISECOND);
  }

  private Scan scanOf(String range) {
    return new Scan(
        new Scan.Asker("eth0", HERE, MINE),
        AddressRange.parse(range),
        wait,
        new Scan.Listener() {
          @Override
          public void found(ScanFinding found) {
            heard.add(found);
          }

          @Override
          public void progress(int sent, int stillToSend) {
            left = stillToSend;
          }
        });
  }

  private static ScriptedLink answering(Map<String, Long> delays) {
    return new ScriptedLink(
        (l, sent) -> {
          Long delay = delays.get(Addresses.text(sent.arp().get().targetIp()));
          if (delay != null) {
            l.arrive(delay, Stations.reply(THEIRS, sent));
          }
        });
  }
}
