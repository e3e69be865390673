package dev.jnet.link.pcap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.link.Link;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.TestNet;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Another thread ends a link's wait for frames, on every kind of capture. */
@NamespaceTest
class WakeUpIT {
  private static final long FOREVER = 3_600_000_000_000L;

  @ParameterizedTest
  @CsvSource({"lo, 1024", "eth0, 1024", "eth0, 256"})
  void anotherThreadEndsTheWait(String device, int slots) {
    try (TestNet net = TestNet.create()) {
      Host client = net.chain(1500).client();
      client.inside(
          () -> {
            WakeUp wakeUp = WakeUp.open();
            Capture capture = new Capture("icmp", 256, slots).wokenBy(wakeUp);
            try (wakeUp;
                Link link = Links.open(device, capture)) {
              Thread other = new Thread(wakeUp::now);
              other.start();
              assertWoken(link);
              other.join();
              wakeUp.now();
              wakeUp.now(); // both before the wait: they end one
              assertWoken(link);
              long begun = link.now();
              assertEquals(Optional.empty(), link.receive(begun + 50_000_000));
              assertTrue(link.now() >= begun + 50_000_000, "nobody ended this wait");
            }
            wakeUp.now(); // a message that comes when all is over
            return null;
          });
    }
  }

  private static void assertWoken(Link link) throws Exception {
    long deadline = link.now() + FOREVER;
    assertEquals(Optional.empty(), link.receive(deadline));
    assertTrue(link.now() < deadline);
  }
}
