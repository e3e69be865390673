import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Applies a patch in the unified format, as {@code patch -p1} does, where there may be no such
 * program: the build needs a JDK and Maven alone.
 *
 * <p>Run as {@code java ApplyPatch.java PATCH FROM TO}: the files that the patch names are read
 * from the folder FROM, where they are left as they are, and written to the folder TO. Each line
 * has to be where the patch says.
 */
final class ApplyPatch {
  private static final Pattern HUNK = Pattern.compile("@@ -(\\d+)(?:,\\d+)? \\+\\d+(?:,\\d+)? @@.*");

  private final Path patch;
  private final Path from;
  private final Path to;
  private Path file;
  private List<String> before = List.of();
  private final List<String> after = new ArrayList<>();

  /** Lines of the old file that have been copied or left out. */
  private int done;

  private ApplyPatch(Path patch, Path from, Path to) {
    this.patch = patch;
    this.from = from;
    this.to = to;
  }

  public static void main(String[] args) throws IOException {
    new ApplyPatch(Path.of(args[0]), Path.of(args[1]), Path.of(args[2])).run();
  }

  private void run() throws IOException {
    for (String line : Files.readAllLines(patch)) {
      if (line.startsWith("--- ")) {
        finish();
        open(Path.of(line.substring("--- a/".length())));
      } else if (!line.startsWith("+++ ") && !line.startsWith("\\")) { // "\ No newline at end of file"
        apply(line);
      }
    }
    finish();
  }

  private void open(Path name) throws IOException {
    file = name;
    before = Files.exists(from.resolve(name)) ? Files.readAllLines(from.resolve(name)) : List.of();
    done = 0;
  }

  private void apply(String line) throws IOException {
    Matcher hunk = HUNK.matcher(line);
    if (hunk.matches()) {
      int first = Math.max(0, Integer.parseInt(hunk.group(1)) - 1);
      after.addAll(before.subList(done, first));
      done = first;
      return;
    }
    String text = line.substring(1);
    if (line.charAt(0) != '+') {
      if (done >= before.size() || !before.get(done).equals(text)) {
        throw new IOException(patch + " does not fit: line " + (done + 1) + " of " + file + " is not \"" + text + '"');
      }
      done++;
    }
    if (line.charAt(0) != '-') {
      after.add(text);
    }
  }

  private void finish() throws IOException {
    if (file == null) {
      return;
    }
    after.addAll(before.subList(done, before.size()));
    Path target = to.resolve(file);
    Files.createDirectories(target.getParent());
    Files.write(target, after);
    after.clear();
  }
}
