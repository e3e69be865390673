package dev.jnet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.options.Picocli;
import dev.jnet.testnet.Outcome;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What jnet says about command lines that it cannot read, and those of other programs' habits. */
class MistakesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          192.0.2.1              | no such command: 192.0.2.1; did you mean 'jnet ping 192.0.2.1' or 'jnet mtu 192.0.2.1'?
          www.example.org        | no such command: www.example.org; did you mean 'jnet ping www.example.org' or 'jnet mtu www.example.org'?
          https://a.test/        | no such command: https://a.test/; did you mean 'jnet walk https://a.test/'?
          a.test:80              | no such command: a.test:80; did you mean 'jnet handshake a.test:80'?
          mut x                  | no such command: mut; did you mean 'jnet mtu'?
          help mut               | no such command: mut; did you mean 'jnet mtu'?
          nothing                | no such command: nothing
          traceroute a.test      | no such command: traceroute; did you mean 'jnet trace'?
          tracepath a.test       | no such command: tracepath; did you mean 'jnet trace'?
          arping 192.0.2.1       | no such command: arping; did you mean 'jnet arp'?
          nping a.test           | no such command: nping; did you mean 'jnet ping'?
          mtr a.test             | no such command: mtr; did you mean 'jnet trace --watch'?
          ping6 a.test           | no such command: ping6; did you mean 'jnet ping -6'?
          dig a.test             | no such command: dig; did you mean 'jnet walk --brief'?
          scan a.test            | no such command: scan; did you mean 'jnet handshake HOST:1-1024' or 'jnet arp --scan auto'?
          --lab home a.test      | which command? it stands before its options: jnet mtu --lab home a.test
          --lab home ping a.test | which command? it stands before its options: jnet ping --lab home a.test
          -4 a.test              | which command? it stands before its options: jnet mtu -4 a.test
          arp -a                 | arp has no option -a; did you mean --scan auto?
          handshake -p 1-1024 a.test | handshake has no option -p; write the ports behind the host: HOST:1-1024
          mss --port 80 a.test   | mss has no option --port; write the ports behind the host: HOST:80
          walk -I a.test         | walk has no option -I
          ping -t a.test         | -t a.test: write a whole number (the TTL; without -c, ping goes on until Ctrl-C)
          trace -n -q a.test     | -q a.test: write a whole number (of probes a hop; the bare answer is --quiet)
          mesh matrix            | which broker? --nats nats://HOST:4222; without one: jnet mesh try, or --lab offices
          help curl              | no such command: curl; did you mean 'jnet walk'?
          ping -n 3 a.test       | -n takes no value here; did you mean -c 3?
          ping -q -n 10 a.test   | -n takes no value here; did you mean -c 10?
          ping -c 1 -n 3 a.test  | -n takes no value here; did you mean -c 3?
          trace -n 3 a.test      | -n takes no value here
          mtu -4 1400 a.test     | -4 takes no value here
          arp -scan auto         | arp has no option -scan; did you mean --scan auto?
          ping -count 3 a.test   | ping has no option -count; did you mean --count 3?
          ping -count=3 a.test   | ping has no option -count; did you mean --count=3?
          mtu -quiet a.test      | mtu has no option -quiet; did you mean --quiet?
          mtu a.test -deadline 3 | mtu has no option -deadline; did you mean --deadline 3?
          mtu a.test:80          | a.test:80: mtu takes a host: jnet mtu a.test, or jnet mtu --via tcp:80 a.test
          mtu a.test:80 --via tcp:81 | a.test:80: mtu takes a host: jnet mtu --via tcp:81 a.test (--via names the port)
          ping [::1]:80          | [::1]:80: ping takes a host: jnet ping [::1], or jnet ping --via tcp:80 [::1]
          mtu fe80::1%eth0:80    | fe80::1%eth0:80: mtu takes a host: jnet mtu fe80::1%eth0, or jnet mtu --via tcp:80 fe80::1%eth0
          trace a.test/page      | a.test/page: trace takes a host: jnet trace a.test
          arp 192.0.2.0/24       | 192.0.2.0/24: a range? jnet arp --scan 192.0.2.0/24
          arp a.test:80          | a.test:80: arp takes a host: jnet arp a.test
          handshake a.test:22 80 | 80: several ports of a host stand in one word: a.test:22,80
          handshake a.test 22 80 443 | 80: several ports of a host stand in one word: a.test:22,80
          mss [::1]:22 80-81     | 80-81: several ports of a host stand in one word: [::1]:22,80-81
          handshake 80           | 80: ports of which host? write HOST:80
          mtu --lab www.lab.test | which HOST? --lab took 'www.lab.test' for the name of a practice network (see 'jnet lab'): jnet mtu --lab NAME www.lab.test, or --targets FILE
          mss --lab home         | which HOST:PORT? --lab took 'home' for the name of a practice network (see 'jnet lab'): jnet mss --lab home HOST:PORT
          arp --lab www.lab.test | which ADDRESS? --lab took 'www.lab.test' for the name of a practice network (see 'jnet lab'): jnet arp --lab NAME www.lab.test
          mtu --lab=www.lab.test | which HOST? --lab took 'www.lab.test' for the name of a practice network (see 'jnet lab'): jnet mtu --lab NAME www.lab.test, or --targets FILE
          walk --brief --hex a.test | --brief and --hex exclude each other: choose one
          mss 192.0.2.1:80:90    | 192.0.2.1:80:90: which port? write 192.0.2.1:80,90
          mss a.test/            | a.test/: which port? write a.test:80
          mss                    | which HOST:PORT? jnet mss HOST:PORT
          walk                   | which URL? jnet walk URL
          doctor                 | which TARGET? jnet doctor TARGET
          trace -x a.test        | trace has no option -x
          mtu -w x a.test        | -w x: write seconds as a number (1 or 0.5), or with a unit (1s, 200ms)
          mtu -w 0 a.test        | -w 0: must be above 0, at most 86400 seconds
          ping -c x a.test       | -c x: write a whole number
          mtu --max abc a.test   | --max abc: write a whole number
          mtu --max=abc a.test   | --max abc: write a whole number
          mtu --rate x a.test    | --rate x: write a number
          mtu --rate 0 a.test    | --rate 0: must be above 0, at most 1000000
          mtu --max              | --max needs a value: --max BYTES
          mtu --max 99 --max 99  | --max is given twice
          walk a.test b.test     | walk takes one URL: 'b.test' is one too many
          mtu --timeout 3 a.test | mtu has no option --timeout; did you mean -w, --deadline?
          trace --timeout 3 h    | trace has no option --timeout; did you mean -w, --wait?
          mtu --hlep             | mtu has no option --hlep; did you mean -h, --help?
          mtu --count 3 a.test   | mtu has no option --count
          trace --port 80 a.test | trace has no option --port; did you mean --via tcp:PORT?
          mss --port a.test      | mss has no option --port; did you mean jnet mss HOST:PORT?
          trace -T a.test        | trace has no option -T; did you mean --via tcp:PORT?
          trace --max-hops 9 h   | trace has no option --max-hops; did you mean -m, --max-ttl?
          ping --packet-size 9 h | ping has no option --packet-size; did you mean -s, --size?
          handshake --syn h:80   | handshake has no option --syn; did you mean --half-open?
          """)
  void saysWhatIsWrongAndWhatWorks(String arguments, String message) {
    Outcome outcome = InProcess.jnet(arguments.split(" ", -1));
    assertEquals("jnet: " + message, outcome.err().lines().findFirst().orElse(""));
    assertEquals(2, outcome.exit());
    assertEquals("", outcome.out());
  }

  @ParameterizedTest
  @CsvSource({
    "help, Usage: jnet [-hV] COMMAND",
    "help mtu, Usage: jnet mtu",
    "mtu help, Usage: jnet mtu",
    "mtu -h, Usage: jnet mtu",
    "version, jnet "
  })
  void helpsInAllUsualForms(String arguments, String begin) {
    Outcome outcome = InProcess.jnet(arguments.split(" ", -1));
    assertTrue(outcome.out().startsWith(begin), outcome.out());
    assertEquals(0, outcome.exit());
  }

  @ParameterizedTest
  @CsvSource({
    "mtu -q --lab home https://www.lab.test/page?q#x, 1492",
    "mtu -q --lab home http://me@www.lab.test:80, 1492",
    "mtu -q --lab home [2001:db8:80::80], 1492",
    "mtu -q --lab home http://[2001:db8:80::80]/, 1492",
    "arp -q --lab home http://www.lab.test/, 02:6c:61:62:00:02",
    "arp -q --lab home http://192.168.1.1:80, 02:6c:61:62:00:02",
    "handshake -q --lab home http://www.lab.test/, open",
    "handshake -q --lab home https://www.lab.test:80/x, open"
  })
  void takesTheHostOfAUrl(String arguments, String answer) {
    Outcome outcome = InProcess.jnet(arguments.split(" ", -1));
    assertEquals(answer + "\n", outcome.out(), outcome.err());
  }

  /** Long names can be guessed from one command to the next. */
  @Test
  void everyShortOptionHasALongNameWithOneMeaning() {
    Set<String> alone = new TreeSet<>();
    TreeMap<String, Set<String>> values = new TreeMap<>();
    for (CommandLine command :
        Picocli.parser(new Jnet(() -> false).model()).getSubcommands().values()) {
      for (OptionSpec option : command.getCommandSpec().options()) {
        if (!option.longestName().startsWith("--")) {
          alone.add(command.getCommandName() + " " + option.longestName());
        }
        values
            .computeIfAbsent(option.longestName(), name -> new TreeSet<>())
            .add(option.paramLabel());
      }
    }
    assertEquals(Set.of("ping -I"), alone, "it is --interface or --source");
    values.values().removeIf(labels -> labels.size() == 1);
    assertEquals(Set.of("--count", "--via"), values.keySet());
  }
}
