package dev.jnet.mesh.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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

  private static NatsSettings settings(String... urls) {
    return new NatsSettings(
        List.of(urls),
        "test",
        "t.inbox.",
        Optional.empty(),
        Optional.empty(),
        Duration.ofSeconds(2));
  }

  @Test
  void whereTheBrokerMovesMembersFollow(@TempDir Path other) throws Exception {
    LocalBroker first = new LocalBroker(other);
    try (LocalBroker second = new LocalBroker(other);
        Bus member = NatsBus.open(settings(first.url(), second.url()));
        Bus controller = NatsBus.open(settings(second.url()))) {
      member.serve("t.moved", request -> request.answer(request.message()));
      first.close();
      byte[] question = {1, 2};
      Wait.until(
          Duration.ofSeconds(20),
          () ->
              controller
                  .request("t.moved", question, Duration.ofMillis(500))
                  .handle((answer, failure) -> failure == null)
                  .join(),
          () -> String.valueOf(member.trouble()));
    }
  }

  /** The broker turns JetStream off where its disk is full, until it is started again. */
  @Test
  void resultThatWasAcknowledgedIsThereAfterTheDiskWasFull(@TempDir Path disk) throws Exception {
    run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString());
    Path configuration = folder.resolve("small.conf"); // promises more room than there is
    Files.writeString(
        configuration, "jetstream { store_dir: \"" + disk + "\", max_file_store: 2GB }");
    try {
      int acknowledged = 0;
      byte[] result = new byte[60_000];
      LocalBroker full = new LocalBroker(folder, "-c", configuration.toString());
      try (Bus bus = NatsBus.open(settings(full.url()))) {
        boolean isFull = false;
        while (!isFull) {
          isFull = !isAppended(bus, result);
          acknowledged += isFull ? 0 : 1;
          assertTrue(acknowledged < 100, "the disk is not full");
        }
      } finally {
        full.kill();
      }
      assertTrue(acknowledged > 3, acknowledged + " results had room");
      run("mount", "-o", "remount,size=8m", disk.toString());
      try (LocalBroker small = new LocalBroker(folder, "-c", configuration.toString());
          Bus bus = NatsBus.open(settings(small.url()))) {
        assertTrue(isAppended(bus, result));
        List<Bus.Kept> kept = new ArrayList<>();
        bus.read("jnet.mesh.result.>", Duration.ofHours(1), kept::add);
        assertTrue(kept.size() > acknowledged, kept.size() + " of " + acknowledged);
      }
    } finally {
      run("umount", disk.toString());
    }
  }

  private static boolean isAppended(Bus bus, byte[] result) {
    try {
      bus.append("jnet.mesh.result.a", result);
      return true;
    } catch (IOException notKept) {
      return false;
    }
  }

  private static void run(String... command) throws Exception {
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
  }
}
