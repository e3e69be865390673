package dev.jnet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Background;
import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.Installation;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.Servers;
import dev.jnet.testnet.TestNet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The binary beside the JVM form, and what a binary alone could do wrong. {@code scripts/native
 * --tests} runs it, and {@code .ci/run} does not: building the binary takes GraalVM.
 */
@NamespaceTest
@Timeout(180)
class BinaryIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String EVERYBODY = "0 2147483647";

  /** NAME is the server's name, V4 and V6 are its addresses, and FOLDER is the network's. */
  private static final List<String> LINES =
      List.of(
          "--help",
          "help mtu",
          "interfaces",
          "interfaces --csv",
          "interfaces --markdown",
          "interfaces --json eth0",
          "mtu V4 V6",
          "mtu --json V4",
          "mtu --via tcp -q V4:80",
          "mtu --csv NAME",
          "mss V4:80",
          "mss --get / -q V4:80",
          "ping -c3 -i 0.05 V4",
          "ping -c2 -i 0.05 NAME",
          "ping -c2 -i 0.05 V6",
          "trace -n V4",
          "trace --markdown -n V6",
          "arp 198.18.0.2",
          "arp -f -q 198.18.0.2",
          "arp 198.18.0.77 -w 1",
          "handshake V4:80",
          "handshake --kernel V4:80",
          "handshake V4:81",
          "walk http://V4/",
          "walk -q http://[V6]/",
          "walk -q https://NAME/ --cacert FOLDER/ca.pem",
          "walk -q https://NAME/",
          "doctor V4",
          "doctor https://NAME/ --cacert FOLDER/ca.pem",
          "doctor --html FOLDER/page.html -q NAME",
          "read FOLDER/frames.pcap",
          "read --json FOLDER/frames.pcapng",
          "read FOLDER/no-capture",
          "lab home",
          "schema mtu",
          "mesh matrix --lab offices",
          "exporter --lab no-such-network",
          "no-such-command");

  @ParameterizedTest
  @EnumSource
  @Timeout(600) // some eighty starts
  void answersAsTheJvmFormDoes(Privilege privilege) throws IOException {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1400, 1500);
      Host client = chain.client();
      chain.router(1).talkative();
      chain.router(2).talkative();
      chain.server().talkative();
      client.sysctl("net.ipv4.ping_group_range", EVERYBODY);
      Servers servers = Servers.on(chain.server());
      servers.certificate("www.example", "DNS:www.example", 30);
      servers.nginx(
          80,
          """
          server { listen 80; listen [::]:80; location / { return 200 'hello'; } }
          server { listen 443 ssl; listen [::]:443 ssl; location / { return 200 'hello'; }
            ssl_certificate FOLDER/www.example.pem; ssl_certificate_key FOLDER/www.example.key; }
          """
              .replace("FOLDER", net.file("").toString()));
      String hosts = chain.server().ipv4() + " www.example\n";
      Path names = Files.writeString(net.file("hosts"), "127.0.0.1 localhost\n" + hosts);
      Files.writeString(net.file("no-capture"), "nothing of the kind");
      client
          .jnet(
              "ping",
              "-c2",
              "-i",
              "0.05",
              "--pcap",
              net.file("frames.pcap").toString(),
              server(chain))
          .orThrow();
      client.run("sh", "-ec", "cd " + net.file("") + " && " + PCAPNG).orThrow();
      client.run("chmod", "-R", "a+rwX", net.file("").toString()).orThrow();
      List<String> differences = new ArrayList<>();
      for (String line : LINES) {
        String words =
            line.replace("NAME", "www.example")
                .replace("V4", server(chain))
                .replace("[V6]", "[" + chain.server().ipv6() + "]")
                .replace("V6", chain.server().ipv6())
                .replace("FOLDER", net.file("").toString());
        String expected =
            run(client, names, privilege, Installation.launcherOfJvm(privilege), words);
        String got = run(client, names, privilege, Installation.launcher(privilege), words);
        List<String> lines = new ArrayList<>(difference("JVM: ", expected, got));
        lines.addAll(difference("binary: ", got, expected));
        if (!lines.isEmpty()) {
          differences.add("\njnet " + words + "\n" + String.join("\n", lines));
        }
      }
      assertEquals(List.of(), differences);
    }
  }

  /** The lines of one answer that are not in the other. */
  private static List<String> difference(String whose, String one, String other) {
    List<String> others = other.lines().toList();
    return one.lines().filter(line -> !others.contains(line)).map(whose::concat).toList();
  }

  private static final String PCAPNG =
      "tshark -F pcapng -r frames.pcap -w frames.pcapng 2>/dev/null";

  private static String server(Chain chain) {
    return chain.server().ipv4();
  }

  /** Exit code and words; of a bare answer all of it. */
  private static String run(Host host, Path names, Privilege privilege, Path jnet, String line) {
    String bind = "mount --bind " + names + " /etc/hosts; exec \"$@\"";
    List<String> words = new ArrayList<>(List.of("sh", "-ec", bind, "sh"));
    List<String> command = new ArrayList<>(List.of(jnet.toString()));
    command.addAll(List.of(line.split(" ", -1)));
    words.addAll(privilege.wrap(command));
    host.run("ip", "-6", "route", "flush", "cache").orThrow(); // of which only the first would tell
    Outcome outcome = host.start(Privilege.ROOT, Installation.ENVIRONMENT, words).await(PATIENCE);
    String text = outcome.out() + outcome.err();
    return "exit code " + outcome.exit() + "\n" + (line.contains(" -q ") ? text : shared(text));
  }

  /**
   * A text without what no two runs share: numbers and the width of their columns, the bars of
   * times, the lines of checksums, and that this machine was busy.
   */
  private static String shared(String text) {
    return text.replaceAll("(?m)^jnet: jnet did not run for .*\n", "")
        .replaceAll("(?m)^ +(fold|header|data|complement) .*\n", "")
        .replaceAll("(?m)^.* FIN_WAIT_2 .*\\n", "") // where the FIN comes at once, there is none
        .replaceAll("[0-9.]+ ?ms", "TIME")
        .replaceAll("(?m)^( +\\| )?Date: .*", "DATE")
        .replaceAll("\"time\":\"[^\"]*\"", "TIME")
        .replaceAll("\\b(0x[0-9a-f]+|[0-9a-f]*[0-9][0-9a-f.]*)\\b", "N")
        .replaceAll("N rounds?|[ #~]+", " ");
  }

  /** With a capability, what the runtime takes from a command line would be a way in. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Xmx1g",
        "-Dx=y",
        "-XX:MaxHeapSize=1g",
        "-XX:+PrintFlags",
        "-XX:Flags=/etc/hosts"
      })
  void takesNoOptionsOfARuntime(String option) {
    try (TestNet net = TestNet.create()) {
      Host host = net.host("here");
      for (Privilege privilege : Privilege.values()) {
        for (String[] line : new String[][] {{option, "lab"}, {"lab", option}}) {
          Outcome outcome = host.jnetAs(privilege, line);
          assertEquals(2, outcome.exit(), outcome::toString);
          assertEquals("", outcome.out(), outcome::toString);
          assertTrue(outcome.err().startsWith("jnet: "), outcome::toString);
          List<String> jvm = new ArrayList<>();
          jvm.add(Installation.launcherOfJvm(privilege).toString());
          jvm.addAll(List.of(line));
          assertEquals(
              host.start(Privilege.ROOT, Installation.ENVIRONMENT, privilege.wrap(jvm))
                  .await(PATIENCE)
                  .err(),
              outcome.err());
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT 130", "TERM 143", "HUP 129"})
  void sumsUpOnASignal(String signal) {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      chain.client().sysctl("net.ipv4.ping_group_range", EVERYBODY);
      for (Privilege privilege : Privilege.values()) {
        Background ping = chain.client().startJnet(privilege, "ping", "-i0.1", server(chain));
        ping.awaitOutput("icmp_seq=2 ");
        ping.signal(signal.split(" ", -1)[0]);
        Outcome outcome = ping.await(PATIENCE);
        assertEquals(signal.split(" ", -1)[1], "" + outcome.exit(), outcome::toString);
        assertTrue(outcome.out().contains(" packets transmitted, "), outcome::toString);
        assertEquals("", outcome.err(), outcome::toString);
      }
    }
  }

  /**
   * There is no home, and nothing can be written to /tmp. A run of ldconfig leaves a mark.
   * Arguments: a folder for the mark, and the command.
   */
  private static final String NOTHING_WRITABLE =
      """
      chmod 777 "$1"
      mount --bind "$1" /mnt
      printf '#!/bin/sh\\necho ran >/mnt/mark\\n' >/mnt/ldconfig
      chmod 755 /mnt/ldconfig
      mount --bind /mnt/ldconfig /sbin/ldconfig
      mount --bind /tmp /tmp
      mount -o remount,ro,bind /tmp
      shift
      exec env -i PATH="$PATH" "$@"
      """;

  @ParameterizedTest
  @EnumSource
  void unpacksNothingAndLooksForNothing(Privilege privilege) throws IOException {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1400);
      Path folder = Files.createDirectory(net.file("mark"));
      List<String> words = new ArrayList<>(List.of("sh", "-ec", NOTHING_WRITABLE, "sh"));
      words.add(folder.toString());
      words.addAll(
          privilege.wrap(
              List.of(Installation.launcher(privilege).toString(), "mtu", "-q", server(chain))));
      Outcome outcome = chain.client().start(Privilege.ROOT, Map.of(), words).await(PATIENCE);
      assertEquals("1400\n", outcome.out(), outcome::toString);
      assertEquals("", outcome.err(), outcome::toString);
      assertFalse(Files.exists(folder.resolve("mark")), "ldconfig has been run");
    }
  }

  /** A terminal of so many columns, where nothing else tells how many there are. */
  private static final String ON_TERMINAL =
      """
      import fcntl, os, pty, struct, sys, termios
      child, terminal = pty.fork()
      if child == 0:
        size = struct.pack("HHHH", 24, int(sys.argv[1]), 0, 0)
        fcntl.ioctl(1, termios.TIOCSWINSZ, size)
        os.environ.pop("COLUMNS", None)
        os.execvpe(sys.argv[2], sys.argv[2:], dict(os.environ, LANG="C.UTF-8", NO_COLOR="1"))
      while True:
        try:
          sys.stdout.buffer.write(os.read(terminal, 4096))
        except OSError:
          break
      """;

  @ParameterizedTest
  @ValueSource(ints = {40, 72, 200})
  void fitsTheTerminal(int columns) {
    try (TestNet net = TestNet.create()) {
      Host host = net.host("here");
      List<String> answers = new ArrayList<>();
      for (Path jnet :
          List.of(
              Installation.launcherOfJvm(Privilege.ROOT), Installation.launcher(Privilege.ROOT))) {
        List<String> words = new ArrayList<>(List.of("python3", "-c", ON_TERMINAL));
        words.addAll(
            List.of("" + columns, jnet.toString(), "mtu", "--lab", "home", "www.lab.test"));
        Outcome outcome =
            host.start(Privilege.ROOT, Installation.ENVIRONMENT, words).await(PATIENCE);
        assertTrue(outcome.out().contains("path MTU"), outcome::toString);
        answers.add(outcome.out());
      }
      assertEquals(answers.get(0), answers.get(1));
    }
  }

  /** The TOML library reads what is not of the ordinary form. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[mtu]\nmax = 0x578",
        "mtu = { max = 1400 }",
        "mtu.max = 1_400",
        "[mtu]\nmax = 1400\nmax = 1",
        "[mtu\n",
        "nonsense = [1, 2]"
      })
  void readsAnyTomlAsTheJvmFormDoes(String text) throws IOException {
    try (TestNet net = TestNet.create()) {
      Host host = net.host("here");
      Path folder = Files.createDirectories(net.file("jnet"));
      Files.writeString(folder.resolve("config.toml"), text);
      List<String> answers = new ArrayList<>();
      for (Path jnet :
          List.of(
              Installation.launcherOfJvm(Privilege.ROOT), Installation.launcher(Privilege.ROOT))) {
        List<String> words = List.of(jnet.toString(), "mtu", "--lab", "jumbo", "www.lab.test");
        Map<String, String> environment =
            Map.of("JNET_BUILD", "never", "XDG_CONFIG_HOME", folder.getParent().toString());
        Outcome outcome = host.start(Privilege.ROOT, environment, words).await(PATIENCE);
        answers.add(outcome.exit() + "\n" + outcome.out() + outcome.err());
      }
      assertEquals(answers.get(0), answers.get(1));
      assertTrue(
          answers.get(0).contains("1400") || answers.get(0).startsWith("2\n"), answers.get(0));
    }
  }

  @Test
  void saysWhatItIs() {
    try (TestNet net = TestNet.create()) {
      List<String> lines = net.host("here").jnet("--version").orThrow().out().lines().toList();
      assertEquals(3, lines.size(), lines::toString);
      assertTrue(lines.get(0).matches("jnet \\S+ \\(commit \\S+\\)"), lines::toString);
      assertTrue(lines.get(1).matches("native, built by .*\\S.* with Java \\S+"), lines::toString);
      assertTrue(lines.get(2).matches("libpcap [0-9.]+ \\(/\\S+\\)"), lines::toString);
      assertFalse(lines.toString().contains("null"), lines::toString);
    }
  }
}
