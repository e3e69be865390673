package dev.jnet.testnet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Commands in a host of the test that see a file of the test in the place of one of the machine.
 */
public final class Mounts {
  private Mounts() {}

  /**
   * The words of a command that sees a file in another's place. {@code ip netns exec} gives each
   * command mounts of its own, so this one ends with it.
   *
   * @param place the path of the file that is hidden, such as {@code /etc/resolv.conf}
   */
  public static List<String> over(String place, Path file, List<String> command) {
    String mount = "mount --bind \"$1\" \"$2\"; shift 2; exec \"$@\"";
    List<String> words = new ArrayList<>(List.of("sh", "-ec", mount, "sh", file.toString(), place));
    words.addAll(command);
    return words;
  }

  /** The words of jnet as root that sees a file in another's place; they are parted by spaces. */
  public static String[] jnetOver(String place, Path file, String arguments) {
    List<String> jnet = new ArrayList<>(List.of(Installation.launcher(Privilege.ROOT).toString()));
    jnet.addAll(Arrays.asList(arguments.split(" ", -1)));
    return over(place, file, jnet).toArray(String[]::new);
  }
}
