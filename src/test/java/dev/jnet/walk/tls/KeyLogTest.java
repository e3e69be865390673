package dev.jnet.walk.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class KeyLogTest {
  private static final byte[] RANDOM = {(byte) 0xab, 1};
  private static final Optional<SecretKey> NONE = Optional.empty();

  private final KeyLog log = new KeyLog();

  private static Optional<SecretKey> secret(int value) {
    return Optional.of(new SecretKeySpec(new byte[] {(byte) value}, "test"));
  }

  private static EngineSecrets traffic(int server, int client) {
    return new EngineSecrets(NONE, NONE, secret(server), secret(client), NONE);
  }

  @Test
  void handshakeSecretsAreNotLoggedAsTrafficSecrets() {
    EngineSecrets secrets = new EngineSecrets(secret(1), secret(2), secret(1), secret(2), NONE);
    assertEquals(
        List.of(
            "SERVER_HANDSHAKE_TRAFFIC_SECRET ab01 01", "CLIENT_HANDSHAKE_TRAFFIC_SECRET ab01 02"),
        log.add(RANDOM, secrets));
  }

  @Test
  void writesEachSecretOnceAndCountsUpdates() {
    assertEquals(
        List.of("SERVER_TRAFFIC_SECRET_0 ab01 03", "CLIENT_TRAFFIC_SECRET_0 ab01 04"),
        log.add(RANDOM, traffic(3, 4)));
    assertEquals(List.of(), log.add(RANDOM, traffic(3, 4)));
    assertEquals(List.of("SERVER_TRAFFIC_SECRET_1 ab01 05"), log.add(RANDOM, traffic(5, 4)));
  }

  @Test
  void numbersUpdatesOfEachConnectionFromZero() {
    log.add(RANDOM, traffic(3, 4));
    assertEquals(
        List.of("SERVER_TRAFFIC_SECRET_0 02 03", "CLIENT_TRAFFIC_SECRET_0 02 04"),
        log.add(new byte[] {2}, traffic(3, 4)));
  }

  @Test
  void tls12HasOneSecret() {
    EngineSecrets secrets = new EngineSecrets(NONE, NONE, NONE, NONE, secret(9));
    assertEquals(List.of("CLIENT_RANDOM ab01 09"), log.add(RANDOM, secrets));
    assertEquals(List.of(), log.add(RANDOM, secrets));
  }
}
