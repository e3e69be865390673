package dev.jnet.exporter.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.console.CommandException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebConfigTest {
  /** The password is {@code secret}; by python's crypt, at the least cost. */
  private static final String HASH = "$2b$04$eOUjZZ1IsF0ll7zFHrFIneyOO6qED8hhudrFnbYlkYWvcQ2wYQqo6";

  @TempDir private Path folder;

  private WebConfig parse(String yaml) throws CommandException {
    return WebConfig.parse(yaml, folder);
  }

  @Test
  void readsUsersAndHeaders() throws CommandException {
    WebConfig config =
        parse(
            "basic_auth_users: {alice: '"
                + HASH
                + "'}\nhttp_server_config: {http2: true, headers: {X-Frame-Options: deny}}");
    assertEquals(Map.of("alice", HASH), config.users());
    assertEquals(Map.of("X-Frame-Options", "deny"), config.headers());
    assertTrue(config.tls().isEmpty());
    assertEquals(WebConfig.OPEN, parse(""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [] | it must be a mapping: write its settings below it, indented
          a: b | unknown setting 'a'; known are basic_auth_users, http_server_config, rate_limit, tls_server_config
          basic_auth_users: [alice] | basic_auth_users: write each user and the hash below it
          basic_auth_users: {alice: secret} | basic_auth_users: alice: must be a bcrypt hash: htpasswd -nB NAME prints one
          basic_auth_users: {alice: 5} | basic_auth_users: alice: must be a bcrypt hash: htpasswd -nB NAME prints one
          basic_auth_users: {alice: &a [*a]} | basic_auth_users: alice: must be a bcrypt hash: htpasswd -nB NAME prints one
          http_server_config: {headers: {Server: jnet}} | http_server_config: headers: unknown setting 'Server'; known are Content-Security-Policy, Strict-Transport-Security, X-Content-Type-Options, X-Frame-Options, X-XSS-Protection
          http_server_config: {http2: maybe} | http_server_config: http2: maybe: must be true or false
          tls_server_config: {} | tls_server_config: cert_file: missing: write the file's name
          tls_server_config: {cert_file: a.pem, key_file: a.key} | FOLDER/a.pem: no such file, or it may not be read
          tls_server_config: {cert_file: [a], key_file: a.key} | tls_server_config: cert_file: a list or a mapping: must be text
          tls_server_config: {client_auth_type: Sometimes} | tls_server_config: client_auth_type: Sometimes: must be NoClientCert, RequestClientCert, RequireAnyClientCert, VerifyClientCertIfGiven or RequireAndVerifyClientCert
          tls_server_config: {client_ca_file: ca.pem} | tls_server_config: client_ca_file: ca.pem: client_auth_type does not ask for certificates
          tls_server_config: {sni: a} | tls_server_config: unknown setting 'sni'; known are
          tls_server_config: {cert: a, cert_file: a.pem, key: b} | tls_server_config: cert_file: a.pem: give either cert or cert_file
          http_server_config: {headers: {X-Frame-Options: sometimes}} | http_server_config: headers: X-Frame-Options: sometimes: must be deny or sameorigin
          http_server_config: {headers: {X-Content-Type-Options: sniff}} | http_server_config: headers: X-Content-Type-Options: sniff: must be nosniff
          rate_limit: {interval: 1s} | rate_limit: burst: missing: must be a number of requests, 1 or more
          rate_limit: {interval: 1s, burst: 0} | rate_limit: burst: 0: must be a number of requests, 1 or more
          rate_limit: {interval: often, burst: 1} | rate_limit: interval: often: write a time up to 2m, such as 500ms or 5s
          rate_limit: {burst: many} | rate_limit: burst: many: must be numbers from 0 to 1000000
          basic_auth_users: { | not valid YAML: line 1, column 20: expected the node content, but found '<stream end>'
          """)
  void saysWhatIsWrong(String yaml, String message) {
    String said = assertThrows(CommandException.class, () -> parse(yaml)).getMessage();
    String expected = message.replace("FOLDER", folder.toString());
    if (expected.endsWith("known are")) {
      said = said.substring(0, Math.min(said.length(), expected.length())); // a list that grows
    }
    assertEquals(expected, said);
  }

  /** Each setting of the convention is taken, or refused with a sentence of its own. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "client_auth_type: Sometimes|client_auth_type: Sometimes: must be NoClientCert,",
        "client_allowed_sans: [a]|client_allowed_sans: a list or a mapping: client_auth_type must",
        "client_auth_type: RequestClientCert, client_allowed_sans: [a]|client_allowed_sans: a list",
        "client_ca: a|client_ca: a: client_auth_type does not ask for certificates",
        "client_auth_type: RequestClientCert, client_ca: a|client_ca: not a list of certificates (PEM)",
        "curve_preferences: [X25519]|curve_preferences: a list or a mapping: jnet cannot choose",
        "min_version: TLS14|min_version: TLS14: must be TLS10, TLS11, TLS12 or TLS13",
        "min_version: TLS13, max_version: TLS12|min_version: TLS13: must not be above max_version",
        "cipher_suites: [NONSENSE]|this JVM does not speak NONSENSE; it speaks TLS_AES_256_GCM",
        "cipher_suites: [1]|cipher_suites: a list or a mapping: must be a list of texts",
        "prefer_server_cipher_suites: maybe|prefer_server_cipher_suites: maybe: must be true",
        "cert: a|tls_server_config: cert: no certificates in PEM",
        "max_version: TLS12|: write the file's name",
        "ca_file: a.pem|tls_server_config: unknown setting 'ca_file'; known are cert, cert_file,"
      })
  void saysWhatIsWrongWithASettingOfTls(String settings, String expected) {
    String yaml = "tls_server_config: {" + settings + "}";
    String message = assertThrows(CommandException.class, () -> parse(yaml)).getMessage();
    assertTrue(message.contains(expected), message);
  }

  @Test
  void answersNoMoreRequestsThanTheLimitAllows() throws CommandException {
    Optional<RequestRate> two = parse("rate_limit: {interval: 1s, burst: 2}").rate();
    RequestLimit limit = new RequestLimit();
    long second = 1_000_000_000L;
    assertTrue(limit.admits(two, 0));
    assertTrue(limit.admits(two, 1));
    assertFalse(limit.admits(two, 2));
    assertFalse(limit.admits(two, second - 1));
    assertTrue(limit.admits(two, second + 1));
    assertFalse(limit.admits(two, second + 2));
    assertTrue(limit.admits(two, 9 * second));
    assertTrue(limit.admits(two, 9 * second - 1), "of a thread that looked at the clock before");
    assertTrue(limit.admits(Optional.empty(), 9 * second));
    assertTrue(limit.admits(Optional.empty(), 9 * second - 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"interval: 0", "interval: 0s, burst: 3", "burst: 3", "interval: 0, burst: 0"})
  void limitWithoutIntervalIsNone(String settings) throws CommandException {
    assertTrue(parse("rate_limit: {" + settings + "}").rate().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- "})
  void deepNestingIsRefusedBeforeItOverflowsTheStack(String level) {
    String yaml = level.repeat(10_000);
    assertEquals(
        "nested too deeply", assertThrows(CommandException.class, () -> parse(yaml)).getMessage());
  }

  @Test
  void fileThatIsMissingOrTooLargeIsNamedInWords() throws IOException {
    Path none = folder.resolve("none.yml");
    assertEquals(
        "--web.config.file " + none + ": cannot be read: no such file or folder",
        assertThrows(CommandException.class, () -> WebConfig.read(none)).getMessage());
    assertTrue(
        assertThrows(CommandException.class, () -> WebConfig.read(Path.of("/dev/zero")))
            .getMessage()
            .endsWith("larger than 1 MB"));
  }

  @Test
  void fileThatHasNotChangedIsNotReadAgain() throws IOException {
    FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
    String alice = "basic_auth_users: {alice: '" + HASH + "'}";
    Path file = Files.writeString(folder.resolve("web.yml"), alice);
    Files.setLastModifiedTime(file, longAgo);
    ReloadableWebConfig config = new ReloadableWebConfig(Optional.of(file), line -> {});
    WebConfig first = config.get();
    assertSame(first, config.get());
    Files.writeString(file, alice.replace("alice", "bobby"));
    assertEquals(Set.of("bobby"), config.get().users().keySet());
  }

  /** Requests wait for it, and a FIFO would hold them up for ever. */
  @Test
  void onlyARegularFileIsReadWhileRequestsWait() throws IOException {
    Path file = Files.writeString(folder.resolve("w.yml"), "basic_auth_users: {a: '" + HASH + "'}");
    List<String> log = new ArrayList<>();
    ReloadableWebConfig config = new ReloadableWebConfig(Optional.of(file), log::add);
    Files.delete(file);
    Files.createSymbolicLink(file, Path.of("/dev/zero"));
    assertEquals(Map.of("a", HASH), config.get().users());
    assertEquals(1, log.size());
    assertTrue(log.get(0).contains("not a regular file"), log.get(0));
  }

  @Test
  void keepsTheOldSettingsWhenTheFileBreaksAndSaysSoOnce() throws IOException {
    Path file = Files.writeString(folder.resolve("w.yml"), "basic_auth_users: {a: '" + HASH + "'}");
    List<String> log = new ArrayList<>();
    ReloadableWebConfig config = new ReloadableWebConfig(Optional.of(file), log::add);
    Files.writeString(file, "basic_auth_users: {a: plain}");
    assertEquals(Map.of("a", HASH), config.get().users());
    assertEquals(Map.of("a", HASH), config.get().users());
    assertEquals(1, log.size(), log::toString);
    Files.delete(file);
    assertEquals(Map.of("a", HASH), config.get().users());
    Files.writeString(file, "basic_auth_users: {b: '" + HASH + "'}");
    assertEquals(Map.of("b", HASH), config.get().users());
  }

  /** An editor may empty a file before it writes it. */
  @Test
  void fileThatIsEmptyForAMomentLetsNobodyIn() throws IOException {
    Path file = Files.writeString(folder.resolve("w.yml"), "basic_auth_users: {a: '" + HASH + "'}");
    List<String> log = new ArrayList<>();
    ReloadableWebConfig config = new ReloadableWebConfig(Optional.of(file), log::add);
    Files.writeString(file, "");
    assertEquals(Map.of("a", HASH), config.get().users());
    assertTrue(log.get(0).contains("restart jnet exporter to switch passwords"), log.get(0));
    Files.writeString(file, "basic_auth_users: {b: '" + HASH + "'}");
    assertEquals(Map.of("b", HASH), config.get().users());
  }

  @ParameterizedTest
  @CsvSource({
    "alice:secret,true",
    "alice:Secret,false",
    "bob:secret,false",
    "alice:,false",
    "alicesecret,false"
  })
  void admitsWhoKnowsAPassword(String both, boolean admitted) {
    BasicAuth auth = new BasicAuth();
    String header =
        "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < 2; i++) {
      assertEquals(admitted, auth.admits(header, Map.of("alice", HASH)));
    }
    assertTrue(auth.admits(null, Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Basic", "Basic !!!", "Bearer YTpi", "Basic "})
  void admitsNobodyByAHeaderOfAnotherKind(String header) {
    assertFalse(new BasicAuth().admits(header, Map.of("alice", HASH)));
    assertFalse(new BasicAuth().admits(null, Map.of("alice", HASH)));
    assertFalse(new BasicAuth().admits("Basic " + "YTpi".repeat(100_000), Map.of("alice", HASH)));
  }
}
