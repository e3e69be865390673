package dev.jnet.exporter.web;

import dev.jnet.console.CommandException;
import dev.jnet.exporter.YamlSection;
import dev.jnet.network.TrustStore;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * What clients of the exporter have to show.
 *
 * @param policy what is asked of them
 * @param authorities that sign their certificates; empty for the system's
 * @param names of which a certificate must have one; empty for any
 */
record ClientCertificates(
    Policy policy, Optional<X509ExtendedTrustManager> authorities, Set<String> names) {
  /** The kind of a name that is an IP address, among a certificate's names (RFC 5280). */
  private static final int IP_ADDRESS = 7;

  /** The kinds whose values are texts: mail addresses, names in DNS, URIs. */
  private static final Set<Integer> TEXTS = Set.of(1, 2, 6);

  /** What is asked of a client; the words are those of Go's TLS. */
  enum Policy {
    NO_CLIENT_CERT("NoClientCert", false, false, false),
    REQUEST_CLIENT_CERT("RequestClientCert", true, false, false),
    REQUIRE_ANY_CLIENT_CERT("RequireAnyClientCert", true, true, false),
    VERIFY_CLIENT_CERT_IF_GIVEN("VerifyClientCertIfGiven", true, false, true),
    REQUIRE_AND_VERIFY_CLIENT_CERT("RequireAndVerifyClientCert", true, true, true);

    /** How the convention called {@link #REQUIRE_ANY_CLIENT_CERT} at first. */
    private static final String OLD_WORD = "RequireClientCert";

    private final String word;
    private final boolean asked;
    private final boolean required;
    private final boolean verified;

    Policy(String word, boolean asked, boolean required, boolean verified) {
      this.word = word;
      this.asked = asked;
      this.required = required;
      this.verified = verified;
    }

    private static Policy of(YamlSection tls) throws CommandException {
      String text = tls.text("client_auth_type").orElse("");
      if (text.isEmpty()) {
        return NO_CLIENT_CERT;
      }
      for (Policy each : values()) {
        if (each.word.equals(text.equals(OLD_WORD) ? REQUIRE_ANY_CLIENT_CERT.word : text)) {
          return each;
        }
      }
      throw tls.mistake(
          "client_auth_type",
          "must be NoClientCert, RequestClientCert, RequireAnyClientCert, VerifyClientCertIfGiven"
              + " or RequireAndVerifyClientCert");
    }
  }

  /** Copies the names. */
  ClientCertificates {
    names = Set.copyOf(names);
  }

  /**
   * Reads the settings and the file that they name.
   *
   * @param folder in which files are that have relative paths
   * @throws CommandException when settings contradict each other
   */
  static ClientCertificates of(YamlSection tls, Path folder) throws IOException {
    Policy policy = Policy.of(tls);
    for (String key : List.of("client_ca", "client_ca_file")) {
      if (policy == Policy.NO_CLIENT_CERT && !tls.text(key).orElse("").isEmpty()) {
        throw tls.mistake(key, "client_auth_type does not ask for certificates");
      }
    }
    Optional<PemFiles.Pem> authorities = PemFiles.named(tls, "client_ca", folder);
    List<String> names = tls.texts("client_allowed_sans");
    if (!names.isEmpty() && !policy.required) {
      throw tls.mistake(
          "client_allowed_sans",
          "client_auth_type must be RequireAndVerifyClientCert or RequireAnyClientCert: otherwise"
              + " a client without a certificate has no name to compare");
    }
    return new ClientCertificates(
        policy,
        authorities.isPresent()
            ? Optional.of(
                TrustStore.of(authorities.get().bytes(), authorities.get().setting()).authorities())
            : Optional.empty(),
        names.stream().map(ClientCertificates::plain).collect(Collectors.toSet()));
  }

  /** Has a connection ask for what clients have to show. */
  void applyTo(SSLParameters parameters) {
    if (policy.required) {
      parameters.setNeedClientAuth(true);
    } else if (policy.asked) {
      parameters.setWantClientAuth(true);
    }
  }

  /** The authorities that are named to clients. */
  X509Certificate[] acceptedIssuers() {
    return authorities
        .map(X509ExtendedTrustManager::getAcceptedIssuers)
        .orElse(new X509Certificate[0]);
  }

  /**
   * Judges a client's certificates.
   *
   * @param chain its own first
   * @param type how the key is used, as the JDK calls it
   * @throws CertificateException when the client is not let in
   */
  void check(X509Certificate[] chain, String type) throws CertificateException {
    if (policy.verified) {
      try {
        X509ExtendedTrustManager trusted =
            authorities.isPresent() ? authorities.get() : TrustStore.ofSystem().authorities();
        trusted.checkClientTrusted(chain, type);
      } catch (IOException e) {
        throw new CertificateException(e.getMessage(), e);
      }
    }
    if (!names.isEmpty() && !hasAllowedName(chain[0])) {
      throw new CertificateException("no name of this certificate is in client_allowed_sans");
    }
  }

  private boolean hasAllowedName(X509Certificate certificate) throws CertificateException {
    Collection<List<?>> all = certificate.getSubjectAlternativeNames();
    for (List<?> each : all == null ? List.<List<?>>of() : all) {
      boolean isAddress = each.get(0).equals(IP_ADDRESS);
      boolean isText = each.get(0) instanceof Integer kind && TEXTS.contains(kind);
      String name = String.valueOf(each.get(1));
      if ((isText && names.contains(name)) || (isAddress && names.contains(plain(name)))) {
        return true;
      }
    }
    return false;
  }

  /** An IP address in its usual form; another name as it is. */
  private static String plain(String name) {
    return Addresses.isLiteral(name) ? Addresses.text(Addresses.literal(name)) : name;
  }
}
