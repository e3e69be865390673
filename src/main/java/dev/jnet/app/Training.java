package dev.jnet.app;

import dev.jnet.console.Console;
import dev.jnet.console.Interrupt;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Runs every command once, so that the JVM can write its archive of classes. The answers are
 * dropped.
 *
 * <p>It runs the examples on practice networks from the commands' help, so that a new command needs
 * no line here. On this machine it runs what needs only loopback. Without privileges these runs end
 * with a refusal, and the archive has fewer classes.
 */
final class Training {
  private static final String EXAMPLE = "jnet ";

  private static final String[] ON_THIS_MACHINE = {
    "--help",
    "--version",
    "no-such-command",
    "interfaces --to 127.0.0.1",
    "ping -c1 127.0.0.1",
    "mtu 127.0.0.1",
    "arp 127.0.0.1",
  };

  /**
   * The package of the HTTP server. The boot loader cannot load its classes, because it does not
   * see the JDK's HTTP server.
   */
  private static final String OTHERWISE_LOADED = "dev/jnet/exporter/web/";

  private Training() {}

  /**
   * Runs everything.
   *
   * @param args ignored
   */
  public static void main(String[] args) throws IOException {
    Interrupt interrupt = Interrupt.install();
    Jnet jnet = new Jnet(interrupt);
    List<String> lines = new ArrayList<>(List.of(ON_THIS_MACHINE));
    lines.addAll(examples(jnet.model()));
    for (String line : lines) {
      long start = System.nanoTime();
      int code = jnet.run(line.split(" "), console());
      System.out.println(
          "jnet " + line + ": " + code + ", " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }
    loadTheRest();
    interrupt.finished();
  }

  /** The examples in the help of the commands that run on a practice network. */
  static List<String> examples(CommandSpec jnet) {
    List<String> lines = new ArrayList<>();
    for (String name : jnet.subcommands().keySet()) {
      CommandSpec command = jnet.subcommands().get(name).getCommandSpec();
      for (String line : command.usageMessage().footer()) {
        int start = line.indexOf(EXAMPLE);
        if (start >= 0 && line.contains("--lab")) {
          lines.add(line.substring(start + EXAMPLE.length()).strip());
        }
      }
    }
    return lines;
  }

  /** A console that is no terminal, and drops what is printed. */
  private static Console console() {
    PrintWriter nobody =
        new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new Console(nobody, nobody, false, false, Map.of());
  }

  /** Loads each class of jnet, also those that only a run on a network would load. */
  private static void loadTheRest() throws IOException {
    ClassLoader loader = Training.class.getClassLoader();
    try (JarInputStream jar =
        new JarInputStream(new FileInputStream(System.getProperty("java.class.path")))) {
      for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
        String name = entry.getName();
        if (name.startsWith("dev/jnet/")
            && name.endsWith(".class")
            && !name.contains("-info")
            && !name.startsWith(OTHERWISE_LOADED)) {
          Class.forName(
              name.substring(0, name.length() - ".class".length()).replace('/', '.'),
              false,
              loader);
        }
      }
    } catch (ClassNotFoundException e) {
      throw new IOException(e);
    }
  }
}
