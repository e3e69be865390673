package dev.jnet.command.mesh;

import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.console.Pause;
import dev.jnet.host.privilege.OwnProcess;
import dev.jnet.options.Arguments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * {@code jnet mesh try}: a broker, three agents and a controller, all on this machine, in network
 * namespaces that go when it ends.
 */
record TryRun(Arguments arguments, Console console, BooleanSupplier stopped) {
  private static final String PORT = "4222";
  private static final String NO_CONFIG = "--no-config";
  private static final InstalledProgram BROKER =
      new InstalledProgram(
          "nats-server",
          "apt install nats-server, or put the program of https://nats.io/download on the PATH");
  private static final InstalledProgram IP =
      new InstalledProgram("ip", "apt install iproute2 (mesh try is for Linux)");

  /** Options that make no sense here: the broker and the members are this command's own. */
  private static final List<String> OWN =
      List.of("--nats", "--creds", "--tls-ca", "--lab", "--name", "--address", "--allow");

  private static final List<String> FLAGS =
      List.of("--ipv6", "--watch", "--json", "--csv", "--markdown", "--quiet", "--debug");
  private static final List<String> VALUES =
      List.of("--pairs", "--fanout", "--flows", "--every", "--html", "--color");

  /** Measures between the three sites as {@code matrix} does. Returns its exit code. */
  int run() throws IOException {
    for (String each : OWN) {
      if (arguments.words().stream().anyMatch(word -> word.split("=", 2)[0].equals(each))) {
        throw new CommandException(
            "usage", each + ": mesh try has a network, a broker and members of its own");
      }
    }
    if (!OwnProcess.isRoots()) {
      throw new CommandException(
          "permission", "mesh try makes network namespaces, which takes root: sudo jnet mesh try");
    }
    String path = console.environment().get("PATH");
    IP.find(path);
    Path broker = BROKER.find(path);
    try (TryNetwork network = TryNetwork.create();
        TryPrograms programs = new TryPrograms(new Pause(stopped))) {
      say("a broker (" + broker + ") and three agents start, in network namespaces");
      return start(network, programs, broker)
          ? programs.run(network.at(TryNetwork.ROUTER, controller()))
          : 0;
    }
  }

  /** Starts all but the controller; false where Ctrl-C ended that. */
  private boolean start(TryNetwork network, TryPrograms programs, Path broker) throws IOException {
    String store = programs.file("jetstream").toString();
    programs.start(
        BROKER.name(),
        network.at(TryNetwork.ROUTER, List.of(broker.toString(), "-p", PORT, "-js", "-sd", store)));
    if (!programs.await(BROKER.name(), "Server is ready")) {
      return false;
    }
    int number = 1;
    for (String site : TryNetwork.SITES) {
      String url = "nats://198.18." + number++ + ".1:" + PORT;
      programs.start(
          site,
          network.at(
              site, OwnProgram.with("mesh", "agent", NO_CONFIG, "--nats", url, "--name", site)));
    }
    for (String site : TryNetwork.SITES) {
      if (!programs.await(site, "is a member")) {
        return false;
      }
    }
    say("the router sends at most 1400 bytes to rome, on purpose");
    return true;
  }

  private List<String> controller() throws IOException {
    List<String> words =
        new ArrayList<>(
            OwnProgram.with("mesh", "matrix", NO_CONFIG, "--nats", "nats://127.0.0.1:" + PORT));
    FLAGS.stream().filter(arguments::has).forEach(words::add);
    for (String each : VALUES) {
      if (arguments.has(each)) {
        words.add(each + "=" + arguments.typed(each));
      }
    }
    return words;
  }

  private void say(String what) {
    console.err().println("jnet: " + what);
    console.err().flush();
  }
}
