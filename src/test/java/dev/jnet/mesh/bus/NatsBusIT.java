package dev.jnet.mesh.bus;

import dev.jnet.testnet.Background;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.Wait;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A real broker does what the bus within this process does. */
@NamespaceTest
class NatsBusIT extends BusContract {
  private static final Pattern PORT =
      Pattern.compile("client connections on 127\\.0\\.0\\.1:([0-9]+)");

  @TempDir private static Path folder;

  private static Background server;
  private static String url;

  @BeforeAll
  static void start() {
    server =
        Background.start(
            folder,
            Map.of(),
            List.of(
                Servers.program("nats-server"),
                "-js",
                "-sd",
                folder.toString(),
                "-a",
                "127.0.0.1",
                "-p",
                "-1"));
    server.awaitOutput("Server is ready", () -> server.err().contains("Server is ready"));
    Matcher port = PORT.matcher(server.err());
    port.find();
    url = "nats://127.0.0.1:" + port.group(1);
  }

  @AfterAll
  static void stop() {
    server.signal("TERM");
    server.await(Duration.ofSeconds(10));
  }

  @Override
  Bus bus() throws IOException {
    return NatsBus.open(
        new NatsSettings(List.of(url), "test", Optional.empty(), Optional.empty(), ttl()));
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
