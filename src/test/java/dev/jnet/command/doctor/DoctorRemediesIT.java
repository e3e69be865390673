package dev.jnet.command.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.TestNet;
import dev.jnet.testnet.WebTransfers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The doctor finds what is built into broken networks. Its remedies are typed as they are printed;
 * after that a real curl gets through.
 */
@NamespaceTest
class DoctorRemediesIT {
  /** The networks: the IP version, the faults, the causes of each examination. */
  private static final String NETWORKS =
      """
      4 HOLE                              black-hole@2
      6 HOLE                              black-hole@2
      4 HOLE_THERE                        black-hole@2
      6 HOLE_THERE                        black-hole@2
      4 HOLE_BACK                         large-replies-vanish
      6 HOLE_BACK+OWN_FILTER_OUT          firewall-here,large-replies-vanish
      4 HOLE_FOR_TCP                      black-hole
      6 HOLE_FOR_TCP+OWN_FILTER_OUT       firewall-here,black-hole
      4 HOLE_FOR_TCP_THERE+LOSS           packet-loss,black-hole
      4 JUMBO_ISLAND                      black-hole@1
      6 JUMBO_ISLAND+OWN_FILTER_IN        firewall-here,black-hole@1
      4 INTERFACE_DOWN+OWN_FILTER_OUT     interface-down/firewall-here
      6 INTERFACE_DOWN+OWN_FILTER_IN      interface-down/firewall-here
      4 ROUTE_BLACKHOLE+PORT_REJECTED     route-refuses/port-filtered
      6 ROUTE_UNREACHABLE                 route-refuses
      4 ROUTE_UNREACHABLE+HOLE            route-refuses/black-hole@2
      6 ROUTE_BLACKHOLE+OWN_FILTER_IN     route-refuses/firewall-here
      4 OWN_FILTER_OUT                    firewall-here
      6 OWN_FILTER_IN+CLAMPED_TOO_LOW     firewall-here,clamped-too-low
      4 OWN_FILTER_IN+HOLE                firewall-here,black-hole@2
      6 OWN_FILTER_OUT+HOLE_THERE         firewall-here,black-hole@2
      4 HOLE+HOLE_NEAR                    black-hole@1
      6 HOLE+LOSS                         packet-loss,transfer-stalls
      4 HOLE+NO_ECHO                      black-hole@2
      6 HOLE_THERE+HOLE_BACK              black-hole@2
      4 HOLE_NEAR+NARROW_LINK             black-hole@1
      6 HOLE+SILENT_ROUTER                black-hole@2
      4 NO_ROUTE                          no-route
      4 ROUTER_OFF                        next-hop-silent
      6 REFUSED+HOLE                      refused-on-path@1/black-hole@2
      4 FAR_LINK_DOWN                     refused-on-path@2
      6 FAR_LINK_DOWN                     refused-on-path@2
      6 SILENT_SERVER                     no-answer@2
      4 PORT_DROPPED                      port-filtered
      6 PORT_REJECTED+HOLE                black-hole,port-filtered
      4 PORT_CLOSED+LOSS                  packet-loss,port-closed
      6 CLAMPED_TOO_LOW+LOSS              packet-loss,clamped-too-low
      6 BELOW_IPV6_MINIMUM                ipv6-link-too-small
      4 NO_ECHO                           ok:ping-not-answered
      6 NARROW_LINK                       ok:path-mtu-reduced
      4 SILENT_ROUTER                     ok:
      6 RATIONED                          ok:
      4 LOSS_OF_ONE_PERCENT               ok:some-loss
      6 CLAMPED+HOLE                      ok:black-hole-clamped
      4 OWN_NAT                           ok:
      6 NAT                               ok:
      4 ROUTE_LIMIT                       ok:route-limits-size
      6 JUMBO_FIRST_LINK                  ok:path-mtu-reduced
      4 TCP_ALONE                         ok:ping-not-answered
      4 REORDERED                         ok:replies-reordered
      6 REORDERED                         ok:replies-reordered
      6 NAT64                             ok:path-mtu-reduced,translated-by-nat64,replies-in-fragments
      4 NO_IPV6                           ok:
      """;

  /** Most of the time is spent with waiting, so that more than the processors can work. */
  private static final ExecutorService WORKERS = Executors.newFixedThreadPool(5);

  /**
   * The page with what other programs tell of the same networks; written where that is asked for.
   */
  private static final Path PAGE = Path.of("src/main/docs/broken-networks.md");

  private static final boolean COMPARES = System.getProperty("jnet.programs") != null;
  private static final Map<BrokenNetwork, String> ROWS = new ConcurrentHashMap<>();

