package dev.jnet.command.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.TestNet;
import dev.jnet.testnet.WebTransfers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The doctor and equal paths, among which routers choose by the ports of each connection. */
@NamespaceTest
class DoctorPathsIT {
  /** Downloads, and as many uploads. That none of them takes one of two paths does not happen. */
  private static final int TRANSFERS = 12;

  @ParameterizedTest(name = "IPv{0}")
  @ValueSource(ints = {4, 6})
  void oneOfTwoPathsThatDropsLargePacketsIsNamedAndItsRemediesWork(int version) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500, 1500);
      chain.equalPaths(1);
      String target = Fault.server(chain, version);
      WebTransfers transfers = WebTransfers.between(chain.client(), chain.server(), target);
      chain
          .router(2)
          .nft(
              """
              table inet fault { chain forward { type filter hook forward priority 0;
                iifname eth2 meta length > 1400 drop
                oifname eth2 meta length > 1400 drop
              }; }
              """);
      assertTrue(transfers.completeOf(TRANSFERS, 2) < 2 * TRANSFERS);

      DoctorAnswer answer =
          DoctorAnswer.of(chain.client().jnet("doctor", "--json", transfers.url()));
      answer.assertCauses("one-path-drops-large").assertVerdict("broken", 1);
      assertTrue(answer.text().contains("drops packets over 1400 bytes"), answer::toString);

      answer
          .mending(0, "router")
          .forEach(command -> chain.router(1).run("sh", "-c", command).orThrow());
      assertEquals(2 * TRANSFERS, transfers.completeOf(TRANSFERS, 10), answer::toString);
      chain.router(1).run("nft", "delete", "table", version == 6 ? "ip6" : "ip", "mss").orThrow();
      answer
          .mending(0, "here")
          .forEach(command -> chain.client().run("sh", "-c", command).orThrow());
      assertEquals(2 * TRANSFERS, transfers.completeOf(TRANSFERS, 10), answer::toString);
    }
  }

  @ParameterizedTest(name = "{0}, IPv{1}")
  @CsvSource({
    "SHORT_QUEUE, 4",
    "LOSS_OF_LARGE, 4",
    "LOSS_OF_ALL, 6",
    "POLICER, 4",
    "POLICER, 6",
    "BUSY, 6"
  })
  void noEqualPathsAreSeenWhereThereIsOne(OnePath fault, int version) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500, 1500);
      String target = Fault.server(chain, version);
      fault.build(chain);
      DoctorAnswer answer =
          DoctorAnswer.of(
              chain.client().jnet("doctor", "--json", Host.endpoint(target, WebTransfers.PORT)));
      assertFalse(answer.causes().contains("one-path-drops-large"), answer::toString);
      assertFalse(answer.causes().contains("one-path-broken"), answer::toString);
    }
  }
}
