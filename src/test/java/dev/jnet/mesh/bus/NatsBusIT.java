package dev.jnet.mesh.bus;

import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Wait;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A real broker does what the bus within this process does. */
@NamespaceTest
class NatsBusIT extends BusContract {
  @TempDir private static Path folder;

  private static LocalBroker broker;

  @BeforeAll
  static void start() {
    broker = new LocalBroker(folder, "-js", "-sd", folder.toString());
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Override
  Bus bus() throws IOException {
    return NatsBus.open(
        new NatsSettings(
            List.of(broker.url()), "test", "t.inbox.", Optional.empty(), Optional.empty(), ttl()));
  }

  @Override
  Duration ttl() {
    return Duration.ofSeconds(2);
  }

  @Override
  void pass(Duration time) {
    Wait.pause(time);
  }
}
