package dev.jnet.command.exporter;

import dev.jnet.testnet.Background;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.Installation;
import dev.jnet.testnet.Privilege;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An exporter of a test's host, and what it answers to HTTP requests. */
final class RunningExporter implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("listening on (https?:\\S+/)");
  private static final int PATIENCE = 20_000;

  private final Host host;
  private final Background process;
  private final String url;

  /** What came back. */
  record Answer(int status, String body) {
    /** The value of a metric with such labels as they stand in the answer. */
    double metric(String name) {
      for (String line : body.split("\n", -1)) {
        if (line.startsWith(name + " ")) {
          return Double.parseDouble(line.substring(name.length() + 1));
        }
      }
      throw new AssertionError("no " + name + " in\n" + body);
    }
  }

  private RunningExporter(Host host, Background process, String url) {
    this.host = host;
    this.process = process;
    this.url = url;
  }

  /** Starts {@code jnet exporter} on a port that is free. */
  static RunningExporter start(Host host, String... options) {
    return start(host, Privilege.ROOT, options);
  }

  static RunningExporter start(Host host, Privilege privilege, String... options) {
    return started(
        host, host.start(privilege, Installation.ENVIRONMENT, words(privilege, options)));
  }

  /** Starts {@code jnet exporter} where a file is this machine's {@code resolv.conf}. */
  static RunningExporter startResolving(Host host, Path resolver, String... options) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("sh", "-ec", "mount --bind \"$0\" /etc/resolv.conf; exec \"$@\""));
    words.add(resolver.toString());
    words.addAll(words(Privilege.ROOT, options));
    return started(host, host.start(Privilege.ROOT, Installation.ENVIRONMENT, words));
  }

  private static List<String> words(Privilege privilege, String... options) {
    List<String> words = new ArrayList<>();
    words.add(Installation.launcher(privilege).toString());
    words.addAll(List.of("exporter", "--listen", "127.0.0.1:0"));
    words.addAll(List.of(options));
    return words;
  }

  private static RunningExporter started(Host host, Background process) {
    process.awaitOutput("listening on", () -> ADDRESS.matcher(process.err()).find());
    Matcher address = ADDRESS.matcher(process.err());
    address.find();
    return new RunningExporter(host, process, address.group(1));
  }

  Background process() {
    return process;
  }

  String url() {
    return url;
  }

  /** Asks for a probe. */
  Answer probe(String target, String module) {
    return get("probe?module=" + module + "&target=" + encoded(target));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  Answer get(String path) {
    return get(path, Map.of());
  }

  Answer get(String path, Map<String, String> headers) {
    return ask("GET", path, headers);
  }

  Answer post(String path) {
    return ask("POST", path, Map.of());
  }

  private Answer ask(String method, String path, Map<String, String> headers) {
    return host.inside(
        () -> {
          HttpURLConnection connection =
              (HttpURLConnection) URI.create(url + path).toURL().openConnection();
          connection.setRequestMethod(method);
          headers.forEach(connection::setRequestProperty);
          connection.setConnectTimeout(PATIENCE);
          connection.setReadTimeout(PATIENCE);
          return read(connection);
        });
  }

  private static Answer read(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    try (var body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      String text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
      return new Answer(status, text);
    } finally {
      connection.disconnect();
    }
  }

  @Override
  public void close() {
    process.signal("TERM");
    process.await(Duration.ofSeconds(10));
  }
}
