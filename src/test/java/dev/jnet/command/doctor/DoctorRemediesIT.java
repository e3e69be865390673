package dev.jnet.command.doctor;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.TestNet;
import dev.jnet.testnet.WebTransfers;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The doctor's remedies are typed as they are printed; after that a real curl gets through. */
@NamespaceTest
@Execution(ExecutionMode.CONCURRENT)
class DoctorRemediesIT {
  /** Breaks a chain's path, and mends it by the commands for a place. */
  private static void mend(String place, Consumer<Chain> breaking) {
    for (boolean six : new boolean[] {false, true}) {
      try (TestNet net = TestNet.create()) {
        Chain chain = net.chain(1500, 1500, 1500);
        breaking.accept(chain);
        String target = six ? chain.server().ipv6() : chain.server().ipv4();
        WebTransfers transfers = WebTransfers.between(chain.client(), chain.server(), target);
        assertFalse(transfers.complete());
        DoctorAnswer answer =
            DoctorAnswer.of(
                chain.client().jnet("doctor", "--json", Host.endpoint(target, WebTransfers.PORT)));
        assertNotEquals("ok", answer.verdict(), answer::toString);
        Host at = place.equals("here") ? chain.client() : chain.router(1);
        List<String> commands = answer.commands(place);
        assertNotEquals(List.of(), commands, answer::toString);
        commands.forEach(command -> at.run("sh", "-c", command).orThrow());
        transfers.assertComplete();
      }
    }
  }

  private static void dropLarge(Host router, String direction) {
    router.nft(
        "table inet hole { chain f { type filter hook forward priority 0;\n"
            + direction
            + " meta length > 1400 drop\n}\n}\n");
  }

  @Test
  void blackHoleBothWaysIsMendedHere() {
    mend("here", chain -> chain.router(2).blackHole(1400));
  }

  @Test
  void blackHoleBothWaysIsMendedOnTheRouter() {
    mend("router", chain -> chain.router(2).blackHole(1400));
  }

  @Test
  void blackHoleThereIsMendedHere() {
    mend("here", chain -> dropLarge(chain.router(2), "iifname eth0"));
  }

  @Test
  void blackHoleThereIsMendedOnTheRouter() {
    mend("router", chain -> dropLarge(chain.router(2), "iifname eth0"));
  }

  @Test
  void blackHoleOnTheReturnPathIsMendedHere() {
    mend("here", chain -> dropLarge(chain.router(2), "iifname eth1"));
  }

  @Test
  void blackHoleOnTheReturnPathIsMendedOnTheRouter() {
    mend("router", chain -> dropLarge(chain.router(2), "iifname eth1"));
  }
}
