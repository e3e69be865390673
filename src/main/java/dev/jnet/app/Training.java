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
 * What the JVM's archive of classes is made from: a run of everything, whose answers nobody reads.
 *
 * <p>Each example that a command's help gives on a practice network is run, so that a new command
 * needs no word here; and on this machine what needs no network but loopback. Where privileges are
 * missing for that, it gets as far as the refusal, and the archive holds less.
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

  private Training() {}

  /**
   * Runs everything.
   *
   * @param args not looked at
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

  /** What the help of the commands shows, as far as a practice network is enough for it. */
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

  /** Answers as on no terminal, to nobody. */
  private static Console console() {
    PrintWriter nobody =
        new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new Console(nobody, nobody, false, false, Map.of());
  }

  /** Each class of ours: also those that only a network would have had us load. */
  private static void loadTheRest() throws IOException {
    ClassLoader loader = Training.class.getClassLoader();
    try (JarInputStream jar =
        new JarInputStream(new FileInputStream(System.getProperty("java.class.path")))) {
      for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
        String name = entry.getName();
        if (name.startsWith("dev/jnet/") && name.endsWith(".class") && !name.contains("-info")) {
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
