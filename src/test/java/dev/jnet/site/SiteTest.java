package dev.jnet.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The docs as a site. {@code scripts/site} names a folder to keep it in ({@code -Djnet.site}). */
class SiteTest {
  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");

  @TempDir private Path temporary;

  private Path site() throws IOException {
    String kept = System.getProperty("jnet.site", "");
    Path folder = kept.isEmpty() ? temporary : Path.of(kept);
    new Site(folder).write();
    return folder;
  }

  @Test
  void everyLinkLeadsToAPageOfTheSiteAndItsHeading() throws IOException {
    Path site = site();
    Set<String> broken = new TreeSet<>();
    int links = 0;
    try (Stream<Path> files = Files.list(site)) {
      for (Path page : files.filter(file -> file.toString().endsWith(".html")).toList()) {
        String text = Files.readString(page);
        assertTrue(!text.contains("<script"), page::toString);
        for (MatchResult match : LINK.matcher(text).results().toList()) {
          links++;
          if (!leadsSomewhere(site, page, match.group(1))) {
            broken.add(page.getFileName() + ": " + match.group(1));
          }
        }
      }
    }
    assertEquals(Set.of(), broken);
    assertTrue(links > 200, links + " links");
  }

  private static boolean leadsSomewhere(Path site, Path page, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path file = parts[0].isEmpty() ? page : site.resolve(parts[0]);
    return Files.exists(file)
        && (parts.length == 1 || Files.readString(file).contains("id=\"" + parts[1] + "\""));
  }
}
