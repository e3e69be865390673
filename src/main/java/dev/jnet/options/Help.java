package dev.jnet.options;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipFile;

/**
 * The help texts. They were written to files when jnet was built, because picocli takes three times
 * as long to lay them out. A test compares them with what picocli writes.
 */
public final class Help {
  private static final String FOLDER = "dev/jnet/options/";

  private Help() {}

  /** Whether an argument asks for help; false where there are not as many. */
  public static boolean isAsked(String[] args, int index) {
    String word = index < args.length ? args[index] : "";
    return word.equals("--help") || word.equals("-h") || word.equals("help");
  }

  /** The help of a command, or of {@code jnet} itself. */
  public static String of(String command) {
    String name = "help/" + command + ".txt";
    String path = System.getProperty("java.class.path", "");
    try {
      if (path.endsWith(".jar") && path.indexOf(File.pathSeparatorChar) < 0) {
        // Class.getResource would look among the JVM's own files first, which takes 3 ms.
        try (ZipFile jar = new ZipFile(path)) {
          return text(jar.getInputStream(jar.getEntry(FOLDER + name)));
        }
      }
      return text(Help.class.getResourceAsStream(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(InputStream in) throws IOException {
    try (in) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
