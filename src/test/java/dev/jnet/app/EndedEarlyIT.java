package dev.jnet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.console.ExitCode;
import dev.jnet.testnet.Background;
import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.Installation;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.TestNet;
import dev.jnet.testnet.Wait;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Ctrl-C, SIGTERM and a full disk, whenever they come. */
@NamespaceTest
@Execution(ExecutionMode.CONCURRENT)
class EndedEarlyIT {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /**
   * When the signals come: while the JVM starts and while it opens the link, by the processor time
   * used; in the middle, by the replies printed.
   */
  private static final List<Predicate<Background>> MOMENTS =
      List.of(
          used(10),
          used(20),
          used(40),
          used(60),
          used(80),
          used(100),
          printed("PING"),
          printed("icmp_seq=1 "),
          printed("icmp_seq=10 "),
          printed("icmp_seq=100 "));

  private static Predicate<Background> used(int ms) {
    return process ->
        process.processorTime().toMillis() >= ms || process.out().contains("icmp_seq=100 ");
  }

  private static Predicate<Background> printed(String text) {
    return process -> process.out().contains(text);
  }

  /** A run, the file that it records into, and the number of the signal that ends it. */
  private record Run(Background process, Path file, int signal, Predicate<Background> moment) {
    Run {
      assertTrue(signal == 2 || signal == 15);
    }
  }

