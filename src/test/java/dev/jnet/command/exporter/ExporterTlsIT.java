package dev.jnet.command.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code --web.config.file}: certificates by openssl, requests by curl. */
@NamespaceTest
class ExporterTlsIT {
  /** Of {@code secret}. */
  private static final String HASH = "$2b$04$eOUjZZ1IsF0ll7zFHrFIneyOO6qED8hhudrFnbYlkYWvcQ2wYQqo6";

  private static final String TLS =
      """
      tls_server_config:
        cert_file: NAME.pem
        key_file: NAME.key
        client_auth_type: RequireAndVerifyClientCert
        client_ca_file: ca.pem
        min_version: MIN
      basic_auth_users: {alice: HASH}
      """;

  private static String curl(Host host, String url, String... options) {
    List<String> words = new ArrayList<>(List.of("curl", "-sS", "-m", "10"));
    words.addAll(List.of("-o", "-", "-w", " %{http_code}", url + "-/healthy"));
    words.addAll(Arrays.asList(options));
    Outcome outcome = host.run(words.toArray(new String[0]));
    return outcome.exit() == 0 ? outcome.out().strip().replace("\n", "") : "refused";
  }

  /** Writes the file: with a certificate, the least version of TLS, and further settings of TLS. */
  private static void configure(TestNet net, String name, String min, String... more)
      throws IOException {
    Files.writeString(
        net.file("web.yml"),
        TLS.replace("NAME", name)
            .replace("MIN", min + "\n" + String.join("\n", more).indent(2))
            .replace("HASH", "'" + HASH + "'"));
  }

  /** A file of the network, as YAML has it below a key of a section. */
  private static String indented(TestNet net, String file) throws IOException {
    return Files.readString(net.file(file)).indent(4);
  }

  @Test
  void asksClientsForCertificatesAndPasswordsByAFileThatIsReadAnew() throws IOException {
    try (TestNet net = TestNet.create()) {
      Host host = net.host("a");
      host.ip("link set lo up");
      Servers servers = Servers.on(host);
      for (String name : List.of("first", "second", "client")) {
        servers.certificate(name, "IP:127.0.0.1", 9);
      }
      servers.certificate("expired", "IP:127.0.0.1", -1);
      String folder = net.file("").toString();
      host.run("sh", "-c", "chmod a+rx '" + folder + "' && chmod a+r '" + folder + "'/*").orThrow();
      configure(net, "first", "TLS12");
      String[] ours = {
        "--cacert",
        folder + "/ca.pem",
        "--cert",
        folder + "/client.pem",
        "--key",
        folder + "/client.key",
        "-u",
        "alice:secret"
      };
      try (RunningExporter exporter =
          RunningExporter.start(host, "--web.config.file", folder + "/web.yml")) {
        String url = exporter.url();
        assertTrue(url.startsWith("https://"), url);
        assertEquals("Healthy 200", curl(host, url, ours));
        assertEquals("Healthy 200", curl(host, url, with(ours, "--tls-max", "1.2")));
        assertEquals("Unauthorized 401", curl(host, url, with(ours, "-u", "alice:wrong")));
        assertEquals("Unauthorized 401", curl(host, url, with(ours, "-u", "bob:secret")));
        assertEquals(
            "refused", curl(host, url, "--cacert", folder + "/ca.pem", "-u", "alice:secret"));
        assertEquals("refused", curl(host, url.replace("https", "http")).replaceAll(".* ", ""));

        String[] expired = {"--cert", folder + "/expired.pem", "--key", folder + "/expired.key"};
        assertEquals("refused", curl(host, url, with(ours, expired)));

        assertTrue(subject(host, url).contains("CN = first"), subject(host, url));
        configure(net, "second", "TLS13");
        assertTrue(subject(host, url).contains("CN = second"), subject(host, url));
        assertEquals("Healthy 200", curl(host, url, ours));
        assertEquals("refused", curl(host, url, with(ours, "--tls-max", "1.2")));

        configure(net, "expired", "TLS12"); // who asks notices; the exporter still answers
        assertEquals("refused", curl(host, url, ours));
        assertEquals("Healthy 200", curl(host, url, with(ours, "-k")));

        configure(net, "second", "TLS12", "client_allowed_sans: [www.example]");
        assertEquals("refused", curl(host, url, ours));
        configure(net, "second", "TLS12", "client_allowed_sans: [www.example, 127.0.0.1]");
        assertEquals("Healthy 200", curl(host, url, ours));

        configure(net, "second", "TLS12", "cipher_suites: [TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384]");
        assertEquals("Healthy 200", curl(host, url, ours));
        String[] old = with(ours, "--tls-max", "1.2", "--ciphers");
        assertEquals("Healthy 200", curl(host, url, with(old, "ECDHE-RSA-AES256-GCM-SHA384")));
        assertEquals("refused", curl(host, url, with(old, "ECDHE-RSA-AES128-GCM-SHA256")));

        Files.writeString(
            net.file("web.yml"),
            "tls_server_config:\n  cert: |\n"
                + indented(net, "first.pem")
                + "  key: |\n"
                + indented(net, "first.key")
                + "basic_auth_users: {alice: '"
                + HASH
                + "'}\nrate_limit: {interval: 2m, burst: 2}\n");
        String[] limited = {"--cacert", folder + "/ca.pem", "-u", "alice:secret"};
        assertEquals("Healthy 200", curl(host, url, limited));
        assertEquals("Healthy 200", curl(host, url, limited));
        assertEquals("Too Many Requests 429", curl(host, url, limited));
        configure(net, "second", "TLS13");
        assertEquals("Healthy 200", curl(host, url, ours));

        Files.writeString(net.file("web.yml"), "tls_server_config: {cert_file: nothing.pem}");
        assertEquals("Healthy 200", curl(host, url, ours));
        assertTrue(
            exporter.process().err().contains("stay as they were"), exporter.process().err());
        assertTrue(subject(host, url).contains("CN = second"), subject(host, url));
      }
    }
  }

  private static String[] with(String[] options, String... more) {
    List<String> all = new ArrayList<>(Arrays.asList(options));
    all.addAll(Arrays.asList(more));
    return all.toArray(new String[0]);
  }

  /** The subject of the certificate that the exporter shows. */
  private static String subject(Host host, String url) {
    String address = url.replace("https://", "").replace("/", "");
    return host.run(
            "sh",
            "-c",
            "openssl s_client -connect "
                + address
                + " </dev/null 2>/dev/null | openssl x509 -noout -subject")
        .out();
  }
}
