package dev.jnet.mesh.bus;

import dev.jnet.testnet.Background;
import dev.jnet.testnet.Servers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real broker on the loopback interface, at a port that was free. */
final class LocalBroker implements AutoCloseable {
  private static final Pattern PORT =
      Pattern.compile("client connections on 127\\.0\\.0\\.1:([0-9]+)");

  private final Background server;
  private final String url;

  /**
   * Starts a broker.
   *
   * @param folder for its files
   * @param options where it keeps streams, and further ones
   */
  LocalBroker(Path folder, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Servers.program("nats-server"));
    command.addAll(List.of("-a", "127.0.0.1", "-p", "-1"));
    command.addAll(List.of(options));
    server = Background.start(folder, Map.of(), command);
    server.awaitOutput("Server is ready", () -> server.err().contains("Server is ready"));
    Matcher port = PORT.matcher(server.err());
    port.find();
    url = "nats://127.0.0.1:" + port.group(1);
  }

  String url() {
    return url;
  }

  /** Ends the broker without giving it time to tidy up. */
  void kill() {
    server.signal("KILL");
    server.await(Duration.ofSeconds(10));
  }

  @Override
  public void close() {
    server.signal("TERM");
    server.await(Duration.ofSeconds(10));
  }
}
