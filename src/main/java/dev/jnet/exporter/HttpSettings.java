package dev.jnet.exporter;

import dev.jnet.console.CommandException;
import dev.jnet.network.TrustStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a module of the kind {@code http} fetches a page. The names are blackbox_exporter's.
 *
 * @param validStatusCodes the status codes that are a success; empty for 200 to 299
 * @param followRedirects whether redirects are followed
 * @param insecure whether a certificate is accepted that cannot be verified
 * @param authorities to trust; empty for those of the system
 * @param maxBody the most bytes of a body; a larger one is a failure
 */
public record HttpSettings(
    List<Integer> validStatusCodes,
    boolean followRedirects,
    boolean insecure,
    Optional<TrustStore> authorities,
    long maxBody) {
  /** What holds without settings. */
  public static final HttpSettings DEFAULT =
      new HttpSettings(List.of(), true, false, Optional.empty(), 10L << 20);

  private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})(B|KB|MB|GB)?");

  /** Copies the list. */
  public HttpSettings {
    validStatusCodes = List.copyOf(validStatusCodes);
  }

  /**
   * Reads the section {@code http} of a module.
   *
   * @param folder in which files are that have relative paths
   */
  static HttpSettings of(YamlSection module, Path folder) throws CommandException {
    YamlSection http =
        module.section(
            "http",
            Set.of("valid_status_codes", "follow_redirects", "body_size_limit", "tls_config"));
    YamlSection tls = http.section("tls_config", Set.of("insecure_skip_verify", "ca_file"));
    return new HttpSettings(
        http.numbers("valid_status_codes", 100, 599),
        http.flag("follow_redirects", DEFAULT.followRedirects),
        tls.flag("insecure_skip_verify", false),
        authorities(tls, folder),
        http.has("body_size_limit") ? size(http) : DEFAULT.maxBody);
  }

  private static Optional<TrustStore> authorities(YamlSection tls, Path folder)
      throws CommandException {
    Optional<String> file = tls.text("ca_file").map(name -> folder.resolve(name).toString());
    try {
      return file.isPresent()
          ? Optional.of(TrustStore.ofFile(file.get(), "ca_file " + file.get()))
          : Optional.empty();
    } catch (CommandException e) {
      throw e;
    } catch (IOException e) {
      throw tls.mistake("ca_file", e.getMessage());
    }
  }

  private static long size(YamlSection http) throws CommandException {
    Matcher size = SIZE.matcher(String.valueOf(http.settings().get("body_size_limit")));
    if (!size.matches()) {
      throw http.mistake("body_size_limit", "write a size such as 500KB or 10MB");
    }
    int shift =
        switch (size.group(2) == null ? "B" : size.group(2)) {
          case "KB" -> 10;
          case "MB" -> 20;
          case "GB" -> 30;
          default -> 0;
        };
    return Long.parseLong(size.group(1)) << shift;
  }

  /** Whether an answer of this status is a success. */
  public boolean isValid(int status) {
    return validStatusCodes.isEmpty()
        ? status >= 200 && status < 300
        : validStatusCodes.contains(status);
  }

  /** These settings as they stand in a modules file. */
  String yaml() {
    return "  http:\n    valid_status_codes: "
        + validStatusCodes
        + "\n    follow_redirects: "
        + followRedirects
        + "\n    body_size_limit: "
        + maxBody
        + "B\n    tls_config:\n      insecure_skip_verify: "
        + insecure
        + "\n"
        + authorities
            .map(store -> "      " + store.name().replace("ca_file ", "ca_file: ") + "\n")
            .orElse("");
  }
}