  @Test
  void whateverTheMomentTheCaptureFileIsWhole() throws Exception {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      int summaries = 0;
      for (int half = 0; half < 2; half++) {
        List<Run> runs = new ArrayList<>();
        for (int i = half; i < MOMENTS.size(); i += 2) {
          Path file = net.file(i + ".pcap");
          Background process =
              chain
                  .client()
                  .startJnet(
                      Privilege.ROOT,
                      "ping",
                      "-i",
                      "0.01",
                      "--pcap",
                      file.toString(),
                      chain.server().ipv4());
          int signal = i / 2 % 2 == 0 ? 2 : 15;
          runs.add(new Run(process, file, signal, MOMENTS.get(i)));
        }
        for (Run run : runs) {
          Wait.until(
              PATIENCE,
              () -> run.moment().test(run.process()),
              () -> run.process().out() + run.process().err());
          run.process().signal(run.signal() == 2 ? "INT" : "TERM");
          summaries += ended(run, chain) ? 1 : 0;
        }
      }
      assertTrue(summaries > 0, "all were ended before they began");
    }
  }

  /** Whether it came so far as to sum up. */
  private static boolean ended(Run run, Chain chain) {
    Outcome outcome = run.process().await(PATIENCE);
    if (outcome.out().contains("initialization of VM")) {
      return false; // the JVM itself was not there yet
    }
    assertEquals(128 + run.signal(), outcome.exit(), outcome::toString);
    assertFalse(outcome.err().contains("a bug"), outcome::toString);
    assertFalse(outcome.err().contains("does not answer"), outcome::toString);
    boolean begun = outcome.out().contains("PING");
    assertEquals(begun, outcome.out().contains("packets transmitted"), outcome::toString);
    if (Files.exists(run.file())) {
      Outcome read = chain.client().run("tshark", "-r", run.file().toString());
      assertEquals(0, read.exit(), read::toString);
      assertFalse(read.err().contains("cut short"), read::toString);
      long replies = outcome.out().lines().filter(line -> line.contains("bytes from")).count();
      long kept = read.out().lines().filter(line -> line.contains("(ping) reply")).count();
      assertTrue(kept >= replies, () -> kept + " kept\n" + outcome); // the other runs hear too
    }
    return begun;
  }

  /** Ended before an answer could come, nobody says that there is none. */
  @Test
  void silenceThatWasNotWaitedForIsNone() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Host client = chain.client();
      client.sysctl("net.ipv4.ping_group_range", "0 2147483647");
      chain
          .server()
          .nft(
              "table inet silent { chain in { type filter hook input priority 0;\n"
                  + "meta l4proto { icmp, tcp, udp } drop\n}\n}");
      String server = chain.server().ipv4();
      String port = server + ":80";
      List<Background> byKernel = new ArrayList<>();
      for (String command : List.of("mss", "handshake")) {
        byKernel.add(client.startJnet(Privilege.NONE, command, "-w", "60", "--json", port));
      }
      for (Privilege privilege : List.of(Privilege.ROOT, Privilege.NONE)) {
        for (String command : List.of("mtu", "trace")) {
          assertEndedEarly(client.startJnet(privilege, command, "-v", "--json", server));
        }
      }
      assertEndedEarly(client.startJnet(Privilege.ROOT, "mss", "-v", "--json", port));
      for (Background run : byKernel) {
        run.signal("INT");
        assertInterrupted(run.await(PATIENCE));
      }
    }
  }

  private static void assertEndedEarly(Background run) {
    run.awaitOutput(" bytes, TTL ").signal("INT");
    assertInterrupted(run.await(PATIENCE));
  }

  private static void assertInterrupted(Outcome outcome) {
    assertEquals(130, outcome.exit(), outcome::toString);
    assertTrue(outcome.out().contains("\"code\":\"interrupted\""), outcome::toString);
    assertTrue(
        outcome.err().endsWith("jnet: ended before an answer could come\n"), outcome::toString);
  }

  @Test
  void theTerminalIsAsItWas() throws Exception {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      List<Background> watches = new ArrayList<>();
      String[] signals = {"INT", "TERM"};
      for (String signal : signals) {
        Path program = net.file("watch-" + signal);
        Files.writeString(
            program,
            "stty rows 24 cols 80\necho before $(stty -g)\nsh -c 'echo $$ >"
                + net.file("pid-" + signal)
                + "; exec "
                + Installation.launcher(Privilege.ROOT)
                + " trace --watch -n --interval 0.1 "
                + chain.server().ipv4()
                + "'\necho exit $?\necho after $(stty -g)\n");
        watches.add(
            chain
                .client()
                .start(
                    "sh",
                    "-c",
                    "tail -f /dev/null | TERM=xterm script -qec 'sh " + program + "' /dev/null"));
      }
      for (int i = 0; i < signals.length; i++) {
        Background watch = watches.get(i).awaitOutput("press q to quit");
        String pid = Files.readString(net.file("pid-" + signals[i])).strip();
        chain.client().run("kill", "-" + signals[i], pid).orThrow();
        watch.awaitOutput("after ");
        String out = watch.out();
        assertEquals(word(out, "before "), word(out, "after "), out);
        assertTrue(out.contains("exit " + (signals[i].equals("INT") ? 130 : 143)), out);
        assertTrue(out.lastIndexOf("\u001b[?1049l") > out.lastIndexOf("\u001b[?1049h"), out);
        int shown = Math.max(out.lastIndexOf("[?25h"), out.lastIndexOf("[?12;25h"));
        assertTrue(shown > out.lastIndexOf("[?25l"), "a cursor again");
        assertTrue(out.substring(shown).contains(" by icmp, "), out);
      }
    }
  }

  private static String word(String out, String mark) {
    return out.lines()
        .filter(line -> line.startsWith(mark))
        .map(line -> line.substring(mark.length()).strip())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aFullDiskIsSaidAndTheRestGoesOn() throws Exception {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Path disk = Files.createDirectory(net.file("disk"));
      // ip netns exec gives each command mounts of its own: this one goes with the shell
      Outcome outcome =
          chain
              .client()
              .run(
                  "sh",
                  "-c",
                  "mount -t tmpfs -o size=8k tmpfs "
                      + disk
                      + " && exec "
                      + Installation.launcher(Privilege.ROOT)
                      + " ping -c 30 -i 0.01 -s 1000 --pcap "
                      + disk
                      + "/a.pcap "
                      + chain.server().ipv4());
      assertTrue(outcome.out().contains("30 packets transmitted, 30 received"), outcome::toString);
      String said = "jnet: the capture file " + disk + "/a.pcap is incomplete: No space left";
      assertTrue(outcome.err().contains(said), outcome::toString);
      assertEquals(ExitCode.POSITIVE, outcome.exit());
    }
  }

  /** Whatever file finds no room: that is said, and the answer is there. */
  @Test
  void filesWithoutRoom() throws Exception {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Path disk = Files.createDirectory(net.file("disk"));
      chain
          .server()
          .run(
              "sh",
              "-ec",
              "cd "
                  + net.file("")
                  + "; openssl req -x509 -newkey rsa:2048 -nodes -keyout k -out c -subj /CN=x")
          .orThrow();
      Background server =
          chain
              .server()
              .start(
                  "sh",
                  "-c",
                  "cd " + net.file("") + "; exec openssl s_server -accept 443 -key k -cert c -www");
      server.awaitOutput("ACCEPT");
      String url = "https://" + chain.server().ipv4() + "/";
      String answer = "In sum: ";
      for (Object[] each :
          new Object[][] {
            {ExitCode.TROUBLE, answer, "walk -k " + url + " --html DISK/file"},
            {ExitCode.TROUBLE, answer, "walk -k " + url + " -o DISK/file"},
            {ExitCode.POSITIVE, answer, "walk -k " + url + " --keys DISK/file"},
            {ExitCode.TROUBLE, "Probes ", "trace --svg DISK/file " + chain.server().ipv4()},
          }) {
        String line = ((String) each[2]).replace("DISK", disk.toString());
        Outcome outcome =
            chain
                .client()
                .run(
                    "sh",
                    "-c",
                    "mount -t tmpfs -o size=4k tmpfs DISK; head -c 4096 /dev/zero >DISK/fill; exec "
                            .replace("DISK", disk.toString())
                        + Installation.launcher(Privilege.ROOT)
                        + " "
                        + line);
        assertEquals(each[0], outcome.exit(), outcome::toString);
        assertTrue(outcome.out().contains((String) each[1]), outcome::toString);
        String file = " " + disk + "/file: cannot be written: No space left on device\n";
        assertTrue(outcome.err().endsWith(file), outcome::toString);
        assertFalse(outcome.err().contains("a bug"), outcome::toString);
      }
    }
  }
}
