package dev.jnet.command.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.TestNet;
import dev.jnet.testnet.WebTransfers;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** mtu's remedies are typed as they are printed; after that a real curl gets through. */
@NamespaceTest
@Execution(ExecutionMode.CONCURRENT)
class MtuRemediesIT {
  private static void blackHoleBothWays(Chain chain) {
    chain.router(2).blackHole(1400);
  }

  private static void blackHoleOnTheWayThere(Chain chain) {
    chain
        .router(2)
        .nft(
            """
            table inet hole { chain f { type filter hook forward priority 0;
            iifname eth0 meta length > 1400 drop
            }
            }
            """);
  }

  /**
   * Breaks a chain's path, and mends it.
   *
   * @param start of the command that is to mend it
   * @param router whether it is typed on a router, not here
   */
  private static void mend(int version, Consumer<Chain> breaking, String start, boolean router) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500, 1500);
      breaking.accept(chain);
      String target = version == 6 ? chain.server().ipv6() : chain.server().ipv4();
      WebTransfers transfers = WebTransfers.between(chain.client(), chain.server(), target);
      assertFalse(transfers.complete());
      Outcome report = chain.client().jnet("mtu", target);
      List<String> commands =
          report.out().lines().map(String::strip).filter(line -> line.startsWith(start)).toList();
      assertEquals(2, commands.size(), report::toString); // the second one takes back the first
      Host at = router ? chain.router(1) : chain.client();
      at.run("sh", "-c", commands.get(0)).orThrow();
      transfers.assertComplete();
      at.run("sh", "-c", commands.get(1)).orThrow();
      assertFalse(transfers.complete());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void clampOnARouterMendsABlackHoleBothWays(int version) {
    mend(version, MtuRemediesIT::blackHoleBothWays, "nft ", true);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void clampOnARouterMendsABlackHoleOnTheWayThere(int version) {
    mend(version, MtuRemediesIT::blackHoleOnTheWayThere, "nft ", true);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void routeHereMendsABlackHoleBothWays(int version) {
    mend(version, MtuRemediesIT::blackHoleBothWays, "ip ", false);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void routeHereMendsABlackHoleOnTheWayThere(int version) {
    mend(version, MtuRemediesIT::blackHoleOnTheWayThere, "ip ", false);
  }

  /** Replies end at 1300 bytes, and 1400 pass on the way there: the remedy fits both. */
  private static void narrowerReturnPath(Chain chain) {
    chain
        .router(2)
        .nft(
            """
            table inet hole { chain f { type filter hook forward priority 0;
            iifname eth0 meta length > 1400 drop
            iifname eth1 meta length > 1300 drop
            }
            }
            """);
  }

  @ParameterizedTest
  @CsvSource({"4,nft ,true", "6,ip ,false"})
  void remedyFitsTheNarrowerReturnPath(int version, String start, boolean router) {
    mend(version, MtuRemediesIT::narrowerReturnPath, start.strip() + " ", router);
  }
}
