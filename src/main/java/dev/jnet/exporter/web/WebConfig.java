package dev.jnet.exporter.web;

import dev.jnet.console.CommandException;
import dev.jnet.exporter.YamlFile;
import dev.jnet.exporter.YamlSection;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the exporter's pages are served: the file of {@code --web.config.file}, by the convention of
 * Prometheus' exporters.
 *
 * @param tls how connections are encrypted; empty where they are not
 * @param users who may ask, and the bcrypt hash of each one's password; empty for everybody
 * @param headers that each answer gets
 * @param rate how often requests are answered; empty for no limit
 */
record WebConfig(
    Optional<TlsIdentity> tls,
    Map<String, String> users,
    Map<String, String> headers,
    Optional<RequestRate> rate) {
  private static final String OPTION = "--web.config.file";
  private static final int MAX_USERS = 10_000;

  /** Cost, salt and hash of bcrypt, as OpenBSD writes them. */
  private static final String BCRYPT = "\\$2[aby]\\$(0[4-9]|[12][0-9]|3[01])\\$[./A-Za-z0-9]{53}";

  /** The headers that may be set, and the values that they may have; any where none is named. */
  private static final Map<String, Set<String>> HEADERS =
      Map.of(
          "Content-Security-Policy", Set.of(),
          "Strict-Transport-Security", Set.of(),
          "X-Content-Type-Options", Set.of("nosniff"),
          "X-Frame-Options", Set.of("deny", "sameorigin"),
          "X-XSS-Protection", Set.of());

  /** Everybody, without encryption. */
  static final WebConfig OPEN =
      new WebConfig(Optional.empty(), Map.of(), Map.of(), Optional.empty());

  /** Copies the maps. */
  WebConfig {
    users = Map.copyOf(users);
    headers = Map.copyOf(headers);
  }

  /**
   * Reads a file, and the certificates and keys that it names.
   *
   * @throws CommandException when something is wrong with it; the message says what
   */
  static WebConfig read(Path file) throws CommandException {
    return YamlFile.read(OPTION, file, WebConfig::of);
  }

  /**
   * Reads a file while requests wait for it.
   *
   * @throws CommandException also when it is not a regular file
   */
  static WebConfig readAnew(Path file) throws CommandException {
    return YamlFile.readAnew(OPTION, file, WebConfig::of);
  }

  /**
   * Reads the text of a file.
   *
   * @param folder in which the files are that it names by relative paths
   */
  static WebConfig parse(String yaml, Path folder) throws CommandException {
    return of(YamlFile.parse(yaml), folder);
  }

  private static WebConfig of(Object document, Path folder) throws CommandException {
    YamlSection root =
        YamlSection.of(
            "",
            document,
            Set.of("tls_server_config", "http_server_config", "basic_auth_users", "rate_limit"));
    YamlSection http = root.section("http_server_config", Set.of("http2", "headers"));
    http.flag("http2", true); // jnet answers by HTTP/1.1, which every client takes
    return new WebConfig(
        root.has("tls_server_config")
            ? Optional.of(TlsIdentity.of(root, folder))
            : Optional.empty(),
        users(root.settings().get("basic_auth_users")),
        headers(http.section("headers", HEADERS.keySet())),
        RequestRate.of(root));
  }

  private static Map<String, String> headers(YamlSection section) throws CommandException {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Map.Entry<String, Set<String>> each : HEADERS.entrySet()) {
      String value = section.text(each.getKey()).orElse("").replaceAll("\\p{Cntrl}", " ");
      if (!value.isEmpty()) {
        Set<String> known = each.getValue();
        if (!known.isEmpty() && !known.contains(value)) {
          throw section.mistake(
              each.getKey(), "must be " + String.join(" or ", known.stream().sorted().toList()));
        }
        headers.put(each.getKey(), value);
      }
    }
    return headers;
  }

  private static Map<String, String> users(Object section) throws CommandException {
    Map<String, String> users = new LinkedHashMap<>();
    if (section != null && !(section instanceof Map)) {
      throw new CommandException(
          "usage", "basic_auth_users: write each user and the hash below it");
    }
    for (Map.Entry<?, ?> entry : (section == null ? Map.of() : (Map<?, ?>) section).entrySet()) {
      if (!(entry.getValue() instanceof String hash) || !hash.matches(BCRYPT)) {
        throw new CommandException(
            "usage",
            "basic_auth_users: "
                + entry.getKey()
                + ": must be a bcrypt hash: htpasswd -nB NAME prints one");
      }
      users.put(String.valueOf(entry.getKey()), hash);
    }
    if (users.size() > MAX_USERS) {
      throw new CommandException("usage", "basic_auth_users: at most " + MAX_USERS);
    }
    return users;
  }
}
