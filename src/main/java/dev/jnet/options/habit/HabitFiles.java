package dev.jnet.options.habit;

import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.host.folder.RootsPath;
import dev.jnet.host.privilege.OwnProcess;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Where configuration files lie: one for all users of the machine, and one of the user.
 *
 * @param forAll the file for all users
 * @param environment of the process
 * @param root whether root runs jnet, and so reads no file that somebody else could have written
 */
public record HabitFiles(String forAll, Map<String, String> environment, boolean root) {
  /** The file for all users of a machine. */
  public static final String FOR_ALL = "/etc/jnet/config.toml";

  /** The variable that names another file in place of the user's. */
  public static final String VARIABLE = "JNET_CONFIG";

  /** The files of this machine and this process's user. */
  public static HabitFiles of(Console console) {
    return new HabitFiles(FOR_ALL, console.environment(), OwnProcess.isRoots());
  }

  /** Whether there is any file to read. This is asked at every start, so it uses java.io. */
  public boolean any() {
    return new File(forAll).exists() || isNamed() || exists(users());
  }

  private boolean isNamed() {
    return !environment.getOrDefault(VARIABLE, "").isEmpty();
  }

  /** The user's file, whether or not it exists; empty where the user has none. */
  private String users() {
    String named = environment.get(VARIABLE);
    if (named != null) {
      return named;
    }
    String folder = environment.getOrDefault("XDG_CONFIG_HOME", "");
    if (folder.startsWith("/")) {
      return folder + "/jnet/config.toml";
    }
    String home = environment.getOrDefault("HOME", "");
    return home.startsWith("/") ? home + "/.config/jnet/config.toml" : "";
  }

  private static boolean exists(String file) {
    return !file.isEmpty() && new File(file).exists();
  }

  /**
   * Reads the files, that for all users first.
   *
   * @param skipped is told of each file that root does not read, and why
   * @throws CommandException when a file cannot be read, or is wrong
   */
  List<HabitFile> read(Consumer<String> skipped) throws IOException {
    List<String> names = new ArrayList<>();
    if (exists(forAll)) {
      names.add(forAll);
    }
    if (isNamed() || exists(users())) {
      names.add(users());
    }
    List<HabitFile> files = new ArrayList<>();
    for (String name : names) {
      if (root && exists(name) && !RootsPath.is(name)) {
        skipped.accept(name + ": not read, because users other than root could have written it");
        continue;
      }
      files.add(HabitFile.of(name, text(name)));
    }
    return files;
  }

  private static String text(String name) throws IOException {
    byte[] bytes = OwnProcess.readingForUser(() -> bytes(name));
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw unreadable(name, "not text in UTF-8");
    }
  }

  private static byte[] bytes(String name) throws IOException {
    if (new File(name).isDirectory()) {
      throw unreadable(name, "a folder");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FileInputStream in = new FileInputStream(name)) {
      out.write(in.readNBytes(HabitFile.MAX_BYTES + 1));
    } catch (IOException e) {
      String why = e.getMessage(); // "NAME (No such file or directory)"
      throw unreadable(name, why.replace(name + " (", "").replaceFirst("\\)$", ""));
    }
    if (out.size() > HabitFile.MAX_BYTES) {
      throw unreadable(name, "more than " + HabitFile.MAX_BYTES + " bytes");
    }
    return out.toByteArray();
  }

  private static CommandException unreadable(String name, String why) {
    return new CommandException(
        "usage", name + ": " + why + "\n  --no-config runs jnet without configuration files");
  }
}
