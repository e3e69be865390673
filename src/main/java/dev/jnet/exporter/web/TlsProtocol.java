package dev.jnet.exporter.web;

import dev.jnet.console.CommandException;
import dev.jnet.exporter.YamlSection;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Which versions of TLS the exporter speaks, and with which cipher suites.
 *
 * @param versions as the JDK names them
 * @param suites by their names in IANA's registry, the preferred one first; empty for the JVM's own
 * @param prefersOwnOrder whether the exporter's order decides, and not the client's
 */
record TlsProtocol(List<String> versions, List<String> suites, boolean prefersOwnOrder) {
  private static final List<String> WORDS = List.of("TLS10", "TLS11", "TLS12", "TLS13");
  private static final List<String> VERSIONS = List.of("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");

  /** Copies the lists. */
  TlsProtocol {
    versions = List.copyOf(versions);
    suites = List.copyOf(suites);
  }

  /**
   * Reads the settings.
   *
   * @throws CommandException when they name what this JVM does not speak
   */
  static TlsProtocol of(YamlSection tls) throws CommandException {
    if (!tls.texts("curve_preferences").isEmpty()) {
      throw tls.mistake(
          "curve_preferences",
          "jnet cannot choose curves; remove this setting, and client and JVM agree on one");
    }
    int min = version(tls, "min_version", "TLS12");
    int max = version(tls, "max_version", "TLS13");
    if (min > max) {
      throw tls.mistake("min_version", "must not be above max_version");
    }
    return new TlsProtocol(
        VERSIONS.subList(min, max + 1), suites(tls), tls.flag("prefer_server_cipher_suites", true));
  }

  private static int version(YamlSection tls, String key, String usual) throws CommandException {
    int index = WORDS.indexOf(tls.text(key).filter(word -> !word.isEmpty()).orElse(usual));
    if (index < 0) {
      throw tls.mistake(key, "must be TLS10, TLS11, TLS12 or TLS13");
    }
    return index;
  }

  /** Those of TLS 1.3 are always there, as the convention has it: the list is for TLS 1.2. */
  private static List<String> suites(YamlSection tls) throws CommandException {
    List<String> wanted = tls.texts("cipher_suites");
    if (wanted.isEmpty()) {
      return List.of();
    }
    List<String> spoken = spoken();
    List<String> suites = new ArrayList<>();
    for (String each : spoken) {
      if (each.indexOf("_WITH_") < 0) {
        suites.add(each);
      }
    }
    for (String each : wanted) {
      if (!spoken.contains(each)) {
        throw tls.mistake(
            "cipher_suites",
            "this JVM does not speak " + each + "; it speaks " + String.join(", ", spoken));
      }
      if (!suites.contains(each)) {
        suites.add(each);
      }
    }
    return suites;
  }

  private static List<String> spoken() throws CommandException {
    try {
      return List.of(SSLContext.getDefault().getDefaultSSLParameters().getCipherSuites());
    } catch (NoSuchAlgorithmException e) {
      throw new CommandException("tls", "this JVM has no TLS: " + e.getMessage());
    }
  }

  /** Has a connection speak so. */
  void applyTo(SSLParameters parameters) {
    parameters.setProtocols(versions.toArray(new String[0]));
    if (!suites.isEmpty()) {
      parameters.setCipherSuites(suites.toArray(new String[0]));
    }
    parameters.setUseCipherSuitesOrder(prefersOwnOrder);
  }
}
