package dev.jnet.exporter.web;

import dev.jnet.console.CommandException;
import dev.jnet.exporter.YamlSection;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The certificate that the exporter shows, and the clients that it accepts, from {@code
 * tls_server_config}.
 *
 * @param chain the certificates, the exporter's own first
 * @param key of the first of them
 * @param clients what clients have to show
 * @param files from which certificates and keys come
 * @param protocol which versions of TLS are spoken, and how
 */
record TlsIdentity(
    List<X509Certificate> chain,
    PrivateKey key,
    ClientCertificates clients,
    List<Path> files,
    TlsProtocol protocol) {
  private static final Set<String> SETTINGS =
      Set.of(
          "cert",
          "cert_file",
          "cipher_suites",
          "client_allowed_sans",
          "client_auth_type",
          "client_ca",
          "client_ca_file",
          "curve_preferences",
          "key",
          "key_file",
          "max_version",
          "min_version",
          "prefer_server_cipher_suites");

  /** Copies the lists. */
  TlsIdentity {
    chain = List.copyOf(chain);
    files = List.copyOf(files);
  }

  /**
   * Reads the section and the files that it names.
   *
   * @param folder in which files are that have relative paths
   */
  static TlsIdentity of(YamlSection root, Path folder) throws CommandException {
    YamlSection tls = root.section("tls_server_config", SETTINGS);
    try {
      ClientCertificates clients = ClientCertificates.of(tls, folder);
      TlsProtocol protocol = TlsProtocol.of(tls);
      List<X509Certificate> chain = PemFiles.chain(required(tls, "cert", folder));
      PrivateKey key = PemFiles.key(required(tls, "key", folder));
      PemFiles.requirePair(chain.get(0), key);
      return new TlsIdentity(chain, key, clients, files(tls, folder), protocol);
    } catch (CommandException e) {
      throw e;
    } catch (IOException e) {
      throw new CommandException("usage", "tls_server_config: " + e.getMessage());
    }
  }

  private static List<Path> files(YamlSection tls, Path folder) throws CommandException {
    List<Path> files = new ArrayList<>();
    for (String key : List.of("cert_file", "key_file", "client_ca_file")) {
      tls.text(key).filter(name -> !name.isEmpty()).map(folder::resolve).ifPresent(files::add);
    }
    return files;
  }

  private static PemFiles.Pem required(YamlSection tls, String key, Path folder)
      throws IOException {
    return PemFiles.named(tls, key, folder)
        .orElseThrow(() -> tls.mistake(key + "_file", "write the file's name"));
  }
}
