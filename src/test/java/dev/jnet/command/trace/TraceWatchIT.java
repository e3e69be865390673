package dev.jnet.command.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Background;
import dev.jnet.testnet.Chain;
import dev.jnet.testnet.Installation;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.TestNet;
import java.io.RandomAccessFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.builtins.ScreenTerminal;
import org.junit.jupiter.api.Test;

/**
 * {@code jnet trace --watch} as a person uses it: on a pseudo-terminal, with a look at the screen
 * and a key.
 */
@NamespaceTest
class TraceWatchIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern ROUNDS = Pattern.compile("\\b(\\d+) rounds");
  private static final String ENTER = "\u001b[?1049h";
  private static final String LEAVE = "\u001b[?1049l";

  /**
   * Runs a command on a pseudo-terminal of this size, whose settings it shows before and after. Its
   * keys are what is written into a named pipe.
   */
  private static Background onTerminal(
      Chain chain, int columns, int rows, String keys, String line) {
    return chain
        .client()
        .start(
            "sh",
            "-c",
            "TERM=xterm exec script -qefc 'stty rows "
                + rows
                + " cols "
                + columns
                + "; echo before $(stty -g); "
                + Installation.launcher(Privilege.ROOT)
                + " trace --watch "
                + line
                + "; echo exit $?; echo after $(stty -g)' /dev/null <"
                + keys);
  }

  /** What a terminal of this size shows after it was sent a text; spaces at the ends cut off. */
  private static List<String> screen(String sent, int columns, int rows) {
    ScreenTerminal terminal = new ScreenTerminal(columns, rows);
    terminal.write(sent);
    List<String> lines = new ArrayList<>();
    for (String line : terminal.toString().split("\n", -1)) {
      lines.add(line.stripTrailing());
    }
    return lines.subList(0, rows);
  }

  /** The number of rounds on the screen; 0 when none is drawn. */
  private static int rounds(String out) {
    int enters = out.indexOf(ENTER);
    if (enters < 0) {
      return 0;
    }
    Matcher rounds = ROUNDS.matcher(screen(out.substring(enters), 100, 24).get(0));
    return rounds.find() ? Integer.parseInt(rounds.group(1)) : 0;
  }

  private static String words(String line, String mark) {
    return line.lines().filter(each -> each.startsWith(mark)).findFirst().orElseThrow().strip();
  }

  /** Digits of times and counts differ from run to run. */
  private static String shape(String line) {
    return line.replaceAll("\\d+\\.\\d{3}", "#.###")
        .replaceAll("\\b\\d+ rounds", "N rounds")
        .replaceAll("%     *\\d+", "%     N");
  }

  @Test
  void redrawsATableInPlace() throws Exception {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500, 1500, 1500);
      TraceRuns.talkative(chain, 2);
      chain.router(2).silent();
      String server = chain.server().ipv4();
      String keys = net.file("keys").toString();
      chain.client().run("mkfifo", keys).orThrow();
      Outcome outcome;
      // for reading, too: a named pipe that is only written to is opened when its reader comes
      try (RandomAccessFile keyboard = new RandomAccessFile(keys, "rw")) {
        Background watch = onTerminal(chain, 100, 24, keys, "-n --interval 0.1 " + server);
        watch.awaitOutput("rounds drawn one over the other", () -> rounds(watch.out()) >= 10);
        keyboard.write('q');
        outcome = watch.await(PATIENCE);
      }
      String out = outcome.out();
      int enters = out.indexOf(ENTER);
      int leaves = out.indexOf(LEAVE);
      assertTrue(enters >= 0 && leaves > enters, outcome::toString);

      List<String> screen = screen(out.substring(enters, leaves), 100, 24);
      List<String> expected = new ArrayList<>();
      expected.add(server + " by icmp, N rounds, press q to quit");
      expected.add("");
      expected.add(
          "HOP  ADDRESS                                      LOSS  SENT    LAST    BEST    MEAN   WORST     DEV");
      expected.add(row(1, chain.router(1).ipv4(), "  0%", true));
      expected.add(row(2, "*", "100%", false));
      expected.add(row(3, server, "  0%", true));
      List<String> shapes = new ArrayList<>();
      screen.forEach(line -> shapes.add(shape(line)));
      assertEquals(String.join("\n", expected), String.join("\n", shapes).stripTrailing());

      String summary = out.substring(leaves);
      assertEquals(
          List.of(chain.router(1).ipv4(), "*", server), TraceRuns.addresses(summary), summary);
      assertTrue(!summary.contains("press q"), summary);
      assertTrue(summary.contains("exit 0"), outcome::toString);
      assertEquals(
          words(out, "before").substring("before".length()),
          words(summary, "after").substring("after".length()),
          "the terminal is as it was");
      int shown = Math.max(out.lastIndexOf("[?25h"), out.lastIndexOf("[?12;25h"));
      assertTrue(shown > out.lastIndexOf("[?25l"), "a cursor again");
    }
  }

  private static String row(int ttl, String address, String loss, boolean times) {
    StringBuilder row = new StringBuilder("  " + ttl + "  " + address);
    row.append(" ".repeat(48 - row.length())).append("  ").append(loss).append("     N");
    row.append(times ? "   #.###".repeat(5) : "");
    return row.toString();
  }
}
