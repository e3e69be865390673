package dev.jnet.mesh.bus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.command.mesh.MeshAccounts;
import dev.jnet.mesh.Subjects;
import dev.jnet.testnet.NamespaceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real broker with the accounts of {@code mesh.md} lets an agent speak for itself alone. */
@NamespaceTest
class NatsAccountsIT {
  private static final byte[] MESSAGE = {1};
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  @TempDir private Path folder;

  private Bus bus(LocalBroker broker, String inbox, Optional<Path> seed) throws IOException {
    Optional<byte[]> credentials =
        seed.isPresent() ? Optional.of(Files.readAllBytes(seed.get())) : Optional.empty();
    return NatsBus.open(
        new NatsSettings(
            List.of(broker.url()),
            "test",
            inbox,
            credentials,
            Optional.empty(),
            NatsSettings.DEFAULT_TTL));
  }

  private interface Attempt {
    void run() throws IOException;
  }

  /** Begins something that the broker refuses by not answering. */
  private static CompletableFuture<Void> refused(Attempt attempt) {
    return CompletableFuture.runAsync(() -> assertThrows(IOException.class, attempt::run));
  }

  private static CompletableFuture<Void> unanswered(Bus bus, String subject) {
    return CompletableFuture.runAsync(
        () ->
            assertThrows(
                CompletionException.class, () -> bus.request(subject, MESSAGE, PATIENCE).join()));
  }

  @Test
  void agentWithAKeySpeaksForItselfAlone() throws Exception {
    MeshAccounts accounts = new MeshAccounts(folder, List.of("berlin", "rome"));
    Path plain = accounts.configuration(); // keys and permissions alone: certificates elsewhere
    Files.writeString(plain, Files.readString(plain).replaceFirst("(?m)^tls .*$", ""));
    assertAgentSpeaksForItselfAlone(plain, accounts::seed);
  }

  @Test
  void agentWithAJwtSpeaksForItselfAlone() throws Exception {
    MeshJwts accounts = new MeshJwts(folder, List.of("berlin", "rome"));
    assertAgentSpeaksForItselfAlone(accounts.configuration(), accounts::credentials);
  }

  private void assertAgentSpeaksForItselfAlone(
      Path configuration, Function<String, Path> credentials) throws Exception {
    try (LocalBroker broker = new LocalBroker(folder, "-c", configuration.toString());
        Bus controller =
            bus(
                broker,
                Subjects.CONTROLLER_INBOX,
                Optional.of(credentials.apply(MeshAccounts.CONTROLLER)))) {
      assertThrows(IOException.class, () -> bus(broker, "t.", Optional.empty()));
      assertEquals(Set.of(), controller.values().keySet());
      List<Bus.Kept> kept = new ArrayList<>();
      controller.read(Subjects.ALL_RESULTS, Duration.ofHours(1), kept::add);
      assertEquals(List.of(), kept);
      try (Bus berlin =
          bus(broker, Subjects.inbox("berlin"), Optional.of(credentials.apply("berlin")))) {
        berlin.serve(Subjects.order("berlin"), request -> request.answer(MESSAGE));
        berlin.serve(Subjects.order("rome"), request -> request.answer(MESSAGE));
        berlin.put("berlin", MESSAGE);
        berlin.append(Subjects.result("berlin"), MESSAGE);
        assertArrayEquals(MESSAGE, berlin.value("berlin").orElseThrow());
        assertArrayEquals(
            MESSAGE, controller.request(Subjects.order("berlin"), MESSAGE, PATIENCE).join());
        CompletableFuture.allOf(
                refused(() -> berlin.put("rome", MESSAGE)),
                refused(() -> berlin.remove("rome")),
                refused(() -> berlin.append(Subjects.result("rome"), MESSAGE)),
                unanswered(berlin, Subjects.order("berlin")),
                unanswered(controller, Subjects.order("rome")))
            .join();
        assertEquals(Set.of("berlin"), controller.values().keySet());
        controller.read(Subjects.ALL_RESULTS, Duration.ofHours(1), kept::add);
        assertEquals(1, kept.size());
        assertTrue(kept.get(0).subject().endsWith(".berlin"));
      }
    }
  }
}