  @AfterAll
  static void stop() throws IOException {
    WORKERS.shutdownNow();
    if (COMPARES) {
      String page = Files.readString(PAGE);
      String head = page.substring(0, page.indexOf("\n|---") + 1);
      List<String> rows =
          NETWORKS.lines().map(line -> ROWS.get(BrokenNetwork.parse(line))).toList();
      Files.writeString(
          PAGE, head + "|---|---|---|---|---|---|---|\n" + String.join("\n", rows) + "\n");
    }
  }

  @TestFactory
  List<DynamicTest> causeIsFoundAndItsRemediesWork() {
    List<DynamicTest> tests = new ArrayList<>();
    for (BrokenNetwork network : NETWORKS.lines().map(BrokenNetwork::parse).toList()) {
      Future<?> outcome = WORKERS.submit(() -> examineAndMend(network));
      tests.add(DynamicTest.dynamicTest(network.name(), () -> await(outcome)));
    }
    return tests;
  }

  private static void await(Future<?> outcome) throws Throwable {
    try {
      outcome.get();
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }

  private static void examineAndMend(BrokenNetwork network) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(network.links());
      String target = network.target(chain);
      WebTransfers transfers = WebTransfers.between(chain.client(), chain.server(), target);
      network.faults().forEach(fault -> fault.build(chain, network.version()));
      boolean complete = transfers.complete();
      List<Typed> typed = List.of();
      DoctorAnswer last = null;
      String before = "";
      for (BrokenNetwork.Stage stage : network.stages()) {
        last = DoctorAnswer.of(chain.client().jnet("doctor", "--json", transfers.url()));
        last.assertCauses(stage.causes().toArray(new String[0]));
        if (stage.causes().isEmpty()) {
          assertTrue(complete);
          last.assertVerdict("ok", 0).assertRemarks(stage.remarks());
        } else {
          last.assertVerdict(complete ? "degraded" : "broken", 1);
        }
        if (stage.hop() > 0) {
          last.assertHop(stage.causes().size() - 1, stage.hop());
        }
        if (COMPARES) {
          OtherPrograms others = new OtherPrograms(chain.client(), target, transfers.url());
          DoctorAnswer told = last;
          ROWS.computeIfAbsent(network, asked -> others.row(asked, told));
        }
        before = settings(chain.client());
        typed = typed(last, "router");
        typed.forEach(each -> each.run(chain));
      }
      if (!isMended(last)) {
        return;
      }
      transfers.assertComplete();
      if (typed.stream().anyMatch(each -> each.place().equals("router"))) {
        undo(last, "router", chain);
        typed(last, "here").forEach(each -> each.run(chain));
        transfers.assertComplete();
      }
      if (undo(last, "here", chain)) {
        assertEquals(before, settings(chain.client()), last::toString);
      }
    }
  }

  /** What remedies change: the rules of the packet filter, and the routes. */
  private static String settings(Host host) {
    return host.run("sh", "-c", "nft list ruleset; ip route; ip -6 route").orThrow().out();
  }

  /**
   * Takes back what was typed at a place, where something mends the same cause here. Returns
   * whether that was all: some commands cannot be taken back, because what was there before is not
   * known.
   */
  private static boolean undo(DoctorAnswer answer, String place, Chain chain) {
    boolean all = true;
    for (int i = 0; i < answer.causes().size(); i++) {
      List<String> back = answer.undoing(i, place);
      all &= !back.isEmpty() || answer.mending(i, place).isEmpty();
      if (!answer.mending(i, "here").isEmpty()) {
        back.forEach(command -> new Typed(place, command).run(chain));
      }
    }
    return all;
  }

  /** Whether there are causes, and commands that mend each of them. */
  private static boolean isMended(DoctorAnswer answer) {
    boolean all = !answer.causes().isEmpty();
    for (int i = 0; i < answer.causes().size(); i++) {
      all &=
          answer.causes().get(i).equals("packet-loss") // slow, and curl gets through
              || !answer.mending(i, "here").isEmpty()
              || !answer.mending(i, "router").isEmpty();
    }
    return all;
  }

  /** A command that mends a cause, and where it is typed. */
  private record Typed(String place, String command) {
    void run(Chain chain) {
      Host host = place.equals("here") ? chain.client() : chain.router(1);
      host.run("sh", "-c", command).orThrow();
    }
  }

  /** What mends each cause at a place, or here where nothing mends it at that place. */
  private static List<Typed> typed(DoctorAnswer answer, String place) {
    List<Typed> all = new ArrayList<>();
    for (int i = 0; i < answer.causes().size(); i++) {
      String at = answer.mending(i, place).isEmpty() ? "here" : place;
      answer.mending(i, at).forEach(command -> all.add(new Typed(at, command)));
    }
    return all;
  }
}
