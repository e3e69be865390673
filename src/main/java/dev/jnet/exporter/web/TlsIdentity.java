package dev.jnet.exporter.web;

import dev.jnet.console.CommandException;
import dev.jnet.exporter.YamlSection;
import dev.jnet.network.TrustStore;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The certificate that the exporter shows, and the clients that it accepts, from {@code
 * tls_server_config}.
 *
 * @param chain the certificates, the exporter's own first
 * @param key of the first of them
 * @param clients what is asked of a client
 * @param authorities that sign certificates of clients; empty for the system's
 * @param versions of TLS that are spoken, as the JDK names them
 */
record TlsIdentity(
    List<X509Certificate> chain,
    PrivateKey key,
    Clients clients,
    Optional<X509ExtendedTrustManager> authorities,
    List<String> versions) {
  private static final Set<String> SETTINGS =
      Set.of(
          "cert_file",
          "key_file",
          "client_auth_type",
          "client_ca_file",
          "min_version",
          "max_version");

  private static final List<String> WORDS = List.of("TLS10", "TLS11", "TLS12", "TLS13");
  private static final List<String> VERSIONS = List.of("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");

  /** What is asked of a client; the names are those of Go's TLS. */
  enum Clients {
    NO_CLIENT_CERT("NoClientCert", false, false, false),
    REQUEST_CLIENT_CERT("RequestClientCert", true, false, false),
    REQUIRE_ANY_CLIENT_CERT("RequireAnyClientCert", true, true, false),
    VERIFY_CLIENT_CERT_IF_GIVEN("VerifyClientCertIfGiven", true, false, true),
    REQUIRE_AND_VERIFY_CLIENT_CERT("RequireAndVerifyClientCert", true, true, true);

    private final String word;
    private final boolean asked;
    private final boolean required;
    private final boolean verified;

    Clients(String word, boolean asked, boolean required, boolean verified) {
      this.word = word;
      this.asked = asked;
      this.required = required;
      this.verified = verified;
    }

    /** Whether a client is asked for a certificate. */
    boolean isAsked() {
      return asked;
    }

    /** Whether a client without a certificate is refused. */
    boolean isRequired() {
      return required;
    }

    /** Whether a certificate must be signed by an authority. */
    boolean isVerified() {
      return verified;
    }

    static Clients named(YamlSection tls) throws CommandException {
      String text = tls.text("client_auth_type").orElse("");
      for (Clients each : values()) {
        if (each.word.equals(text) || (text.isEmpty() && each == NO_CLIENT_CERT)) {
          return each;
        }
      }
      throw tls.mistake(
          "client_auth_type",
          "must be NoClientCert, RequestClientCert, RequireAnyClientCert, VerifyClientCertIfGiven"
              + " or RequireAndVerifyClientCert");
    }
  }

  /** Copies the lists. */
  TlsIdentity {
    chain = List.copyOf(chain);
    versions = List.copyOf(versions);
  }

  /**
   * Reads the section and the files that it names.
   *
   * @param folder in which files are that have relative paths
   */
  static TlsIdentity of(YamlSection root, Path folder) throws CommandException {
    YamlSection tls = root.section("tls_server_config", SETTINGS);
    Clients clients = Clients.named(tls);
    Optional<Path> authorities = file(tls, "client_ca_file", folder);
    if (authorities.isPresent() && clients == Clients.NO_CLIENT_CERT) {
      throw tls.mistake("client_ca_file", "client_auth_type does not ask for certificates");
    }
    try {
      List<X509Certificate> chain = PemFiles.chain(required(tls, "cert_file", folder));
      PrivateKey key = PemFiles.key(required(tls, "key_file", folder));
      PemFiles.requirePair(chain.get(0), key);
      return new TlsIdentity(
          chain,
          key,
          clients,
          authorities.isPresent()
              ? Optional.of(
                  TrustStore.ofFile(authorities.get().toString(), "client_ca_file").authorities())
              : Optional.empty(),
          versions(tls));
    } catch (CommandException e) {
      throw e;
    } catch (IOException e) {
      throw new CommandException("usage", "tls_server_config: " + e.getMessage());
    }
  }

  private static Path required(YamlSection tls, String key, Path folder) throws CommandException {
    return file(tls, key, folder).orElseThrow(() -> tls.mistake(key, "write the file's name"));
  }

  private static Optional<Path> file(YamlSection tls, String key, Path folder)
      throws CommandException {
    return tls.text(key).filter(name -> !name.isEmpty()).map(folder::resolve);
  }

  private static List<String> versions(YamlSection tls) throws CommandException {
    int min = version(tls, "min_version", "TLS12");
    int max = version(tls, "max_version", "TLS13");
    if (min > max) {
      throw tls.mistake("min_version", "must not be above max_version");
    }
    return VERSIONS.subList(min, max + 1);
  }

  private static int version(YamlSection tls, String key, String usual) throws CommandException {
    int index = WORDS.indexOf(tls.text(key).orElse(usual));
    if (index < 0) {
      throw tls.mistake(key, "must be TLS10, TLS11, TLS12 or TLS13");
    }
    return index;
  }
}
