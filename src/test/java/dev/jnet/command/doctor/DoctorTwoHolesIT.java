package dev.jnet.command.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.TestNet;
import dev.jnet.testnet.WebTransfers;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A router that drops large packets to the server, and another one that drops those from there. */
@NamespaceTest
@Execution(ExecutionMode.CONCURRENT)
class DoctorTwoHolesIT {
  private static final String WORDS = "; large packets from there do not arrive here either";

  @ParameterizedTest
  @CsvSource({"4, true", "4, false", "6, true", "6, false"})
  void secondHoleIsToldBesideTheFirst(int version, boolean second) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500, 1500);
      String target = Fault.server(chain, version);
      WebTransfers transfers = WebTransfers.between(chain.client(), chain.server(), target);
      Fault.HOLE_THERE.build(chain, version);
      if (second) {
        chain
            .router(1)
            .nft(
                """
                table inet back { chain forward { type filter hook forward priority 0
                iifname eth1 meta length > 1450 drop
                }
                }
                """);
      }
      DoctorAnswer answer =
          DoctorAnswer.of(chain.client().jnet("doctor", "--json", transfers.url()));
      answer.assertVerdict("broken", 1).assertCauses("black-hole").assertHop(0, 2);
      assertEquals(second, answer.text().contains(WORDS), answer::toString);
      String json = answer.outcome().out();
      assertEquals(second, json.contains("large-segments-lost"), answer::toString);
      assertEquals(second, json.contains("bytes from there do not arrive, either."), json);
    }
  }
}
