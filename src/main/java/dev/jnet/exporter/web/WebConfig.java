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
 */
record WebConfig(
    Optional<TlsIdentity> tls, Map<String, String> users, Map<String, String> headers) {
  private static final int MAX_USERS = 10_000;

  /** Cost, salt and hash of bcrypt, as OpenBSD writes them. */
  private static final String BCRYPT = "\\$2[aby]\\$(0[4-9]|[12][0-9]|3[01])\\$[./A-Za-z0-9]{53}";

  private static final Set<String> HEADERS =
      Set.of(
          "Content-Security-Policy",
          "Strict-Transport-Security",
          "X-Content-Type-Options",
          "X-Frame-Options",
          "X-XSS-Protection");

  /** Everybody, without encryption. */
  static final WebConfig OPEN = new WebConfig(Optional.empty(), Map.of(), Map.of());

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
    try {
      return of(YamlFile.read(file), file.toAbsolutePath().getParent());
    } catch (CommandException e) {
      throw inFile(file, e);
    }
  }

  /**
   * Reads a file while requests wait for it.
   *
   * @throws CommandException also when it is not a regular file
   */
  static WebConfig readAnew(Path file) throws CommandException {
    try {
      YamlFile.requireRegular(file);
    } catch (CommandException e) {
      throw inFile(file, e);
    }
    return read(file);
  }

  private static CommandException inFile(Path file, CommandException mistake) {
    return new CommandException("usage", "--web.config.file " + file + ": " + mistake.getMessage());
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
            "", document, Set.of("tls_server_config", "http_server_config", "basic_auth_users"));
    YamlSection http = root.section("http_server_config", Set.of("http2", "headers"));
    http.flag("http2", true); // jnet answers by HTTP/1.1, which every client takes
    YamlSection headers = http.section("headers", HEADERS);
    Map<String, String> named = new LinkedHashMap<>();
    for (String header : HEADERS) {
      headers
          .text(header)
          .filter(value -> !value.isEmpty())
          .ifPresent(value -> named.put(header, value.replaceAll("\\p{Cntrl}", " ")));
    }
    return new WebConfig(
        root.has("tls_server_config")
            ? Optional.of(TlsIdentity.of(root, folder))
            : Optional.empty(),
        users(root.settings().get("basic_auth_users")),
        named);
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
