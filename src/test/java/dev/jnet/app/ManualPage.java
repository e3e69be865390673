package dev.jnet.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A manual page in AsciiDoc. Name, synopsis, options and operands come from the options' model, as
 * picocli writes them; description, examples and exit status from {@code src/main/docs/manual}.
 */
final class ManualPage {
  private static final Path TEXTS = Path.of("src/main/docs/manual");
  private static final String EXAMPLES = "== Examples\n";

  /** What AsciiDoc would take for a link. */
  private static final Pattern ADDRESS = Pattern.compile("\\b(https?|ftp|irc)://(?=[A-Za-z])");

  /** Between two long names of an option. */
  private static final Pattern LONG_NAMES = Pattern.compile("(?<=[a-z]), --(?=[a-z-]+\\*)");

  private ManualPage() {}

  /**
   * The page of a command.
   *
   * @param name such as {@code jnet-mtu}
   * @param generated the page as picocli writes it
   */
  static String of(String name, String generated) throws IOException {
    String text = Files.readString(TEXTS.resolve(name.replaceFirst("^jnet-", "") + ".adoc"));
    int examples = text.indexOf(EXAMPLES);
    return part(generated, "man-section-header")
        + part(generated, "man-section-name")
        + part(generated, "man-section-synopsis")
        + text.substring(0, examples)
        + part(generated, "man-section-options")
        + part(generated, "man-section-arguments")
        + part(generated, "man-section-commands").replaceAll("xref:\\S+\\[(.*)]::", "$1::")
        + text.substring(examples)
        + "\n"
        + Files.readString(TEXTS.resolve("common.adoc"))
        + "== See Also\n\n"
        + (name.equals("jnet") ? "" : "*jnet*(1), ")
        + "*ping*(8), *tracepath*(8), *traceroute*(1), *arping*(8), *pcap*(3pcap)\n";
  }

  /** One part of the generated page, with an empty line behind it; empty where there is none. */
  private static String part(String page, String tag) {
    String name = "picocli-generated-" + tag + "[]\n";
    int from = page.indexOf("// tag::" + name) + ("// tag::" + name).length();
    String part = page.substring(from, page.indexOf("// end::" + name));
    // picocli-codegen 4.7.7 writes a comma behind an option that has no long name, and prints the
    // comma between two of them in bold.
    String corrected =
        LONG_NAMES
            .matcher(part.replace("*, ::", "*::").replace("*, _", "* _"))
            .replaceAll("*, *--");
    String escaped = ADDRESS.matcher(corrected).replaceAll("\\\\$0");
    return escaped.isBlank() ? "" : escaped.stripTrailing() + "\n\n";
  }
}
