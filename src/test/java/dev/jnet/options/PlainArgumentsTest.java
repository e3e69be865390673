package dev.jnet.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.app.Jnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read without picocli is read as picocli reads it. */
class PlainArgumentsTest {
  private static final int LINES = 40_000;
  private static final String[] WORDS = {
    "1",
    "0",
    "10",
    "007",
    "0x10",
    "-1",
    "1.5",
    ".5",
    "1.",
    "1e3",
    "1_000",
    "99999999999",
    "1 ",
    "",
    "9999999999999999999",
    "2.50",
    "0.2",
    "00.5",
    "3f",
    "NaN",
    "Infinity",
    "+1",
    "host",
    "a=b",
    "=",
    "192.0.2.1",
    "2001:db8::1",
    "fe80::1%eth0",
    "-",
    "--",
    "@file",
    "\"quoted\"",
    "'x'",
    "a\\b",
    "ünïcode",
    "true",
    "false",
    "http://host/?a=b",
    "mtu",
    "help"
  };

  private final List<Command> commands = new Jnet(() -> false).commands();
  private final Random random = new Random(7);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ping -c1 192.0.2.2",
        "ping -c 1 -i 0.2 -n host other",
        "ping --via tcp:443 -W2 --interface=eth0 2001:db8::1",
        "mtu host",
        "mtu --json -4 --max 1500 host",
        "arp 192.0.2.2",
        "arp --scan auto --wait=0.5",
        "trace -q 1 --csv host",
        "handshake host:80",
        "interfaces",
        "interfaces eth0",
        "lab home",
        "walk --lab home http://www.lab.test/"
      })
  void readsOrdinaryForms(String line) {
    String[] args = line.split(" ", -1);
    Command command = command(args[0]);
    assertNotNull(PlainArguments.read(command, args, 1));
    compare(command, List.of(args).subList(1, args.length));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ping -nq host",
        "ping -c x host",
        "ping -c",
        "ping -c -1 host",
        "ping -c 1 -c 2 host",
        "ping --no-such host",
        "ping --json=true host",
        "ping -- host",
        "ping -p 'ab' host",
        "mtu @file",
        "mtu -",
        "arp --reverse",
        "interfaces eth0 eth1",
        "walk",
        "mss",
        "ping --counts 1"
      })
  void leavesOtherFormsToPicocli(String line) {
    String[] args = line.split(" ", -1);
    assertNull(PlainArguments.read(command(args[0]), args, 1));
  }

  @Test
  void readsEverythingAsPicocliDoes() {
    int read = 0;
    for (int i = 0; i < LINES; i++) {
      Command command = commands.get(random.nextInt(commands.size()));
      read += compare(command, line(command)) ? 1 : 0;
    }
    assertTrue(read > LINES / 20, read + " of " + LINES + " lines were plain");
  }

  /** Both readings, where there is a plain one. */
  private static boolean compare(Command command, List<String> line) {
    String[] args = line.toArray(new String[0]);
    Arguments plain = PlainArguments.read(command, args, 0);
    if (plain == null) {
      return false;
    }
    Arguments whole = Picocli.read(command, args);
    assertEquals(told(whole, command), told(plain, command), line::toString);
    return true;
  }

  private static String told(Arguments arguments, Command command) {
    StringBuilder told = new StringBuilder();
    for (Option option : command.options()) {
      for (String name : option.names()) {
        told.append(name).append(arguments.has(name) ? "=" : "/");
        told.append(arguments.<Object>value(name, "none")).append(' ');
      }
    }
    return told
        + (command.operands().several()
            ? arguments.operands().toString()
            : arguments.operand("(none)"));
  }

  private List<String> line(Command command) {
    List<String> line = new ArrayList<>();
    int words = random.nextInt(5);
    for (int i = 0; i < words; i++) {
      Option option = command.options().get(random.nextInt(command.options().size()));
      String name = option.names().get(random.nextInt(option.names().size()));
      switch (random.nextInt(6)) {
        case 0 -> line.add(word());
        case 1 -> line.add(name + word());
        case 2 -> line.add(name + "=" + word());
        case 3 -> line.add(name);
        default -> {
          line.add(name);
          line.add(option.isFlag() ? "host" : String.valueOf(random.nextInt(2000)));
        }
      }
    }
    return line;
  }

  private String word() {
    return WORDS[random.nextInt(WORDS.length)];
  }

  private Command command(String name) {
    return commands.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }
}
